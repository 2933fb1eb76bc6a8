/** One attempt to replace an original by sound that seeks exactly: bytes come from the page, strictly in order. */
import { Failure } from "../../shared/errors.ts";
import { sniffAudio } from "../audio/sniffAudio.ts";
import type { Recording } from "../vault/recordingRepository.ts";
import type { ServiceContext } from "./context.ts";
import { beginBlob } from "./newBlob.ts";
import type { Transcoding } from "./sitting.ts";

/** Enough of the beginning to tell what it is, bytes. */
const headBytes = 512;

/** Starts an attempt for an original. */
export function beginTranscoding(context: ServiceContext, original: Recording): Transcoding {
  const blob = beginBlob(context, {
    conversationId: original.conversationId,
    role: "transcoded",
    mediaType: "ogg",
    durationMs: null,
  });
  let head = new Uint8Array(0);
  return {
    id: blob.id,
    append(offset, bytes) {
      if (offset !== blob.sizeBytes()) throw new Failure("request.invalid");
      blob.append(bytes);
      if (head.length < headBytes) head = Uint8Array.from([...head, ...bytes.subarray(0, headBytes)]);
    },
    finish() {
      if (sniffAudio(head) !== "ogg") throw new Failure("request.invalid");
      blob.seal();
      return blob.verify(() => {});
    },
    discard: blob.discard,
  };
}
