/** Prepares imported sounds one after another in the background, for as long as the vault is unlocked. */
import { create } from "zustand";
import type { RecordingId } from "../../shared/domain/ids.ts";
import { call } from "../api/call.ts";
import { onEvent } from "../api/onEvent.ts";
import type { FromWorker } from "./mediaMessage.ts";
import { mediaUrl, type RunningJob, startMediaWorker } from "./startMediaWorker.ts";

type PreparationState =
  | { readonly phase: "idle" }
  | { readonly phase: "preparing"; readonly recordingId: RecordingId; readonly share: number };

const usePreparationState = create<PreparationState>(() => ({ phase: "idle" }));

/** How far the preparation of a recording is, 0…1; `undefined` while it waits or when it is done. */
export function usePreparation(recordingId: RecordingId | undefined): { progress: number } | undefined {
  const share = usePreparationState((state) =>
    state.phase === "preparing" && state.recordingId === recordingId ? state.share : undefined,
  );
  return share === undefined ? undefined : { progress: share };
}

/**
 * Begins to work off what waits, and goes on whenever more is wanted.
 *
 * An attempt that fails for another reason than the sound itself (a lock, a full disk) leaves row and original;
 * it is tried anew at the next unlock.
 *
 * @returns ends the work at once
 */
export function startPreparations(): () => void {
  let ended = false;
  let running: RunningJob | undefined;
  let working = false;
  const givenUp = new Set<RecordingId>();

  async function workOff(): Promise<void> {
    if (working) return;
    working = true;
    try {
      for (let next = await firstWaiting(); next && !ended; next = await firstWaiting()) await attempt(next);
    } finally {
      working = false;
      usePreparationState.setState({ phase: "idle" }, true);
    }
  }

  async function firstWaiting(): Promise<RecordingId | undefined> {
    const waiting = await call("preparation.list", {});
    return waiting.find((job) => !givenUp.has(job.recordingId))?.recordingId;
  }

  async function attempt(recordingId: RecordingId): Promise<void> {
    usePreparationState.setState({ phase: "preparing", recordingId, share: 0 }, true);
    try {
      await prepareOne(recordingId);
    } catch {
      givenUp.add(recordingId);
    }
  }

  async function prepareOne(recordingId: RecordingId): Promise<void> {
    const { token, transcode } = await call("preparation.begin", { recordingId });
    const outcome = await new Promise<FromWorker>((resolve, reject) => {
      running = startMediaWorker({ kind: "prepare", url: mediaUrl(token), transcode }, (message) => {
        if (message.kind === "progress") {
          usePreparationState.setState({ phase: "preparing", recordingId, share: message.share }, true);
        } else if (message.kind === "piece") {
          call("preparation.append", { recordingId, offset: message.offset, bytes: message.bytes }).then(
            () => running?.acknowledge(),
            reject,
          );
        } else resolve(message);
      });
    }).finally(() => running?.end());
    if (outcome.kind === "prepared") {
      const { durationMs, peaks, isCutOff } = outcome;
      await call("preparation.finish", { recordingId, durationMs, peaks, isCutOff });
    } else if (outcome.kind === "refused") {
      const reason = outcome.code.replace("media.", "") as "no-decoder" | "truncated" | "not-audio";
      await call("preparation.reject", { recordingId, reason });
    } else throw new Error("the media worker failed");
  }

  // A vault that was locked or died meanwhile asks again when it is open.
  const begin = () => void workOff().catch(() => undefined);
  const forget = onEvent("preparation.wanted", begin);
  begin();
  return () => {
    ended = true;
    forget();
    running?.end();
  };
}
