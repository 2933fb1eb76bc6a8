/** Makes the file for the client: the vault encrypts and writes, a worker gives it the sound with others silenced. */
import type { RequestInput } from "../../../shared/contract.ts";
import { call } from "../../api/call.ts";
import type { FromWorker } from "../../audio/mediaMessage.ts";
import { mediaUrl, startMediaWorker } from "../../audio/startMediaWorker.ts";

/** How far it is. `share` runs from 0 to 1; `null` while it is unknown. */
export type CopyProgress =
  | { readonly phase: "making"; readonly share: number | null }
  | { readonly phase: "checking" };

/** The sound could not be converted; nothing is left of the file. */
export class SoundFailed extends Error {}

/**
 * Makes the file from beginning to end.
 *
 * @param signal - ends the work; nothing is left of the file then
 * @returns its size in bytes
 * @throws AppFailure; SoundFailed; the signal's reason
 */
export async function makeClientCopy(
  input: RequestInput<"clientCopy.begin">,
  hear: (progress: CopyProgress) => void,
  signal: AbortSignal,
): Promise<number> {
  hear({ phase: "making", share: null });
  const { copyId, sound } = await call("clientCopy.begin", input);
  try {
    signal.throwIfAborted();
    if (sound !== null) await sendSound(copyId, sound, hear, signal);
    hear({ phase: "checking" });
    return (await call("clientCopy.finish", { copyId })).sizeBytes;
  } catch (error) {
    await call("clientCopy.cancel", { copyId }).catch(() => undefined);
    throw error;
  }
}

async function sendSound(
  copyId: RequestInput<"clientCopy.append">["copyId"],
  sound: { readonly token: string; readonly muted: readonly { startMs: number; endMs: number }[] },
  hear: (progress: CopyProgress) => void,
  signal: AbortSignal,
): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const job = { kind: "mute", url: mediaUrl(sound.token), muted: sound.muted } as const;
  const running = startMediaWorker(job, (message: FromWorker) => {
    if (message.kind === "progress") hear({ phase: "making", share: message.share });
    else if (message.kind === "encoded") resolve();
    else if (message.kind !== "piece") reject(new SoundFailed());
    else {
      const { offset, bytes } = message;
      call("clientCopy.append", { copyId, offset, bytes }).then(() => running.acknowledge(), reject);
    }
  });
  const stop = () => reject(signal.reason);
  signal.addEventListener("abort", stop);
  try {
    await promise;
  } finally {
    signal.removeEventListener("abort", stop);
    running.end();
  }
}
