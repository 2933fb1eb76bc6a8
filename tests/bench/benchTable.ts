/** The one table of `npm run bench`. */

/** One line. */
export interface BenchRow {
  readonly name: string;
  /** What was measured, with its unit and, where there is one, what it is compared with. */
  readonly figure: string;
  /** What DESIGN.md allows. */
  readonly bar: string;
  /** Measured against its counterpart of the same run, or against the bar where it has none. */
  readonly ratio: { readonly value: number; readonly against: string };
}

/** Lays rows out in columns, with a head. */
export function benchTable(rows: readonly BenchRow[]): string {
  const cells = [
    ["what", "figure", "bar", "ratio"],
    ...rows.map(({ name, figure, bar, ratio }) => [
      name,
      figure,
      bar,
      `${ratio.value.toFixed(2)} × ${ratio.against}`,
    ]),
  ];
  const widths = [0, 1, 2, 3].map((column) => Math.max(...cells.map((row) => row[column]?.length ?? 0)));
  return cells
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}

/** A duration for the table: whole ms, or seconds from ten on. */
export function durationText(ms: number): string {
  return ms < 10_000 ? `${ms.toFixed(ms < 10 ? 1 : 0)} ms` : `${(ms / 1_000).toFixed(1)} s`;
}

/** A row whose figure is measured against its bar alone. */
export function rowAgainstBar(name: string, ms: number, barMs: number): BenchRow {
  return {
    name,
    figure: durationText(ms),
    bar: `≤ ${durationText(barMs)}`,
    ratio: { value: ms / barMs, against: "the bar" },
  };
}
