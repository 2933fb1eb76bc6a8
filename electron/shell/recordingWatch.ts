/** How far the page is with a recording, as it last said, and what holds while one is on. */
import type { PowerSaveBlocker } from "electron";
import type { RequestInput } from "../../shared/contract.ts";

/** `armed`: the microphone may be used, nothing is recorded yet. */
export type RecordingPhase = RequestInput<"shell.setRecording">["phase"];

/** What the shell knows of a recording. */
export interface RecordingWatch {
  /** Whether the page may use the microphone. */
  isArmed(): boolean;
  /** Whether a recording is on, paused or not. */
  isOn(): boolean;
  /** The page says so, or is gone: then it is `off`. */
  set(phase: RecordingPhase): void;
  /** Hears, in the order of asking, that a recording is not on any more. */
  onEnd(listener: () => void): void;
}

/** Starts with `off`; keeps the computer awake, and its screen lit, while a recording is on. */
export function createRecordingWatch(blocker: Pick<PowerSaveBlocker, "start" | "stop">): RecordingWatch {
  const listeners: (() => void)[] = [];
  let phase: RecordingPhase = "off";
  let blockerId: number | undefined;
  const isOn = () => phase === "recording" || phase === "paused";

  return {
    isArmed: () => phase !== "off",
    isOn,
    set(next) {
      const wasOn = isOn();
      phase = next;
      if (isOn()) blockerId ??= blocker.start("prevent-display-sleep");
      if (!wasOn || isOn()) return;
      if (blockerId !== undefined) blocker.stop(blockerId);
      blockerId = undefined;
      for (const listener of listeners) listener();
    },
    onEnd: (listener) => void listeners.push(listener),
  };
}
