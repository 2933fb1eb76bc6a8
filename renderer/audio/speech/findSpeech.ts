/** Has a worker of its own find where somebody speaks in a conversation's sound. */
import type { ConversationId } from "../../../shared/domain/ids.ts";
import type { Passage } from "../../../shared/domain/mutedPassages.ts";
import type { HeardStretch } from "../../../shared/domain/speechRows.ts";
import { AppFailure } from "../../api/appFailure.ts";
import { call } from "../../api/call.ts";
import { mediaUrl } from "../startMediaWorker.ts";
import type { FromSpeechWorker, SpeechJob } from "./speechMessage.ts";
import workerUrl from "./speechWorker.ts?worker&url";

/**
 * Listens through stretches of the sound, each from its beginning to its end.
 *
 * @param hear - share of them that is done, 0…1
 * @param signal - ends the work at once
 * @throws AppFailure; the signal's reason
 */
export async function findSpeech(
  conversationId: ConversationId,
  stretches: readonly Passage[],
  hear: (share: number) => void,
  signal: AbortSignal,
): Promise<readonly HeardStretch[]> {
  const { token } = await call("audio.openForRows", { conversationId });
  try {
    signal.throwIfAborted();
    return await listen({ url: mediaUrl(token), stretches }, hear, signal);
  } finally {
    await call("audio.closeForRows", { token }).catch(() => undefined);
  }
}

async function listen(
  job: SpeechJob,
  hear: (share: number) => void,
  signal: AbortSignal,
): Promise<readonly HeardStretch[]> {
  const { promise, resolve, reject } = Promise.withResolvers<readonly HeardStretch[]>();
  const worker = new Worker(workerUrl, { type: "module" });
  worker.addEventListener("message", ({ data }: MessageEvent<FromSpeechWorker>) => {
    if (data.kind === "progress") hear(data.share);
    else if (data.kind === "heard") resolve(data.heard);
    else reject(new AppFailure({ code: data.kind === "refused" ? data.code : "defect" }));
  });
  worker.addEventListener("error", (event) => {
    event.preventDefault();
    reject(new AppFailure({ code: "defect" }));
  });
  const stop = () => reject(signal.reason);
  signal.addEventListener("abort", stop);
  worker.postMessage(job);
  try {
    return await promise;
  } finally {
    signal.removeEventListener("abort", stop);
    worker.terminate();
  }
}
