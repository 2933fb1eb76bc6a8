/** The capture worker: encodes what the worklet hears, and gives the page one piece a second. */
import type { FromCaptureWorker, SoundMessage, ToCaptureWorker } from "./captureMessage.ts";
import { captureRate } from "./opusSettings.ts";
import { createPieceEncoder, type PieceEncoder } from "./pieceEncoder.ts";
import { createSoundTimeline, fitChannels } from "./soundTimeline.ts";

/** Sound that may wait for the vault; a slow disk is given this time, then the person is told. */
const mostBacklogMs = 30_000;
/** Silence is made in stretches of this length at most. */
const fillFrames = captureRate;

const timeline = createSoundTimeline();
let channelCount: 1 | 2 = 1;
let encoder: PieceEncoder | undefined;
let source: MessagePort | undefined;
let appendedMs = 0;
let hasFailed = false;

self.addEventListener("message", ({ data }: MessageEvent<ToCaptureWorker>) => {
  switch (data.kind) {
    case "begin":
      channelCount = data.channels;
      encoder = createPieceEncoder(
        channelCount,
        (piece) => say({ kind: "piece", piece }),
        () => fail("broken"),
      );
      break;
    case "listen":
      listen(data.port);
      break;
    case "leave":
      leave();
      break;
    case "flush":
      void settle(async () => {
        await encoder?.flush();
        tellPosition();
        say({ kind: "flushed" });
      });
      break;
    case "finish":
      void settle(async () => {
        say({ kind: "finished", durationMs: msOf((await encoder?.finish()) ?? 0) });
      });
      break;
    case "appended":
      appendedMs = data.endMs;
      break;
  }
});

function listen(port: MessagePort): void {
  leave();
  timeline.begin();
  source = port;
  port.onmessage = ({ data }: MessageEvent<SoundMessage>) => {
    if (data.kind === "held") leave();
    else if (!hasFailed) take(data.atFrame, data.channels);
  };
}

function leave(): void {
  if (source === undefined) return;
  source.close();
  source = undefined;
  say({ kind: "held" });
}

function take(atFrame: number, channels: readonly Float32Array<ArrayBuffer>[]): void {
  let missing = timeline.place(atFrame, channels[0]?.length ?? 0);
  for (; missing > 0; missing -= fillFrames) {
    const silence = new Float32Array(Math.min(missing, fillFrames));
    encoder?.add(Array.from({ length: channelCount }, () => silence));
  }
  encoder?.add(fitChannels(channels, channelCount));
  tellPosition();
  if (msOf(encoder?.frameCount() ?? 0) - appendedMs > mostBacklogMs) fail("backlog");
}

function tellPosition(): void {
  const positionMs = msOf(encoder?.frameCount() ?? 0);
  say({ kind: "position", positionMs, filledMs: msOf(timeline.filledFrames()) });
}

async function settle(act: () => Promise<void>): Promise<void> {
  try {
    if (!hasFailed) await act();
  } catch {
    fail("broken");
  }
}

function fail(reason: "backlog" | "broken"): void {
  if (hasFailed) return;
  hasFailed = true;
  say({ kind: "failed", reason });
}

function say(message: FromCaptureWorker): void {
  // What comes after a failure would not join on.
  if (message.kind === "piece" && hasFailed) return;
  self.postMessage(message);
}

function msOf(frames: number): number {
  return Math.floor((frames / captureRate) * 1_000);
}
