/** REFI-QDA code books (.qdc, standard 1.0, https://www.qdasoftware.org): codes by name, some of them within others. */
import { Failure } from "../errors.ts";
import { tidied } from "./parsedTranscript.ts";
import { readXml, type XmlElement, xmlText } from "./xmlTree.ts";

/** A code by its name. */
export interface CodebookCode {
  readonly name: string;
  /** Lines kept; empty where there is none. */
  readonly description: string;
}

/** Codes that stand together; `name` is `null` for those that stand in none. */
export interface CodebookGroup {
  readonly name: string | null;
  readonly codes: readonly CodebookCode[];
}

/** What a file holds beside names and descriptions, and what became of it; texts under `schemes.import.note`. */
export const codebookNoteKinds = [
  "colours",
  "deeper",
  "group-descriptions",
  "nameless",
  "sets",
  "notes",
  "unknown",
] as const;
export interface CodebookNote {
  readonly kind: (typeof codebookNoteKinds)[number];
  /** How many of them. */
  readonly count: number;
}

/** A code book as it was read. */
export interface ParsedCodebook {
  /** In order of the file; each has at least one code. */
  readonly groups: readonly CodebookGroup[];
  /** What was left out or changed; in order of {@link codebookNoteKinds}. */
  readonly notes: readonly CodebookNote[];
}

/**
 * Reads a code book, or that of a whole project (.qde).
 *
 * A code with others in it becomes a group, and a code of that group too if it can be given itself. What lies deeper
 * becomes a code of the same group.
 *
 * @throws Failure `scheme.unreadable` for what is no code book, or has no codes
 */
export function parseCodebook(text: string): ParsedCodebook {
  const codes = codesElement(rootOf(text));
  const counted = new Map<CodebookNote["kind"], number>();
  const note = (kind: CodebookNote["kind"]) => counted.set(kind, (counted.get(kind) ?? 0) + 1);
  const groups: { name: string | null; codes: CodebookCode[] }[] = [];
  for (const element of codes.element.children) {
    if (localName(element) !== "Code") {
      note("unknown");
      continue;
    }
    const inner = element.children.filter((child) => localName(child) === "Code");
    const own = codeOf(element, note);
    if (inner.length === 0) {
      if (own === undefined) continue;
      const last = groups.at(-1);
      if (last !== undefined && last.name === null) last.codes.push(own);
      else groups.push({ name: null, codes: [own] });
      continue;
    }
    const isCodable = element.attributes.get("isCodable")?.trim() === "true";
    if (own !== undefined && !isCodable && own.description !== "") note("group-descriptions");
    const within = inner.flatMap((child) => codesWithin(child, note));
    const all = own !== undefined && isCodable ? [own, ...within] : within;
    if (all.length > 0) groups.push({ name: own?.name ?? null, codes: all });
  }
  for (const set of codes.sets) for (const _ of set.children) note("sets");
  if (groups.length === 0) throw new Failure("scheme.unreadable");
  return {
    groups,
    notes: codebookNoteKinds.flatMap((kind) => {
      const count = counted.get(kind);
      return count === undefined ? [] : [{ kind, count }];
    }),
  };
}

/**
 * Writes a code book.
 *
 * @param newGuid - gives another UUID at each call
 */
export function printCodebook(groups: readonly CodebookGroup[], newGuid: () => string): string {
  const code = ({ name, description }: CodebookCode, indent: string) => {
    const head = `${indent}<Code guid="${newGuid()}" name="${xmlText(tidied(name))}" isCodable="true"`;
    if (description === "") return `${head}/>`;
    return `${head}>\n${indent}  <Description>${xmlText(description)}</Description>\n${indent}</Code>`;
  };
  const written = groups.flatMap(({ name, codes }) =>
    name === null
      ? codes.map((inner) => code(inner, "    "))
      : [
          `    <Code guid="${newGuid()}" name="${xmlText(tidied(name))}" isCodable="false">`,
          ...codes.map((inner) => code(inner, "      ")),
          "    </Code>",
        ],
  );
  return [
    '<?xml version="1.0" encoding="utf-8"?>',
    '<CodeBook xmlns="urn:QDA-XML:codebook:1.0" origin="Lyhörd">',
    "  <Codes>",
    ...written,
    "  </Codes>",
    "</CodeBook>",
    "",
  ].join("\n");
}

type Note = (kind: CodebookNote["kind"]) => void;

function rootOf(text: string): XmlElement {
  try {
    return readXml(text);
  } catch (error) {
    if (error instanceof Failure) throw new Failure("scheme.unreadable");
    throw error;
  }
}

/** Some programs put a prefix before every name. */
function codesElement(root: XmlElement): {
  readonly element: XmlElement;
  readonly sets: readonly XmlElement[];
} {
  const named = (parent: XmlElement | undefined, name: string) =>
    parent?.children.find((child) => localName(child) === name);
  const book = localName(root) === "CodeBook" ? root : named(root, "CodeBook");
  const element = named(book, "Codes");
  if (book === undefined || element === undefined) throw new Failure("scheme.unreadable");
  return { element, sets: book.children.filter((child) => localName(child) === "Sets") };
}

function codesWithin(element: XmlElement, note: Note): CodebookCode[] {
  const own = codeOf(element, note);
  const deeper = element.children.filter((child) => localName(child) === "Code");
  for (const _ of deeper) note("deeper");
  return [...(own === undefined ? [] : [own]), ...deeper.flatMap((child) => codesWithin(child, note))];
}

function codeOf(element: XmlElement, note: Note): CodebookCode | undefined {
  if (element.attributes.has("color")) note("colours");
  let description = "";
  for (const child of element.children) {
    const name = localName(child);
    if (name === "Description") description = child.text.trim();
    else if (name === "NoteRef") note("notes");
    else if (name !== "Code") note("unknown");
  }
  const name = tidied(element.attributes.get("name") ?? "");
  if (name === "") {
    note("nameless");
    return undefined;
  }
  return { name, description };
}

function localName({ name }: XmlElement): string {
  return name.slice(name.indexOf(":") + 1);
}
