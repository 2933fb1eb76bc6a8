/** What is understood of a transcript file, for a person to confirm before it is taken in. */
import type { ParsedInput, RequestOutput } from "../../shared/contract.ts";
import { mapSpeakers } from "../../shared/formats/mapSpeakers.ts";
import { readTranscript } from "../../shared/formats/readTranscript.ts";
import type { ServiceContext } from "./context.ts";
import { readTranscriptSource } from "./transcriptSource.ts";

const sampleRows = 8;

/** Reads a file without keeping anything of it. @throws Failure `transcript.empty`, `transcript.unreadable`, `media.source-gone` */
export function previewTranscript(
  context: ServiceContext,
  { sourceId }: ParsedInput<"transcript.preview">,
): RequestOutput<"transcript.preview"> {
  const { format, segments, warnings } = readTranscript(readTranscriptSource(context, sourceId));
  return {
    format,
    segmentCount: segments.length,
    isTimed: segments.some(({ startMs }) => startMs !== undefined),
    speakers: mapSpeakers(segments),
    sample: segments.slice(0, sampleRows).map(({ startMs = null, speaker = "", text }) => ({
      startMs,
      label: speaker,
      text,
    })),
    warnings: [...warnings],
  };
}
