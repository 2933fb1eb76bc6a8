/** About how long an offered file is, found in a worker. */
import { mediaUrl, startMediaWorker } from "./startMediaWorker.ts";

/** @returns ms; `null` where nothing tells, or when it is stopped */
export function estimateSource(
  token: string,
  sizeBytes: number,
  signal: AbortSignal,
): Promise<number | null> {
  return new Promise((resolve) => {
    const job = startMediaWorker({ kind: "estimate", url: mediaUrl(token), sizeBytes }, (message) => {
      resolve(message.kind === "estimated" ? message.durationMs : null);
      job.end();
    });
    signal.addEventListener("abort", () => {
      job.end();
      resolve(null);
    });
  });
}
