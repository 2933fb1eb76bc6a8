/** Whether bytes are a stream of Opus that plays from its start and seeks to every second. */
import assert from "node:assert/strict";
import { readOggPages } from "../../shared/formats/oggPages.ts";

/** Samples of a page of one second. */
const secondSamples = 48_000n;

/**
 * Checks every page: whole, with a right checksum, numbered without gaps, none longer than a second, heads in front.
 *
 * @throws AssertionError
 */
export function assertPlaysAndSeeks(bytes: Uint8Array): void {
  const pages = readOggPages(bytes);
  const text = (index: number) => {
    const page = pages[index];
    return Buffer.from(bytes.subarray(page?.bodyStart, (page?.bodyStart ?? 0) + 8)).toString("latin1");
  };
  assert.equal(pages.at(-1)?.end, bytes.length, "not all of it is whole pages");
  assert.deepEqual(
    [text(0), text(1), pages[0]?.isFirst],
    ["OpusHead", "OpusTags", true],
    "no heads in front",
  );
  assert.deepEqual(
    pages.map(({ sequence }) => sequence),
    [...pages.keys()],
    "pages are missing",
  );
  for (const [index, page] of pages.entries()) {
    const step = page.granule - (pages[index - 1]?.granule ?? 0n);
    assert.ok(step >= 0n && step <= secondSamples, `page ${index} is ${step} samples long`);
  }
}
