/** Draws bars on the canvases that wavesurfer lays out. */
import { barOf, type WaveformData } from "./waveformBars.ts";

/** Colours of the bars, as CSS colours. */
export interface WaveformColours {
  readonly practitioner: string;
  readonly client: string;
  readonly unknown: string;
}

/** Width of a bar and of the gap after it, in CSS px. */
export interface BarShape {
  readonly barPx: number;
  readonly gapPx: number;
}

/** Below this share of the height a bar is drawn as a dot. */
const dotBelow = 0.03;
/** What the loudest bar takes of the half height. */
const tallest = 0.88;
/** How far a bar reaches over the midline, as a share of the half height. */
const overMidline = 0.1;

/**
 * Draws the part of a waveform that one canvas shows.
 *
 * @param ctx - of a canvas whose `style.left` and `style.width` say which part it is, in CSS px
 * @param totalPx - width of the whole waveform
 */
export function drawWaveform(
  ctx: CanvasRenderingContext2D,
  data: WaveformData,
  durationMs: number,
  totalPx: number,
  shape: BarShape,
  colours: WaveformColours,
): void {
  const { canvas } = ctx;
  const widthPx = Number.parseFloat(canvas.style.width);
  const leftPx = Number.parseFloat(canvas.style.left) || 0;
  if (!(widthPx > 0) || totalPx <= 0) return;
  const scale = canvas.width / widthPx;
  const msPerPx = durationMs / totalPx;
  const pitchPx = shape.barPx + shape.gapPx;
  const middle = canvas.height / 2;
  const dot = Math.max(1, Math.round(scale));
  const over = middle * overMidline;
  const paths = { practitioner: new Path2D(), client: new Path2D(), unknown: new Path2D() };
  for (let x = 0; x + shape.barPx <= widthPx; x += pitchPx) {
    const fromMs = (leftPx + x) * msPerPx;
    const { above, below, isUnknown } = barOf(data, fromMs, fromMs + pitchPx * msPerPx);
    const top = middle - above * middle * tallest;
    const bottom = middle + below * middle * tallest;
    const left = x * scale;
    const width = shape.barPx * scale;
    const bar = (path: Path2D, from: number, to: number) =>
      path.roundRect(left, from, width, Math.max(dot, to - from), width / 2);
    if (above < dotBelow && below < dotBelow) bar(paths.unknown, middle - dot, middle + dot);
    else if (isUnknown) bar(paths.unknown, top, bottom);
    else {
      if (above >= dotBelow) bar(paths.practitioner, top, middle + over);
      if (below >= dotBelow) bar(paths.client, middle - over, bottom);
    }
  }
  for (const side of ["unknown", "practitioner", "client"] as const) {
    ctx.fillStyle = colours[side];
    ctx.fill(paths[side]);
  }
}
