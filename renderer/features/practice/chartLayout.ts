/** Where the points of a small picture lie: one after the other in the order of the conversations, the value as height. */
import type { Measure, Reading } from "./measures.ts";

/** Inner area of the picture, in its own units; `0` is left and top. */
export interface ChartArea {
  readonly width: number;
  readonly height: number;
}

export interface ChartPoint {
  readonly reading: Reading;
  readonly x: number;
  /** `null` where there is no value: a gap. */
  readonly y: number | null;
  /** A chosen passage is compared with nothing: no line goes to it. */
  readonly isAlone: boolean;
}

export interface ChartLayout {
  readonly points: readonly ChartPoint[];
  /** Each a line through points that stand beside each other; never across a gap, a passage alone, or another version. */
  readonly lines: readonly (readonly { readonly x: number; readonly y: number }[])[];
  /** Marks of the scale, the least first. */
  readonly marks: readonly { readonly value: number; readonly y: number }[];
}

/** Lays a measure out. */
export function layChart({ readings, least, most }: Measure, { width, height }: ChartArea): ChartLayout {
  const top = most ?? roundUp(Math.max(...readings.map(({ value }) => value ?? 0)));
  const yOf = (value: number) => height - (height * (value - least)) / (top - least);
  const points = readings.map((reading, index): ChartPoint => {
    const { value, figure } = reading;
    return {
      reading,
      x: (width * (index + 0.5)) / readings.length,
      y: value === null ? null : yOf(Math.min(Math.max(value, least), top)),
      isAlone: figure.drawn === "chosen",
    };
  });
  return {
    points,
    lines: linesOf(points),
    marks: [least, (least + top) / 2, top].map((value) => ({ value, y: yOf(value) })),
  };
}

/** The next of 1, 2, 4, 6, 8, 10, 20, 40 …: half of it is a number one can say. */
function roundUp(value: number): number {
  if (value <= 1) return 1;
  const power = 10 ** Math.floor(Math.log10(value));
  return power * ([1, 2, 4, 6, 8].find((step) => value <= step * power) ?? 10);
}

function linesOf(points: readonly ChartPoint[]): { x: number; y: number }[][] {
  const lines: { x: number; y: number }[][] = [];
  let before: ChartPoint | undefined;
  for (const point of points) {
    if (point.isAlone) continue;
    const { x, y } = point;
    const isNext =
      before?.y !== undefined &&
      before.y !== null &&
      before.reading.figure.schemeVersion === point.reading.figure.schemeVersion;
    if (y !== null) {
      if (isNext) lines.at(-1)?.push({ x, y });
      else lines.push([{ x, y }]);
    }
    before = point;
  }
  return lines.filter((line) => line.length > 1);
}
