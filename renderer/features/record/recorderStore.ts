/** The recorder of this page, as its screens see it. */
import { create } from "zustand";
import { call } from "../../api/call.ts";
import { onEvent } from "../../api/onEvent.ts";
import { registerFlush } from "../frame/flush.ts";
import { createRecorder, isRunning, type RecorderState } from "./recorder.ts";

const store = create<RecorderState>()(() => ({ phase: "none" }));

/** Records; at most one recording at a time. */
export const recorder = createRecorder({
  call,
  monotonic: () => performance.now(),
  onChange: (state) => store.setState(state, true),
});

/** How the recording stands. */
export function useRecorder(): RecorderState {
  return store();
}

/** Whether the screen belongs to the recording: nothing else is shown, and nothing locks. */
export function useIsRecording(): boolean {
  return store((state) => isRunning(state));
}

/** Stops and saves before the vault locks, and hears if it ends; returns the function that stops hearing. */
export function followRecorder(): () => void {
  const stops = [registerFlush(() => recorder.stop()), onEvent("vault.ended", () => recorder.vaultEnded())];
  return () => {
    for (const stop of stops) stop();
  };
}
