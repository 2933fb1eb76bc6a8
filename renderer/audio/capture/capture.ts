/** A recording as the page sees it: pieces of sound go to a sink, one at a time and in order. */
import type { FromCaptureWorker, ToCaptureWorker } from "./captureMessage.ts";
import workerUrl from "./captureWorker.ts?worker&url";
import type { Microphone } from "./openMicrophone.ts";
import { createWatch } from "./watch.ts";

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
  /** Stops listening; resolves when everything before is appended. Adds up to 70 ms of silence. */
  pause(): Promise<void>;
  /** Goes on, once a pause under way is complete; with another microphone where one is given, else with the last. */
  resume(microphone?: Microphone): void;
  /** Ends the sound; resolves when everything is appended, or after a failure at once with what is. */
  stop(): Promise<{ readonly durationMs: number }>;
  /** Hears once what ended the capture before its time; returns the function that stops. */
  onFailure(listener: (error: unknown) => void): () => void;
}

/** A worklet that was asked to hold answers at once; one that is gone never does. */
const heldWithinMs = 2_000;
/** Seconds without a word of a worker that is given sound. A microphone without sound is told sooner. */
const silentSeconds = 15;

/**
 * Begins a recording; it listens at once.
 *
 * @param microphone - open; `resume` may name another later
 */
export function startCapture(microphone: Microphone, sink: CaptureSink): Capture {
  const worker = new Worker(workerUrl, { type: "module" });
  const failureListeners = new Set<(error: unknown) => void>();
  const watch = createWatch(silentSeconds, () => fail(new CaptureFailure("broken")));
  let listensTo: Microphone | undefined;
  /** The one that was listened to last, also in a pause. */
  let latest = microphone;
  let positionMs = 0;
  let filledMs = 0;
  let appendedMs = 0;
  let failure: { readonly error: unknown } | undefined;
  let appending = Promise.resolve();
  /** Pauses and the end, one after the other. */
  let holding = Promise.resolve();
  let stopped: Promise<{ readonly durationMs: number }> | undefined;
  const awaited = new Map<FromCaptureWorker["kind"], () => void>();

  worker.addEventListener("message", ({ data }: MessageEvent<FromCaptureWorker>) => {
    watch.heard();
    switch (data.kind) {
      case "piece":
        append(data.piece);
        break;
      case "position":
        ({ positionMs, filledMs } = data);
        break;
      case "failed":
        fail(new CaptureFailure(data.reason));
        break;
      default:
        if (data.kind === "finished") positionMs = data.durationMs;
        awaited.get(data.kind)?.();
    }
  });
  worker.addEventListener("error", (event) => {
    event.preventDefault();
    fail(new CaptureFailure("broken"));
  });

  function append(piece: CapturePiece): void {
    appending = appending.then(async () => {
      if (failure !== undefined) return;
      try {
        await sink.append(piece);
        appendedMs = piece.endMs;
        tell({ kind: "appended", endMs: piece.endMs });
      } catch (error) {
        fail(error);
      }
    });
  }

  function fail(error: unknown): void {
    if (failure !== undefined) return;
    failure = { error };
    end();
    for (const answer of awaited.values()) answer();
    for (const listener of failureListeners) listener(error);
  }

  function listen(to: Microphone): void {
    const { port1, port2 } = new MessageChannel();
    listensTo = to;
    latest = to;
    watch.start();
    tell({ kind: "listen", port: port2 }, [port2]);
    to.listen(port1);
  }

  async function hold(): Promise<void> {
    if (listensTo === undefined || failure !== undefined) return;
    const held = answerOf("held");
    listensTo.hold();
    listensTo = undefined;
    const late = setTimeout(() => tell({ kind: "leave" }), heldWithinMs);
    await held;
    clearTimeout(late);
    watch.stop();
  }

  async function order(request: "flush" | "finish", answer: "flushed" | "finished"): Promise<void> {
    if (failure === undefined) {
      const answered = answerOf(answer);
      tell({ kind: request });
      await answered;
    }
    await appending;
  }

  function answerOf(kind: FromCaptureWorker["kind"]): Promise<void> {
    return new Promise((resolve) => {
      awaited.set(kind, () => {
        awaited.delete(kind);
        resolve();
      });
    });
  }

  function tell(message: ToCaptureWorker, transfer: Transferable[] = []): void {
    worker.postMessage(message, transfer);
  }

  function end(): void {
    listensTo?.hold();
    listensTo = undefined;
    watch.stop();
    worker.terminate();
  }

  tell({ kind: "begin", channels: microphone.channels });
  listen(microphone);

  return {
    get positionMs() {
      return positionMs;
    },
    get filledMs() {
      return filledMs;
    },
    pause() {
      holding = holding.then(hold).then(() => order("flush", "flushed"));
      return holding;
    },
    resume(other) {
      void holding.then(() => {
        if (listensTo === undefined && failure === undefined && stopped === undefined)
          listen(other ?? latest);
      });
    },
    stop() {
      stopped ??= holding
        .then(hold)
        .then(() => order("finish", "finished"))
        .then(() => {
          end();
          return { durationMs: failure === undefined ? positionMs : appendedMs };
        });
      return stopped;
    },
    onFailure(listener) {
      failureListeners.add(listener);
      return () => failureListeners.delete(listener);
    },
  };
}
