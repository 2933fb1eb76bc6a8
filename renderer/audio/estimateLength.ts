/** About how long a sound is, without reading all of it. */
import { openTrack } from "./openTrack.ts";

/** Enough to know how many bits a second has, also where that changes; about ten seconds of MP3. */
const packetsLookedAt = 400;

/**
 * What the file says of its length, or its size over the bits a second has at its beginning.
 *
 * @param sizeBytes - of the whole file
 * @returns ms, some percent off where the bit rate changes; `null` where there is nothing to go by
 */
export async function estimateLength(url: string, sizeBytes: number): Promise<number | null> {
  const { track, close } = await openTrack(url);
  try {
    const said = await track.getDurationFromMetadata();
    if (said !== null) return msOf(said);
    const { averageBitrate } = await track.computePacketStats(packetsLookedAt);
    return averageBitrate > 0 ? msOf((sizeBytes * 8) / averageBitrate) : null;
  } finally {
    close();
  }
}

function msOf(seconds: number): number | null {
  return Number.isFinite(seconds) && seconds > 0 ? Math.round(seconds * 1_000) : null;
}
