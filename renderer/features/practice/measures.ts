/** What is shown of figures over time: which measures a scheme has, and what each coding says of them. */
import type { PracticeFigure } from "../../../shared/domain/practice.ts";
import type { Labels, Scheme, SchemeFormula } from "../../../shared/domain/scheme.ts";

/** What a value rests on. */
export type Basis =
  | { readonly kind: "ratio" | "part"; readonly numerator: number; readonly denominator: number }
  | { readonly kind: "n"; readonly n: number }
  | { readonly kind: "talk"; readonly words: number; readonly talkMs: number }
  | { readonly kind: "sample"; readonly sampleMs: number };

/** One coding's word on a measure. */
export interface Reading {
  readonly figure: PracticeFigure;
  /** `null` where it is undefined, empty, or not in the scheme as it was then. */
  readonly value: number | null;
  readonly basis: Basis | null;
}

export interface Measure {
  readonly key: string;
  /** `null` for the share of the talk, which no scheme has. */
  readonly labels: Labels | null;
  readonly unit: "number" | "percent";
  /** Ends of the scale; `null` where it has none. */
  readonly least: number;
  readonly most: number | null;
  readonly readings: readonly Reading[];
}

/**
 * Ratios and shares, then what was rated, then the share of the talk.
 *
 * Sums grow with the sample and means say again what was rated: they are there only where a scheme has nothing else.
 *
 * @param figures - of this scheme, in order of the conversations
 * @returns measures with a reading for each figure; those of which no coding says anything are left out
 */
export function measuresOf(scheme: Scheme, figures: readonly PracticeFigure[]): Measure[] {
  const isRatio = ({ kind }: SchemeFormula) => kind === "quotient" || kind === "percent";
  const ratios = scheme.figures.filter(({ formula }) => isRatio(formula));
  const rated = scheme.items.filter((item) => item.kind !== "count");
  const shown = ratios.length + rated.length > 0 ? ratios : scheme.figures;
  return [
    ...shown.map((figure) => figureMeasure(figure, figures)),
    ...rated.map(({ id, labels, anchors }): Measure => {
      const values = anchors.map(({ value }) => value);
      return {
        key: `item ${id}`,
        labels,
        unit: "number",
        least: Math.min(...values),
        most: Math.max(...values),
        readings: figures.map((figure) => ({
          figure,
          value: figure.items[id] ?? null,
          basis: { kind: "sample", sampleMs: figure.sampleMs },
        })),
      };
    }),
    talkMeasure(figures),
  ].filter(({ readings }) => readings.some(({ value }) => value !== null));
}

function figureMeasure(
  { id, labels, formula }: Scheme["figures"][number],
  figures: readonly PracticeFigure[],
): Measure {
  const isPercent = formula.kind === "percent";
  return {
    key: `figure ${id}`,
    labels,
    unit: isPercent ? "percent" : "number",
    least: 0,
    most: isPercent ? 100 : null,
    readings: figures.map((figure) => {
      const kept = figure.figures.find((one) => one.id === id);
      if (kept === undefined) return { figure, value: null, basis: null };
      const { value, numerator, denominator, n } = kept;
      const basis: Basis =
        numerator === null || denominator === null
          ? { kind: "n", n }
          : { kind: isPercent ? "part" : "ratio", numerator, denominator };
      return { figure, value, basis };
    }),
  };
}

function talkMeasure(figures: readonly PracticeFigure[]): Measure {
  return {
    key: "talk",
    labels: null,
    unit: "percent",
    least: 0,
    most: 100,
    readings: figures.map((figure) => {
      const { talkShare } = figure;
      if (talkShare === null) return { figure, value: null, basis: null };
      const { share, words, talkMs } = talkShare;
      return { figure, value: 100 * share, basis: { kind: "talk", words, talkMs } };
    }),
  };
}
