/** What a Word document holds besides the words that are taken from it. */
import { unzipSync } from "fflate";
import { Failure } from "../errors.ts";
import type { TranscriptWarning } from "./parsedTranscript.ts";

/** A part longer than this, unpacked, is in no transcript. */
const mostBytes = 32 * 1_048_576;
/** All parts together, pictures too. */
const mostBytesInAll = 256 * 1_048_576;

/** The part of the platform's decoder that is used; Node and the page both have it. */
declare const TextDecoder: new () => { decode(bytes: Uint8Array): string };

/**
 * Looks for tracked changes, and for words in headers and footers, before the document is converted.
 *
 * @param bytes - of the file; what it would unpack to is measured first
 * @throws Failure `transcript.unreadable` if it is no Word document, or unpacks to more than any transcript
 */
export function docxWarnings(bytes: Uint8Array): TranscriptWarning[] {
  const parts = partsOf(bytes);
  const document = parts.get("word/document.xml");
  if (document === undefined) throw new Failure("transcript.unreadable");
  const margins = [...parts].filter(([name]) => name !== "word/document.xml");
  return [
    ...(/<w:(?:del|moveFrom)[ >]/.test(document) ? [{ line: 1, code: "tracked-changes" } as const] : []),
    ...(margins.some(([, xml]) => /<w:t(?: [^>]*)?>[^<\s]/.test(xml))
      ? [{ line: 1, code: "page-headers" } as const]
      : []),
  ];
}

function partsOf(bytes: Uint8Array): Map<string, string> {
  let inAll = 0;
  let isTooLong = false;
  const unzipped = unzipOrRefuse(bytes, ({ name, originalSize }) => {
    const isWanted = /^word\/(?:document|header\d*|footer\d*)\.xml$/.test(name);
    inAll += originalSize;
    isTooLong ||= inAll > mostBytesInAll || (isWanted && originalSize > mostBytes);
    return isWanted && !isTooLong;
  });
  if (isTooLong) throw new Failure("transcript.unreadable");
  return new Map(Object.entries(unzipped).map(([name, part]) => [name, new TextDecoder().decode(part)]));
}

/** The library's errors name no kind, so whatever it throws says that this is no archive it can read. */
function unzipOrRefuse(bytes: Uint8Array, filter: (file: { name: string; originalSize: number }) => boolean) {
  try {
    return unzipSync(bytes, { filter });
  } catch {
    throw new Failure("transcript.unreadable");
  }
}
