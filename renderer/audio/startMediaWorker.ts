/** Starts a media worker for one job and hears what it says. */
import type { FromWorker, MediaJob, ToWorker } from "./mediaMessage.ts";
import workerUrl from "./mediaWorker.ts?worker&url";

/** A running job. */
export interface RunningJob {
  /** Tells the worker that its piece is stored. */
  acknowledge(): void;
  /** Ends the worker at once. */
  end(): void;
}

/** The address of `media/<token>` in full, since a worker has another base than the page. */
export function mediaUrl(token: string): string {
  return new URL(`media/${token}`, document.baseURI).href;
}

/** Starts a worker; `hear` gets everything it says, also its death as `failed`. */
export function startMediaWorker(job: MediaJob, hear: (message: FromWorker) => void): RunningJob {
  const worker = new Worker(workerUrl, { type: "module" });
  worker.addEventListener("message", (event: MessageEvent<FromWorker>) => hear(event.data));
  worker.addEventListener("error", (event) => {
    event.preventDefault();
    hear({ kind: "failed", reason: "worker" });
  });
  const tell = (message: ToWorker) => worker.postMessage(message);
  tell(job);
  return { acknowledge: () => tell({ kind: "stored" }), end: () => worker.terminate() };
}
