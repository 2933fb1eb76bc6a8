/** The strokes of the small waveform. */

export const thumbnailWidth = 150;
export const thumbnailHeight = 48;
const shortestBar = 2;

/**
 * One vertical stroke from the midline for each magnitude that is not 0; upwards for the practitioner.
 *
 * @param thumbnail - pairs of magnitudes 0–255 (practitioner, client)
 * @returns data of an SVG path in a box of `thumbnailWidth` × `thumbnailHeight`; empty for silence
 */
export function thumbnailPath(thumbnail: Uint8Array, side: "practitioner" | "client"): string {
  const pairs = Math.floor(thumbnail.length / 2);
  const middle = thumbnailHeight / 2;
  const strokes: string[] = [];
  for (let pair = 0; pair < pairs; pair += 1) {
    const magnitude = thumbnail[2 * pair + (side === "client" ? 1 : 0)] ?? 0;
    if (magnitude === 0) continue;
    const length = Math.max(shortestBar, (magnitude / 255) * (middle - 1));
    const x = ((pair + 0.5) * thumbnailWidth) / pairs;
    strokes.push(`M${rounded(x)} ${middle}v${rounded(side === "client" ? length : -length)}`);
  }
  return strokes.join("");
}

function rounded(value: number): number {
  return Math.round(value * 10) / 10;
}
