/** Giving codes to a unit as a scheme allows it. */
import type { CodedUnit, CodingSpan } from "./coding.ts";
import { notCoded, type Scheme, type SchemeCode } from "./scheme.ts";
import type { Speaker } from "./segment.ts";

/** The codes for what a speaker says, in the scheme's order. */
export function codesFor(scheme: Pick<Scheme, "codes">, speaker: Speaker): SchemeCode[] {
  return scheme.codes.filter(({ side }) => side === "any" || side === speaker);
}

/**
 * A unit's codes once another one is given.
 *
 * A code takes the place of the one of its group; given again, it is taken back. What needed the code that went goes
 * with it. A code that needs another one is given only beside it. *Not coded* stands alone.
 */
export function withCode(scheme: Pick<Scheme, "codes">, unit: CodedUnit, codeId: string): string[] {
  if (codeId === notCoded) return unit.codes.includes(notCoded) ? [] : [notCoded];
  const code = codesFor(scheme, unit.speaker).find(({ id }) => id === codeId);
  if (code === undefined || !isWithin(code, unit.codes)) return unit.codes;
  const others = unit.codes.filter((id) => {
    const other = scheme.codes.find((one) => one.id === id);
    return id !== notCoded && id !== codeId && other?.groupId !== code.groupId;
  });
  const given = unit.codes.includes(codeId) ? others : [...others, codeId];
  const kept = given.filter((id) => {
    const one = scheme.codes.find((other) => other.id === id);
    return one === undefined || isWithin(one, given);
  });
  const order = (id: string) => scheme.codes.findIndex((one) => one.id === id);
  return kept.sort((a, b) => order(a) - order(b));
}

/** Whether nothing more can be said of a unit: it has a code of every group that has one for it, or is *not coded*. */
export function isFullyCoded(scheme: Pick<Scheme, "codes">, unit: CodedUnit): boolean {
  if (unit.codes.includes(notCoded)) return true;
  const groups = new Set(
    codesFor(scheme, unit.speaker)
      .filter((code) => isWithin(code, unit.codes))
      .map(({ groupId }) => groupId),
  );
  return [...groups].every((groupId) =>
    unit.codes.some((id) => scheme.codes.find((code) => code.id === id)?.groupId === groupId),
  );
}

/** Whether a code's conditions are met: it needs none of the other codes, or one of them is there. */
export function isWithin({ needs }: Pick<SchemeCode, "needs">, codes: readonly string[]): boolean {
  return needs === undefined || needs.some((id) => codes.includes(id));
}

/** Whether a unit lies in a formal part: it begins there. */
export function isInSpan(
  { startMs }: Pick<CodedUnit, "startMs">,
  spans: readonly CodingSpan[],
  kind: CodingSpan["kind"],
): boolean {
  return spans.some((span) => span.kind === kind && span.startMs <= startMs && startMs < span.endMs);
}

/**
 * The next unit that is still to be coded, behind a given one and then from the beginning.
 *
 * @returns `undefined` if all are coded
 */
export function nextToCode(
  scheme: Pick<Scheme, "codes">,
  { units, spans }: { readonly units: readonly CodedUnit[]; readonly spans: readonly CodingSpan[] },
  after: CodedUnit | undefined,
): CodedUnit | undefined {
  const open = units.filter(
    (unit) =>
      unit.codes.length === 0 &&
      codesFor(scheme, unit.speaker).length > 0 &&
      !isInSpan(unit, spans, "formal"),
  );
  if (after === undefined) return open[0];
  const at = units.findIndex(({ id }) => id === after.id);
  return open.find((unit) => units.indexOf(unit) > at) ?? open[0];
}
