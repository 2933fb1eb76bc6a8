/** A recording as the page sees it: pieces of sound go to a sink, one at a time and in order. */
import type { Microphone } from "./openMicrophone.ts";

/** A second of sound, or less at a pause and at the end. */
export interface CapturePiece {
  /** From 0, without gaps. */
  readonly index: number;
  /** Whole Ogg pages; the first piece begins with the headers. Pieces 0…n, joined, play and seek. */
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** Length of all sound up to the end of these bytes. */
  readonly endMs: number;
  /** Interleaved min, max of 20 ms each, of the sound since the piece before; the louder of two channels. */
  readonly peaks: Int8Array<ArrayBuffer>;
}

/** Where pieces go. */
export interface CaptureSink {
  /** Resolves when the piece is safe; a rejection ends the capture, and reaches `onFailure` as it is. */
  append(piece: CapturePiece): Promise<void>;
}

/** Why a capture failed by itself. */
export type CaptureFailureReason =
  /** The sink is so slow that sound would pile up without end. */
  | "backlog"
  /** The encoder or its worker broke down. */
  | "broken";

/** A capture that failed by itself; what was appended before is whole. */
export class CaptureFailure extends Error {
  readonly reason: CaptureFailureReason;

  constructor(reason: CaptureFailureReason) {
    super(reason);
    this.name = "CaptureFailure";
    this.reason = reason;
  }
}

/** A recording under way; ends with `stop`, also after a failure. */
export interface Capture {
  /** Length of what has been heard, pauses left out; 50 ms behind at most. */
  readonly positionMs: number;
  /** Dropped moments of sound that were filled with silence, so that time stays true, in ms in all. */
  readonly filledMs: number;
  /** Stops listening; resolves when everything before is appended. Adds up to 80 ms of silence. */
  pause(): Promise<void>;
  /** Goes on; with another microphone where one is given. */
  resume(microphone?: Microphone): void;
  /** Ends the sound; resolves when everything is appended, or after a failure at once with what is. */
  stop(): Promise<{ readonly durationMs: number }>;
  /** Hears once what ended the capture before its time; returns the function that stops. */
  onFailure(listener: (error: unknown) => void): () => void;
}
