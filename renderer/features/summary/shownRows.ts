/** What a choice shows of a coding: values, what they rest on, and the moments behind them. */
import type { Coding } from "../../../shared/domain/coding.ts";
import {
  type CodingSummary,
  momentsOf,
  type SummedFigure,
  unitsToCode,
} from "../../../shared/domain/codingSummary.ts";
import type { Labels, Scheme, SchemeFigure, SchemeItem } from "../../../shared/domain/scheme.ts";
import type { Choice } from "./choice.ts";

/** A moment `[startMs, endMs)` to listen to; `unitId` where it is an utterance. */
export interface Moment {
  readonly startMs: number;
  readonly endMs: number;
  readonly unitId?: string;
}

/** A moment's own name: the same utterance is the same moment, whatever it is shown for. */
export function momentKey({ startMs, unitId }: Moment): string {
  return unitId ?? String(startMs);
}

/** One value, in the terms of the scheme. */
export type Said =
  | { readonly kind: "code"; readonly count: number; readonly isPerVolley: boolean }
  | {
      readonly kind: "item";
      readonly item: SchemeItem;
      readonly value: number | undefined;
      /** It asks for a target behaviour, and there is none. */
      readonly lacksTarget: boolean;
    }
  | { readonly kind: "figure"; readonly figure: SchemeFigure; readonly summed: SummedFigure }
  | { readonly kind: "uncertain"; readonly count: number };

export interface ShownRow {
  readonly key: string;
  /** `null`: what one was unsure of. */
  readonly labels: Labels | null;
  readonly said: Said;
  readonly moments: readonly Moment[];
}

/** The rows of a choice, in the scheme's order; one that the scheme does not know has none. */
export function shownRows(
  choice: Choice,
  scheme: Scheme,
  coding: Coding,
  { counts, items, figures }: CodingSummary,
): ShownRow[] {
  switch (choice.kind) {
    case "code":
    case "group":
      return scheme.codes
        .filter(({ id, groupId }) => (choice.kind === "code" ? id : groupId) === choice.id)
        .map(({ id, labels, side }) => ({
          key: `code ${id}`,
          labels,
          said: {
            kind: "code",
            count: counts[id] ?? 0,
            isPerVolley: scheme.unit === "volley" && side !== "client",
          },
          moments: utterances(scheme, coding, [id]),
        }));
    case "items":
      return scheme.items.map((item) => ({
        key: `item ${item.id}`,
        labels: item.labels,
        said: {
          kind: "item",
          item,
          value: items[item.id],
          lacksTarget: coding.target === null && item.kind !== "count" && item.needsTarget === true,
        },
        moments: items[item.id] === undefined ? [] : evidence(coding, item.id),
      }));
    case "figure":
      return scheme.figures
        .filter(({ id }) => id === choice.id)
        .flatMap((figure) => {
          const summed = figures.find(({ id }) => id === figure.id);
          if (summed === undefined) return [];
          const { formula, labels, id } = figure;
          const parts = [...new Set([...formula.of, ...("by" in formula ? formula.by : [])])];
          const moments = [
            ...utterances(scheme, coding, parts),
            ...parts.filter((part) => items[part] !== undefined).flatMap((part) => evidence(coding, part)),
          ];
          return [{ key: `figure ${id}`, labels, said: { kind: "figure", figure, summed }, moments }];
        });
    case "uncertain": {
      const moments = unitsToCode(scheme, coding)
        .filter(({ isUncertain }) => isUncertain === true)
        .map(toMoment);
      return [
        {
          key: "uncertain",
          labels: null,
          said: { kind: "uncertain", count: moments.length },
          moments,
        },
      ];
    }
  }
}

/** Rests on so few that it says little: of a quotient what it divides by, of a percentage what it is a part of. */
export function isOfFew({ value, denominator }: SummedFigure): boolean {
  return value !== undefined && denominator !== undefined && denominator < fewest;
}

/** From so many on a figure is shown without a word about how little it rests on. */
const fewest = 5;

function utterances(scheme: Scheme, coding: Coding, codeIds: readonly string[]): Moment[] {
  return momentsOf(scheme, coding, codeIds).map(toMoment);
}

function toMoment({ id, startMs, endMs }: Coding["units"][number]): Moment {
  return { startMs, endMs, unitId: id };
}

function evidence({ ratings }: Coding, itemId: string): Moment[] {
  return (ratings[itemId]?.evidenceMs ?? []).map((startMs) => ({ startMs, endMs: startMs }));
}
