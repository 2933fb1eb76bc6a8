/** JSON that other programs write: read without deep or endless structures, and with the lines its objects stand at. */
import { Failure } from "../errors.ts";

/** Deeper than any transcript. */
const deepest = 50;
/** More objects and lists than this are in no transcript, and would fill the memory. */
const mostNodes = 400_000;

/**
 * Reads JSON; `NaN` and `Infinity`, which Python writes, become `null`.
 *
 * @throws Failure `transcript.unreadable` for what is no JSON, or has more or deeper nodes than any transcript
 */
export function readJson(text: string): unknown {
  const body = text.replace(/^\uFEFF/, "");
  requireReasonable(body);
  const value = parsed(body) ?? parsed(body.replace(/([:,[]\s*)-?(?:NaN|Infinity)(?=\s*[,}\]])/g, "$1null"));
  if (value === undefined) throw new Failure("transcript.unreadable");
  return value;
}

/**
 * The lines, counted from 1, at which the objects of a list begin.
 *
 * @param key - under which the list stands in the outermost object; `undefined` if the list is outermost
 */
export function linesOfObjects(text: string, key: string | undefined): number[] {
  const lines: number[] = [];
  const isInside = (path: readonly string[]) =>
    key === undefined ? path.join("") === "[" : path.join("") === "{[";
  let [line, at, path, found]: [number, number, string[], string | undefined] = [1, 0, [], undefined];
  const next = /["{}[\]\n]/g;
  for (;;) {
    next.lastIndex = at;
    const place = next.exec(text)?.index;
    if (place === undefined) return lines;
    const character = text[place] ?? "";
    at = place + 1;
    if (character === '"') {
      at = stringEnd(text, place);
      if (path.length === 1 && /^\s*:/.test(text.slice(at, at + 40))) found = text.slice(place + 1, at - 1);
    } else if (character === "\n") line += 1;
    else if (character === "}" || character === "]") path.pop();
    else {
      if (character === "{" && isInside(path) && (key === undefined || found === key)) lines.push(line);
      path.push(character);
    }
  }
}

function requireReasonable(text: string): void {
  let [depth, nodes, at] = [0, 0, 0];
  const next = /["{}[\]]/g;
  for (;;) {
    next.lastIndex = at;
    const place = next.exec(text)?.index;
    if (place === undefined) return;
    const character = text[place];
    at = character === '"' ? stringEnd(text, place) : place + 1;
    if (character === "{" || character === "[") {
      depth += 1;
      nodes += 1;
    } else if (character !== '"') depth -= 1;
    if (depth > deepest || nodes > mostNodes) throw new Failure("transcript.unreadable");
  }
}

/** Right after the quote that ends the string which begins at `start`. */
function stringEnd(text: string, start: number): number {
  const next = /["\\]/g;
  let at = start + 1;
  for (;;) {
    next.lastIndex = at;
    const place = next.exec(text)?.index;
    if (place === undefined) return text.length;
    if (text[place] === '"') return place + 1;
    at = place + 2;
  }
}

/** @returns `undefined` if it is no JSON, which `undefined` never is the value of */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
