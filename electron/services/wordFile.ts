/** Word documents as transcripts: unpacked within bounds, read, and made. */
import { Worker } from "node:worker_threads";
import { strFromU8, unzipSync, zipSync } from "fflate";
import type { PrintedSheet } from "../../shared/domain/printedSheet.ts";
import { Failure } from "../../shared/errors.ts";
import type { ParsedTranscript, TranscriptWarning } from "../../shared/formats/parsedTranscript.ts";
import { parseWordDocument, type WordBlock } from "../../shared/formats/wordDocument.ts";

/** What a document's text needs of its parts; pictures, embedded files and links to other places are none of it. */
const neededParts =
  /^(?:\[Content_Types\]\.xml|_rels\/\.rels|word\/(?:document|document2|styles|numbering|(?:header|footer)\d*)\.xml|word\/_rels\/document2?\.xml\.rels)$/;

/** All needed parts together, unpacked: ten hours of conversation as a table; reading so much takes some ten seconds. */
const limitBytes = 12 * 1_048_576;

/** Whether a file is a zip file, as Word documents are. */
export function isZip(bytes: Uint8Array): boolean {
  return [0x50, 0x4b, 0x03, 0x04].every((byte, index) => bytes[index] === byte);
}

/**
 * Reads a Word document.
 *
 * @param parseText - reads paragraphs, one a line
 * @throws Failure `transcript.unreadable` for another file, a damaged one, or one that unpacks to more than is bearable
 */
export async function readWordFile(
  bytes: Uint8Array,
  parseText: (text: string) => ParsedTranscript,
): Promise<ParsedTranscript> {
  const parts = unpack(bytes);
  const { segments, warnings } = parseWordDocument(await readBlocks(parts), parseText);
  return { segments, warnings: [...leftOutWarnings(parts), ...warnings] };
}

/** Makes a Word document of a sheet, in a thread of its own: an hour of lines takes seconds, and the vault answers meanwhile. */
export async function writeWordFile(sheet: PrintedSheet): Promise<Uint8Array> {
  // Without the flags of this process, which may be meant for its own entry.
  const worker = new Worker(workerUrl(), { workerData: sheet, execArgv: [] });
  try {
    return await new Promise<Uint8Array>((resolve, reject) => {
      worker.once("message", resolve);
      worker.once("error", reject);
      worker.once("exit", () => reject(new Error("the thread ended without a document")));
    });
  } finally {
    await worker.terminate();
  }
}

/** Beside this module: as source under Node, as a file of its own once built. */
function workerUrl(): URL {
  const extension = import.meta.url.endsWith(".ts") ? "ts" : "js";
  return new URL(`./wordWorker.${extension}`, import.meta.url);
}

type Parts = Readonly<Record<string, Uint8Array>>;

/** The needed parts, unpacked; no more room is ever taken for a part than the file says that it needs. */
function unpack(bytes: Uint8Array): Parts {
  let sum = 0;
  try {
    const parts = unzipSync(bytes, {
      filter: ({ name, originalSize }) => {
        if (!neededParts.test(name)) return false;
        sum += originalSize;
        if (sum > limitBytes) throw new Failure("transcript.unreadable");
        return true;
      },
    });
    if (parts["word/document.xml"] === undefined && parts["word/document2.xml"] === undefined)
      throw new Failure("transcript.unreadable");
    return parts;
  } catch (error) {
    throw error instanceof Failure ? error : new Failure("transcript.unreadable");
  }
}

/** The library is given a file that holds the needed parts and nothing else. */
async function readBlocks(parts: Parts): Promise<WordBlock[]> {
  const { readWordBlocks } = await import("./wordReader.ts");
  try {
    return await readWordBlocks(zipSync(parts, { level: 0 }));
  } catch {
    throw new Failure("transcript.unreadable");
  }
}

/** What stands in the document and is no part of its text. */
function leftOutWarnings(parts: Parts): TranscriptWarning[] {
  const body = textOf(parts["word/document.xml"] ?? parts["word/document2.xml"]);
  // A page number alone is nothing that anybody misses.
  const hasEdge = Object.entries(parts).some(
    ([name, part]) =>
      /^word\/(?:header|footer)/.test(name) && /<w:t(?: [^>]*)?>[^<]*\p{L}/u.test(textOf(part)),
  );
  const hasMargin = hasEdge || /<w:(?:footnote|endnote|comment)Reference\b/.test(body);
  return [
    ...(/<w:delText[ >]/.test(body) ? [{ line: 1, code: "struck-out-text" } as const] : []),
    ...(hasMargin ? [{ line: 1, code: "margin-text" } as const] : []),
  ];
}

function textOf(part: Uint8Array | undefined): string {
  return part === undefined ? "" : strFromU8(part);
}
