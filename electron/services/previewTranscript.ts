/** What is understood of a transcript file, for a person to confirm before it is taken in. */
import type { ParsedInput, RequestOutput } from "../../shared/contract.ts";
import { mapSpeakers } from "../../shared/formats/mapSpeakers.ts";
import { nameInLabel } from "../../shared/formats/nameInLabel.ts";
import { readTranscript } from "../../shared/formats/readTranscript.ts";
import type { ServiceContext } from "./context.ts";
import type { TranscriptFile } from "./transcriptFile.ts";
import { readTranscriptSource } from "./transcriptSource.ts";

const sampleRows = 8;

/**
 * Tells of a file without keeping anything of it.
 *
 * @param file - what is in it, where it was read already; a text file is read here
 * @throws Failure `transcript.empty`, `transcript.unreadable`, `media.source-gone`
 */
export function previewTranscript(
  context: ServiceContext,
  { sourceId }: ParsedInput<"transcript.preview">,
  file: TranscriptFile = readTranscript(readTranscriptSource(context, sourceId)),
): RequestOutput<"transcript.preview"> {
  const { format, encoding, segments, warnings, isMachineMade = false } = file;
  return {
    format,
    encoding,
    isMachineMade,
    segmentCount: segments.length,
    isTimed: segments.some(({ startMs }) => startMs !== undefined),
    speakers: mapSpeakers(segments).map((guess) => ({ ...guess, name: nameInLabel(guess.label) })),
    sample: segments.slice(0, sampleRows).map(({ startMs = null, speaker = "", text }) => ({
      startMs,
      label: speaker,
      text,
    })),
    warnings: [...warnings],
  };
}
