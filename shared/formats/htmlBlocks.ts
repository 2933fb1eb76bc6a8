/** Paragraphs and table rows of simple HTML, as editors and converters write it. */
import { parseClockTime } from "./cueTimes.ts";
import { decodeEntities } from "./entities.ts";

/** A piece of a paragraph; the stamp in front of it, if any. */
export interface HtmlPiece {
  readonly startMs: number | undefined;
  readonly text: string;
}

/** What follows each other in a document; blank paragraphs are left out. */
export type HtmlBlock =
  | { readonly kind: "paragraph"; readonly pieces: readonly HtmlPiece[] }
  | { readonly kind: "row"; readonly cells: readonly string[] };

const blockTags = /^(?:p|div|h[1-6]|li|ul|ol|blockquote|br|hr|table|thead|tbody)$/;

/**
 * Divides HTML into blocks. Markup inside them is left out; `<span class="timestamp" data-timestamp="12.3">` is a stamp.
 * Paragraphs in a cell belong to the cell; a table in a cell does too.
 */
export function htmlBlocks(html: string): HtmlBlock[] {
  const blocks: HtmlBlock[] = [];
  let pieces: { startMs: number | undefined; text: string }[] = [];
  let cells: string[] | undefined;
  let rowDepth = 0;
  let stamp: { readonly startMs: number | undefined; shown: string } | undefined;
  const endBlock = () => {
    if (pieces.some(({ startMs, text }) => startMs !== undefined || text.trim() !== "")) {
      blocks.push({ kind: "paragraph", pieces });
    }
    pieces = [];
  };
  const write = (text: string) => {
    const last = pieces.at(-1);
    if (stamp !== undefined) stamp.shown += text;
    else if (cells !== undefined) cells[cells.length - 1] = `${cells.at(-1) ?? ""}${text}`;
    else if (last === undefined) pieces.push({ startMs: undefined, text });
    else last.text += text;
  };
  for (const { name, isEnd, tag, text } of tagsOf(html)) {
    if (text !== "") write(decodeEntities(text));
    if (name === "span") {
      if (!isEnd && /class="timestamp"|data-timestamp=/.test(tag))
        stamp = { startMs: stampedMs(tag), shown: "" };
      else if (isEnd && stamp !== undefined) {
        const startMs = stamp.startMs ?? parseClockTime(stamp.shown.trim());
        const { shown } = stamp;
        stamp = undefined;
        if (startMs === undefined) write(shown);
        else pieces.push({ startMs, text: "" });
      }
    } else if (name === "tr") {
      rowDepth = Math.max(0, rowDepth + (isEnd ? -1 : 1));
      if (!isEnd && rowDepth === 1) {
        endBlock();
        cells = [];
      } else if (isEnd && rowDepth === 0 && cells !== undefined) {
        blocks.push({ kind: "row", cells });
        cells = undefined;
      }
    } else if ((name === "td" || name === "th") && !isEnd && rowDepth === 1) cells?.push("");
    else if (blockTags.test(name)) {
      if (cells === undefined) endBlock();
      else write(" ");
    }
  }
  if (cells !== undefined) blocks.push({ kind: "row", cells });
  endBlock();
  return blocks;
}

interface Tag {
  readonly name: string;
  readonly isEnd: boolean;
  readonly tag: string;
  /** What stands between the tag before and this one. */
  readonly text: string;
}

/** All tags; the last, nameless one has the text behind them. */
function* tagsOf(html: string): Generator<Tag> {
  const next = /<(\/?)([A-Za-z][A-Za-z0-9]*)[^<>]*>/g;
  let from = 0;
  for (let match = next.exec(html); match !== null; match = next.exec(html)) {
    const [tag, slash, name = ""] = match;
    yield { name: name.toLowerCase(), isEnd: slash === "/", tag, text: html.slice(from, match.index) };
    from = match.index + tag.length;
  }
  yield { name: "", isEnd: false, tag: "", text: html.slice(from) };
}

function stampedMs(tag: string): number | undefined {
  const seconds = /data-timestamp="(\d{1,7}(?:\.\d{1,20})?)"/.exec(tag)?.[1];
  return seconds === undefined ? undefined : Math.round(Number(seconds) * 1_000);
}
