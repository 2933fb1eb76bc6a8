/** Looks at an offered file before the import, in a worker. */
import type { MediaRefusal } from "./mediaMessage.ts";
import { mediaUrl, startMediaWorker } from "./startMediaWorker.ts";

/** Why an offered file cannot be used. */
export interface ProbeRefusal {
  readonly code: MediaRefusal;
}

/**
 * Tries to decode the beginning and, where it is known, the end of an offered file.
 *
 * @param token - of `source.open`
 * @returns its length in ms, `null` where only a full pass can tell
 * @throws ProbeRefusal as a rejected value
 */
export function probeSource(
  token: string,
  mimeType: string,
  signal?: AbortSignal,
): Promise<{ durationMs: number | null }> {
  return new Promise((resolve, reject: (refusal: ProbeRefusal | Error) => void) => {
    const job = startMediaWorker({ kind: "probe", url: mediaUrl(token), mimeType }, (message) => {
      if (message.kind === "probed") resolve({ durationMs: message.durationMs });
      else if (message.kind === "refused") reject({ code: message.code });
      else reject({ code: "media.truncated" });
      job.end();
    });
    signal?.addEventListener("abort", () => {
      job.end();
      reject(new DOMException("cancelled", "AbortError"));
    });
  });
}
