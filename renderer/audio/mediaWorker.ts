/** The media worker: decodes and encodes away from the page's thread, one job in its life. */
import { encodeMuted } from "./encodeMuted.ts";
import type { OpusSink } from "./encodeOpus.ts";
import { estimateLength } from "./estimateLength.ts";
import type { FromWorker, MediaJob, ToWorker } from "./mediaMessage.ts";
import { Refusal } from "./openTrack.ts";
import { prepare } from "./prepare.ts";
import { probe } from "./probe.ts";

const progressStep = 0.01;
let stored: (() => void) | undefined;

self.addEventListener("message", (event: MessageEvent<ToWorker>) => {
  if (event.data.kind === "stored") stored?.();
  else void run(event.data);
});

async function run(job: MediaJob): Promise<void> {
  try {
    say(await outcomeOf(job));
  } catch (error) {
    if (error instanceof Refusal) say({ kind: "refused", code: error.code });
    else say({ kind: "failed", reason: error instanceof Error ? error.name : "unknown" });
  }
}

async function outcomeOf(job: MediaJob): Promise<FromWorker> {
  switch (job.kind) {
    case "probe":
      return { kind: "probed", ...(await probe(job.url, job.mimeType)) };
    case "estimate":
      return { kind: "estimated", durationMs: await estimateLength(job.url, job.sizeBytes) };
    case "prepare":
      return { kind: "prepared", ...(await prepare(job.url, job.transcode, createSink())) };
    case "mute":
      await encodeMuted(job.url, job.muted, createSink());
      return { kind: "encoded" };
  }
}

function createSink(): OpusSink {
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
