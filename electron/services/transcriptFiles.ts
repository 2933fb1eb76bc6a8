/** Transcript files of every kind, text or not: looked at, and taken in. */
import type { ParsedInput, RequestOutput } from "../../shared/contract.ts";
import type { SourceId } from "../../shared/domain/ids.ts";
import { readTakenOutText, readTranscript, requireTexts } from "../../shared/formats/readTranscript.ts";
import type { ServiceContext } from "./context.ts";
import { previewTranscript } from "./previewTranscript.ts";
import type { TranscriptFile } from "./transcriptFile.ts";
import { readTranscriptSource } from "./transcriptSource.ts";
import { importTranscript } from "./transcripts.ts";
import { isZip, readWordFile } from "./wordFile.ts";

/** Reads a file without keeping anything of it. @throws Failure `transcript.empty`, `transcript.unreadable`, `media.source-gone` */
export async function previewTranscriptFile(
  context: ServiceContext,
  input: ParsedInput<"transcript.preview">,
): Promise<RequestOutput<"transcript.preview">> {
  return previewTranscript(context, input, await readFile(context, input.sourceId));
}

/** Takes a file in. @throws Failure as `importTranscript` */
export async function importTranscriptFile(
  context: ServiceContext,
  input: ParsedInput<"transcript.import">,
): Promise<RequestOutput<"transcript.import">> {
  return importTranscript(context, input, await readFile(context, input.sourceId));
}

async function readFile(context: ServiceContext, sourceId: SourceId): Promise<TranscriptFile> {
  const bytes = readTranscriptSource(context, sourceId);
  if (!isZip(bytes)) return readTranscript(bytes);
  const parsed = requireTexts(await readWordFile(bytes, readTakenOutText));
  return { format: "docx", encoding: null, ...parsed };
}
