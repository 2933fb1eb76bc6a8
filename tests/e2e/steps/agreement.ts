/** Where a beep is: in the peaks, on the drawn waveform, and in what is played. */
import type { Page } from "@playwright/test";
import type { ConversationId } from "../../../shared/domain/ids.ts";
import { ask, type Bridge } from "./ask.ts";
import { waveform } from "./review.ts";

/** Width of the finest peaks, in ms. */
const binMs = 20;
/** A beep is louder than this, and the half second of silence before it is not, of 127. */
const loud = 24;

/**
 * Where in the stored peaks the sound begins after silence, near a moment.
 *
 * @returns ms of the first loud bin within 300 ms of `nearMs`; `undefined` if there is none or no silence before it
 */
export async function beepInPeaks(
  page: Page,
  conversationId: ConversationId,
  nearMs: number,
): Promise<number | undefined> {
  const { sound } = await ask(page, "conversation.read", { conversationId });
  if (sound.phase !== "ready") throw new Error(`the sound is ${sound.phase}`);
  const { recordingId } = sound;
  const first = Math.floor((nearMs - 300) / binMs);
  const levels = await page.evaluate(
    async ([id, from, width]) => {
      const { lyhord } = window as unknown as Bridge;
      const answer = await lyhord.call("audio.peaks", { recordingId: id, binMs: width });
      if (!answer.ok) throw new Error(answer.error.code);
      const { peaks } = answer.value;
      return Array.from({ length: 30 }, (_, bin) =>
        Math.max(Math.abs(peaks[2 * (from + bin)] ?? 0), Math.abs(peaks[2 * (from + bin) + 1] ?? 0)),
      );
    },
    [recordingId, first, binMs] as const,
  );
  const bin = levels.findIndex((level) => level >= loud);
  return bin < 3 ? undefined : (first + bin) * binMs;
}

/**
 * Where on the screen a beep is drawn: the one stretch of tall bars as wide as a beep with nothing on either side.
 *
 * @param pxPerMs - as far as the waveform is zoomed in
 * @returns the place to click, in px of the page
 * @throws Error if there is not exactly one
 */
export async function beepOnScreen(page: Page, pxPerMs: number): Promise<{ x: number; y: number }> {
  const box = await waveform(page).boundingBox();
  if (box === null) throw new Error("there is no waveform");
  const picture = await page.screenshot({ clip: box, animations: "disabled", caret: "hide" });
  const inked = await page.evaluate(async (base64) => {
    const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
    const image = await createImageBitmap(new Blob([bytes]));
    const canvas = new OffscreenCanvas(image.width, image.height);
    const context = canvas.getContext("2d");
    if (context === null) throw new Error("no canvas");
    context.drawImage(image, 0, 0);
    const { data } = context.getImageData(0, 0, image.width, image.height);
    const paper = [data[0] ?? 0, data[1] ?? 0, data[2] ?? 0];
    return Array.from({ length: image.width }, (_, x) => {
      let count = 0;
      for (let y = 0; y < image.height; y += 1) {
        const at = 4 * (y * image.width + x);
        if (paper.some((channel, index) => Math.abs((data[at + index] ?? 0) - channel) > 40)) count += 1;
      }
      return count / image.height;
    });
  }, picture.toString("base64"));
  const beep = onlyBeep(
    inked.map((share) => share > 0.25),
    pxPerMs,
  );
  if (beep === undefined) throw new Error("the beep is not to be seen");
  return { x: box.x + beep, y: box.y + box.height / 2 };
}

/** The page, with what `listenIn` has laid on the player. */
type ListeningWindow = { ear?: { media: HTMLMediaElement; analyser: AnalyserNode } };

/** Lays an ear on whatever is played from now on; call it before the first play. */
export async function listenIn(page: Page): Promise<void> {
  await page.evaluate(() => {
    const play = HTMLMediaElement.prototype.play;
    HTMLMediaElement.prototype.play = function (this: HTMLMediaElement) {
      const listening = window as unknown as ListeningWindow;
      if (listening.ear?.media !== this) {
        const context = new AudioContext({ sampleRate: 8_000 });
        const analyser = new AnalyserNode(context, { fftSize: 32_768 });
        context.createMediaElementSource(this).connect(analyser).connect(context.destination);
        listening.ear = { media: this, analyser };
      }
      return play.call(this);
    };
  });
}

/**
 * Waits until it has been played up to a moment, and says where the player stood when the beep was heard.
 *
 * The samples of the last four seconds and the two clocks are read together, so that a busy page does not blur the
 * result.
 *
 * @returns ms of the player's own time; `undefined` if there was not exactly one beep
 */
export async function beepHeard(page: Page, untilMs: number): Promise<number | undefined> {
  const { loud, endMs } = await page.evaluate(async (until) => {
    const { ear } = window as unknown as ListeningWindow;
    if (ear === undefined) throw new Error("nothing has been played");
    const { media, analyser } = ear;
    const leadMs: number[] = [];
    while (!media.paused && media.currentTime * 1_000 < until) {
      await new Promise((resolve) => setTimeout(resolve, 20));
      leadMs.push((media.currentTime - analyser.context.currentTime) * 1_000);
    }
    const samples = new Float32Array(analyser.fftSize);
    analyser.getFloatTimeDomainData(samples);
    const nowMs = analyser.context.currentTime * 1_000;
    const perMs = analyser.context.sampleRate / 1_000;
    const sorted = leadMs.slice(-60).toSorted((a, b) => a - b);
    return {
      loud: Array.from({ length: Math.floor(samples.length / perMs) }, (_, ms) =>
        samples.subarray(ms * perMs, (ms + 1) * perMs).some((sample) => Math.abs(sample) > 0.06),
      ),
      endMs: nowMs + (sorted[Math.floor(sorted.length / 2)] ?? Number.NaN),
    };
  }, untilMs);
  const beep = onlyBeep(loud, 1);
  return beep === undefined ? undefined : endMs - loud.length + beep;
}

/**
 * The one stretch that lasts as long as a beep, 200 ms, with silence on either side.
 *
 * @param loud - one after the other in time
 * @param perMs - how many of them there are in a millisecond
 * @returns where it begins; `undefined` if there is none, or more than one
 */
function onlyBeep(loud: readonly boolean[], perMs: number): number | undefined {
  const gap = 20 * perMs;
  const stretches: { from: number; to: number }[] = [];
  for (const [at, isLoud] of loud.entries()) {
    const last = stretches.at(-1);
    if (!isLoud) continue;
    if (last !== undefined && at - last.to <= gap) last.to = at;
    else stretches.push({ from: at, to: at });
  }
  const beeps = stretches.filter(({ from, to }, index) => {
    const lengthMs = (to - from) / perMs;
    const before = from - (stretches[index - 1]?.to ?? 0);
    const after = (stretches[index + 1]?.from ?? loud.length) - to;
    return lengthMs > 150 && lengthMs < 260 && Math.min(before, after) / perMs > 150;
  });
  return beeps.length === 1 ? beeps[0]?.from : undefined;
}
