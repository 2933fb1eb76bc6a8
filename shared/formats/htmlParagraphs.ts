/** Paragraphs of simple HTML, as an editor in a browser writes it, with the time stamps in them. */
import { parseClockTime } from "./cueTimes.ts";
import { decodeEntities } from "./entities.ts";

/** A piece of a paragraph, and the stamp in front of it, if any. */
export interface HtmlPiece {
  readonly startMs: number | undefined;
  readonly text: string;
}

const blockTags = /^(?:p|div|h[1-6]|li|ul|ol|blockquote|br|hr|table|thead|tbody|tr|td|th)$/;

/**
 * Divides HTML into paragraphs; markup inside them is left out. `<span class="timestamp" data-timestamp="12.3">` is a
 * stamp, and its text the time where no number stands in it.
 *
 * @returns pieces of each; blank paragraphs are left out
 */
export function htmlParagraphs(html: string): (readonly HtmlPiece[])[] {
  const paragraphs: HtmlPiece[][] = [];
  let pieces: { startMs: number | undefined; text: string }[] = [];
  let stamp: { readonly startMs: number | undefined; shown: string } | undefined;
  const write = (text: string) => {
    const last = pieces.at(-1);
    if (stamp !== undefined) stamp.shown += text;
    else if (last === undefined) pieces.push({ startMs: undefined, text });
    else last.text += text;
  };
  for (const { name, isEnd, tag, text } of tagsOf(html)) {
    if (text !== "") write(decodeEntities(text));
    if (name === "span" && !isEnd && /class="timestamp"|data-timestamp=/.test(tag)) {
      stamp = { startMs: stampedMs(tag), shown: "" };
    } else if (stamp !== undefined && (name === "span" || name === "" || blockTags.test(name))) {
      const { shown, startMs = parseClockTime(shown.trim()) } = stamp;
      stamp = undefined;
      if (startMs === undefined) write(shown);
      else pieces.push({ startMs, text: "" });
    }
    if (name === "" || blockTags.test(name)) {
      const isBlank = pieces.every(
        ({ startMs, text: words }) => startMs === undefined && words.trim() === "",
      );
      if (!isBlank) paragraphs.push(pieces);
      pieces = [];
    }
  }
  return paragraphs;
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
  yield { name: "", isEnd: true, tag: "", text: html.slice(from) };
}

function stampedMs(tag: string): number | undefined {
  const seconds = /data-timestamp="(\d{1,7}(?:\.\d{1,20})?)"/.exec(tag)?.[1];
  return seconds === undefined ? undefined : Math.round(Number(seconds) * 1_000);
}
