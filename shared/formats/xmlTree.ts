/** XML as a tree of elements, for files that other programs write. Entities of their own are refused, never expanded. */
import { XMLParser } from "fast-xml-parser";
import { Failure } from "../errors.ts";
import { decodeEntities } from "./entities.ts";

/** An element; read it with the functions below. */
export interface XmlElement {
  readonly name: string;
  /** Where it begins, counted from 1. */
  readonly line: number;
  readonly children: readonly XmlElement[];
  /** Of its own, without that of its children. */
  readonly text: string;
  readonly attributes: ReadonlyMap<string, string>;
}

/** More elements than this are in no transcript, and would fill the memory. */
const mostElements = 100_000;

const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: "",
  parseTagValue: false,
  trimValues: false,
  processEntities: false,
  cdataPropName: "#cdata",
  captureMetaData: true,
  ignorePiTags: true,
});
const place = XMLParser.getMetaDataSymbol() as unknown as symbol;

/**
 * Reads a document; one that ends early is read as far as it goes.
 *
 * @returns its root
 * @throws Failure `transcript.unreadable` for what is no XML, defines entities, or has more or deeper elements than any transcript
 */
export function readXml(text: string): XmlElement {
  const document = text.replace(/^\uFEFF/, "").replace(/\r\n?/g, "\n");
  if (/<!(?:DOCTYPE|ENTITY)/i.test(document) || hasTooManyElements(document)) {
    throw new Failure("transcript.unreadable");
  }
  const root = elementsOf(parsedNodes(document), lineCounter(document))[0];
  if (root === undefined) throw new Failure("transcript.unreadable");
  return root;
}

/** The first child of a name. */
export function childOf(element: XmlElement, name: string): XmlElement | undefined {
  return element.children.find((child) => child.name === name);
}

/** The children of a name, in order. */
export function childrenOf(element: XmlElement, name: string): XmlElement[] {
  return element.children.filter((child) => child.name === name);
}

/** Writes text so that any reader of XML 1.0 gives it back; what XML cannot hold becomes the replacement character. */
export function xmlText(text: string): string {
  return text
    .toWellFormed()
    .replace(/[\uFFFE\uFFFF]|(?!\s)\p{Cc}/gu, "\uFFFD")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}

type Node = Readonly<Record<string | symbol, unknown>>;

/** The parser's own errors name no kind, so whatever it throws says that this is no XML it can read. */
function parsedNodes(document: string): readonly Node[] {
  try {
    return parser.parse(document) as readonly Node[];
  } catch {
    throw new Failure("transcript.unreadable");
  }
}

function hasTooManyElements(document: string): boolean {
  const tag = /<[^/!?]/g;
  let count = 0;
  while (count <= mostElements && tag.test(document)) count += 1;
  return count > mostElements;
}

/** The parser allows no more than a hundred elements in each other. */
function elementsOf(nodes: readonly Node[], lineAt: (index: number) => number): XmlElement[] {
  return nodes.flatMap((node) => {
    const name = Object.keys(node).find(
      (key) => key !== ":@" && !key.startsWith("#") && !key.startsWith("?"),
    );
    const inner = name === undefined ? undefined : node[name];
    if (name === undefined || !Array.isArray(inner)) return [];
    const line = lineAt((node[place] as { readonly startIndex?: number } | undefined)?.startIndex ?? 0);
    const attributes = Object.entries((node[":@"] ?? {}) as Readonly<Record<string, unknown>>).map(
      ([key, value]): [string, string] => [key, decodeEntities(String(value))],
    );
    const text = inner.map(textOf).join("");
    return [{ name, line, children: elementsOf(inner, lineAt), text, attributes: new Map(attributes) }];
  });
}

function textOf(node: Node): string {
  const cdata = node["#cdata"];
  if (Array.isArray(cdata)) return cdata.map((inner: Node) => String(inner["#text"] ?? "")).join("");
  return typeof node["#text"] === "string" ? decodeEntities(node["#text"]) : "";
}

/** Counts lines for places that are asked for in rising order. */
function lineCounter(text: string): (index: number) => number {
  let [line, at] = [1, text.indexOf("\n")];
  return (index) => {
    while (at !== -1 && at < index) {
      line += 1;
      at = text.indexOf("\n", at + 1);
    }
    return line;
  };
}
