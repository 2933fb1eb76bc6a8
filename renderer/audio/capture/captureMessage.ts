/** What page, capture worklet and capture worker say to each other. Sound goes from worklet to worker, past the page. */
import type { Level } from "../../../shared/domain/level.ts";
import type { CapturePiece } from "./capture.ts";

/** Name under which the worklet's processor is registered. */
export const processorName = "lyhord-capture";

/** From page to worklet. */
export type ToWorklet =
  /** Sound goes into this port from now on. */
  | { readonly kind: "listen"; readonly port: MessagePort }
  /** The last of it goes, and a mark that it was the last. */
  | { readonly kind: "hold" }
  /** The worklet ends. */
  | { readonly kind: "close" };

/** From worklet to page, every `levelMs`. */
export interface FromWorklet {
  readonly levels: readonly Level[];
  /** Two channels have carried the same sound for a while. */
  readonly isSameSound: boolean;
}

/** From worklet to worker, through the port of `listen`. */
export type SoundMessage =
  | {
      readonly kind: "sound";
      /** The audio context's own count of the first of these samples; a jump is sound that was dropped. */
      readonly atFrame: number;
      readonly channels: readonly Float32Array<ArrayBuffer>[];
    }
  | { readonly kind: "held" };

/** From page to worker. */
export type ToCaptureWorker =
  | { readonly kind: "begin"; readonly channels: 1 | 2 }
  | { readonly kind: "listen"; readonly port: MessagePort }
  /** Stops listening, even if the worklet says nothing any more. */
  | { readonly kind: "leave" }
  /** Everything so far is to go out; answered with `flushed`. */
  | { readonly kind: "flush" }
  /** The sound ends here; answered with `finished`. */
  | { readonly kind: "finish" }
  | { readonly kind: "appended"; readonly endMs: number };

/** From worker to page. */
export type FromCaptureWorker =
  | { readonly kind: "piece"; readonly piece: CapturePiece }
  | { readonly kind: "position"; readonly positionMs: number; readonly filledMs: number }
  /** The last sound before `hold` has come. */
  | { readonly kind: "held" }
  | { readonly kind: "flushed" }
  | { readonly kind: "finished"; readonly durationMs: number }
  | { readonly kind: "failed"; readonly reason: "backlog" | "broken" };
