/** What deeds change in a coding, each as one step of undo; empty where there is nothing to change. */
import { codesFor, withCode } from "../../../shared/domain/codeUnit.ts";
import type { CodedUnit, Coding, CodingSpan, Rating, Sample } from "../../../shared/domain/coding.ts";
import type { SpanId, UnitId } from "../../../shared/domain/ids.ts";
import { notCoded, type Scheme, type SchemeCode, type SchemeItem } from "../../../shared/domain/scheme.ts";
import type { Speaker } from "../../../shared/domain/segment.ts";
import { joinUnits } from "../../../shared/domain/utterances.ts";
import type { CodingStep } from "./codingSession.ts";

/** Gives a code to a unit, or *not coded*, or takes it back. */
export function codeStep(scheme: Pick<Scheme, "codes">, unit: CodedUnit, codeId: string): CodingStep {
  if (codesFor(scheme, unit.speaker).length === 0) return [];
  const codes = withCode(scheme, unit, codeId);
  return codes === unit.codes ? [] : [{ kind: "unit", before: unit, after: { ...unit, codes } }];
}

/** Marks a unit as uncertain, or no longer. */
export function uncertainStep(unit: CodedUnit): CodingStep {
  const { isUncertain, ...rest } = unit;
  return [{ kind: "unit", before: unit, after: isUncertain ? rest : { ...unit, isUncertain: true } }];
}

/** Says of a client's turn that it is only a "mm", or no longer. */
export function facilitativeStep(unit: CodedUnit): CodingStep {
  if (unit.speaker === "practitioner") return [];
  const { isFacilitative, ...rest } = unit;
  return [{ kind: "unit", before: unit, after: isFacilitative ? rest : { ...unit, isFacilitative: true } }];
}

/** Makes a unit and the one behind it in the same line one. */
export function joinStep(units: readonly CodedUnit[], unit: CodedUnit): CodingStep {
  const next = units.find(
    ({ place }) => place?.segmentId === unit.place?.segmentId && place?.startIndex === unit.place?.endIndex,
  );
  return unit.place === undefined || next === undefined ? [] : joinUnits(unit, next);
}

/** A moment on the waveform at which somebody says something. */
export function moment(id: UnitId, atMs: number, speaker: Speaker, codes: readonly string[]): CodedUnit {
  return { id, startMs: atMs, endMs: atMs, speaker, codes: [...codes] };
}

/** Who speaks at a moment that is given a code: the side it is heard in, else the practitioner. */
export function speakerOf(code: SchemeCode | undefined): Speaker {
  return code?.side === "client" ? "client" : "practitioner";
}

/** Moves a moment, within its sample; what has words stays with them. */
export function nudgeStep(
  unit: CodedUnit,
  byMs: number,
  { startMs, endMs }: Pick<Sample, "startMs" | "endMs">,
): CodingStep {
  if (unit.place !== undefined) return [];
  const atMs = Math.min(endMs - 1, Math.max(startMs, unit.startMs + byMs));
  if (atMs === unit.startMs) return [];
  return [{ kind: "unit", before: unit, after: { ...unit, startMs: atMs, endMs: atMs } }];
}

/** Removes a moment; what has words stays. */
export function removeStep(unit: CodedUnit): CodingStep {
  return unit.place === undefined ? [{ kind: "unit", before: unit, after: null }] : [];
}

/** Rates an item, or empties it. */
export function ratingStep(ratings: Coding["ratings"], itemId: string, value: number | null): CodingStep {
  const before = ratings[itemId] ?? null;
  if ((before?.value ?? null) === value) return [];
  const evidenceMs = before?.evidenceMs ?? [];
  const after = value === null ? withoutValue(evidenceMs) : { value, evidenceMs };
  return [{ kind: "rating", itemId, before, after }];
}

/** Links a moment to an item, rated or not, or takes the link away. */
export function evidenceStep(ratings: Coding["ratings"], itemId: string, atMs: number): CodingStep {
  const before = ratings[itemId] ?? null;
  const there = before?.evidenceMs ?? [];
  const evidenceMs = there.includes(atMs)
    ? there.filter((other) => other !== atMs)
    : [...there, atMs].sort((a, b) => a - b);
  const after = before?.value === undefined ? withoutValue(evidenceMs) : { ...before, evidenceMs };
  return [{ kind: "rating", itemId, before, after }];
}

function withoutValue(evidenceMs: number[]): Rating | null {
  return evidenceMs.length === 0 ? null : { evidenceMs };
}

/** The stretch of a kind that a position lies in. */
export function spanAt(
  spans: readonly CodingSpan[],
  kind: CodingSpan["kind"],
  atMs: number,
): CodingSpan | undefined {
  return spans.find((span) => span.kind === kind && span.startMs <= atMs && atMs < span.endMs);
}

/** Marks a stretch between two places, in whatever order they were given; both lie in it, moments too. */
export function spanStep(
  id: SpanId,
  kind: CodingSpan["kind"],
  one: Pick<CodedUnit, "startMs" | "endMs">,
  other: Pick<CodedUnit, "startMs" | "endMs">,
): CodingStep {
  const startMs = Math.min(one.startMs, other.startMs);
  const endMs = Math.max(one.endMs, other.endMs, one.startMs + 1, other.startMs + 1);
  return [{ kind: "span", before: null, after: { id, kind, startMs, endMs } }];
}

/** The items that evidence can be linked to, in the order of their digits. */
export function itemsWithEvidence(
  { items }: Pick<Scheme, "items">,
  { target }: Pick<Coding, "target">,
): Exclude<SchemeItem, { kind: "count" }>[] {
  return items.filter(
    (item) => item.kind !== "count" && !(item.needsTarget === true && target === null),
  ) as Exclude<SchemeItem, { kind: "count" }>[];
}

/** Whether codes stand for what is deliberately not coded. */
export function isNotCoded({ codes }: Pick<CodedUnit, "codes">): boolean {
  return codes.includes(notCoded);
}
