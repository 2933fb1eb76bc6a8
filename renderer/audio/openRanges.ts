/** Reads ranges of what stands behind an address of this unlock. */

/** An address that answers ranges. */
export interface Ranges {
  readonly sizeBytes: number;
  /** The bytes `[start, end)`; fewer beyond the end. @throws TypeError if they cannot be had */
  read(start: number, end: number): Promise<Uint8Array>;
  /** Whether any read has failed: then what was decoded is no sign of where the sound ends. */
  hasFailed(): boolean;
}

const attempts = 3;
const retryMs = 200;

/** Asks for the size. @throws TypeError if the address does not answer */
export async function openRanges(url: string): Promise<Ranges> {
  let hasFailed = false;

  async function attempt(start: number, end: number): Promise<{ bytes: Uint8Array; sizeBytes: number }> {
    const response = await fetch(url, { headers: { Range: `bytes=${start}-${end - 1}` } });
    const sizeBytes = Number(response.headers.get("Content-Range")?.split("/")[1]);
    if (response.status !== 206 || !Number.isSafeInteger(sizeBytes)) throw new TypeError("no range");
    return { bytes: new Uint8Array(await response.arrayBuffer()), sizeBytes };
  }

  async function insist(start: number, end: number) {
    for (let left = attempts - 1; ; left -= 1) {
      try {
        return await attempt(start, end);
      } catch (error) {
        hasFailed = left === 0;
        if (hasFailed) throw error;
        await new Promise((resolve) => setTimeout(resolve, retryMs));
      }
    }
  }

  const { sizeBytes } = await insist(0, 1);
  return {
    sizeBytes,
    async read(start, end) {
      const until = Math.min(end, sizeBytes);
      if (until <= start) return new Uint8Array(0);
      return (await insist(start, until)).bytes;
    },
    hasFailed: () => hasFailed,
  };
}
