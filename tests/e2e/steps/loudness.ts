/** How loud a stretch of sound is. */
import type { Page } from "@playwright/test";

/** Root mean square of a stretch of sound, as a browser decodes it. @param from - in seconds, as `to` */
export async function loudness(page: Page, sound: Uint8Array, from: number, to: number): Promise<number> {
  return page.evaluate(
    async ({ base64, start, end }) => {
      const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
      const decoded = await new OfflineAudioContext(1, 48_000, 48_000).decodeAudioData(bytes.buffer);
      const samples = decoded.getChannelData(0).subarray(start * 48_000, end * 48_000);
      return Math.sqrt(samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length);
    },
    { base64: Buffer.from(sound).toString("base64"), start: from, end: to },
  );
}
