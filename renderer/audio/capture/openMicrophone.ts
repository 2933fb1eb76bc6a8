/** Opens a microphone: levels at once, a recording when asked for. */
import type { Level } from "../../../shared/domain/level.ts";
import type { Capture, CaptureSink } from "./capture.ts";

/** What is asked of the device. */
export interface MicrophoneOptions {
  /** `null` for the system's own choice. */
  readonly deviceId: string | null;
  readonly channels: 1 | 2;
  readonly echoCancellation: boolean;
  readonly noiseSuppression: boolean;
  readonly autoGainControl: boolean;
}

/** Why a microphone gives no more sound. */
export type MicrophoneEnd =
  /** It was unplugged, or taken by the system. */
  | "unplugged"
  /** The computer stopped delivering sound. */
  | "stalled";

/** An open microphone; lives until `close`. */
export interface Microphone {
  readonly label: string;
  /** What the device really gives. */
  readonly channels: 1 | 2;
  /** Hears the loudness of each channel, every `levelMs`; returns the function that stops. */
  onLevel(listener: (levels: readonly Level[]) => void): () => void;
  /** Hears once that no more sound comes; returns the function that stops. */
  onEnded(listener: (end: MicrophoneEnd) => void): () => void;
  /** Hears that the device's own switch was turned off (`true`) or on again; returns the function that stops. */
  onMuted(listener: (isMuted: boolean) => void): () => void;
  /** Hears once that both channels carry the same sound: it is one microphone; returns the function that stops. */
  onSameSound(listener: () => void): () => void;
  /** Begins a recording. */
  record(sink: CaptureSink): Capture;
  /** Lets the device go. */
  close(): void;
}

/** Time between levels, ms. */
export const levelMs = 50;

/**
 * Opens a microphone.
 *
 * @throws MicrophoneRefusal
 */
export function openMicrophone(_options: MicrophoneOptions): Promise<Microphone> {
  return Promise.reject(new Error("to come"));
}
