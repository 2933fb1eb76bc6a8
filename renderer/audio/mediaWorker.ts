/** The media worker: decodes and encodes away from the page's thread, one job in its life. */
import type { FromWorker, ToWorker } from "./mediaMessage.ts";
import { Refusal } from "./openTrack.ts";
import { type PrepareSink, prepare } from "./prepare.ts";
import { probe } from "./probe.ts";

const progressStep = 0.01;
let stored: (() => void) | undefined;

self.addEventListener("message", (event: MessageEvent<ToWorker>) => {
  if (event.data.kind === "stored") stored?.();
  else void run(event.data);
});

async function run(job: Exclude<ToWorker, { kind: "stored" }>): Promise<void> {
  try {
    if (job.kind === "probe") say({ kind: "probed", ...(await probe(job.url, job.mimeType)) });
    else say({ kind: "prepared", ...(await prepare(job.url, job.transcode, createSink())) });
  } catch (error) {
    if (error instanceof Refusal) say({ kind: "refused", code: error.code });
    else say({ kind: "failed", reason: error instanceof Error ? error.name : "unknown" });
  }
}

function createSink(): PrepareSink {
  let lastShare = 0;
  return {
    async store(offset, bytes) {
      const done = new Promise<void>((resolve) => {
        stored = resolve;
      });
      say({ kind: "piece", offset, bytes });
      await done;
    },
    progress(share) {
      if (share < lastShare + progressStep) return;
      lastShare = share;
      say({ kind: "progress", share });
    },
  };
}

function say(message: FromWorker): void {
  self.postMessage(message);
}
