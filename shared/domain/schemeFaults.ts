/** What does not fit in a coding scheme: its parts name each other, and each of them must be there. */
import { isHeardWith, reservedCodingKeys } from "./codingKeys.ts";
import {
  type PartId,
  type Scheme,
  type SchemeCode,
  type SchemeFigure,
  type SchemeItem,
  schemeShapeSchema,
} from "./scheme.ts";

/** What can be wrong; the text of each stands under `schemes.fault`. */
export const schemeFaultKinds = [
  "nothing-to-code",
  "id-taken",
  "group-unknown",
  "group-empty",
  "slot-outside",
  "slot-twice",
  "needs-unknown",
  "needs-own-group",
  "key-reserved",
  "key-taken",
  "sign-taken",
  "anchors-order",
  "starts-outside",
  "formula-unknown",
  "thresholds-order",
  "sample-order",
  "shape",
] as const;
export type SchemeFaultKind = (typeof schemeFaultKinds)[number];

/** Something wrong, and where: the way to the field, as `["codes", 2, "key"]`. */
export interface SchemeFault {
  readonly kind: SchemeFaultKind;
  readonly path: readonly (string | number)[];
}

/** A scheme whose parts fit each other. */
export const schemeSchema = schemeShapeSchema.check((context) => {
  for (const { kind, path } of misfits(context.value)) {
    context.issues.push({ code: "custom", path: [...path], params: { kind }, input: undefined });
  }
});

/**
 * Looks a scheme over, whatever it is.
 *
 * @returns in order of its parts; `shape` for what is missing, too long or of another kind; empty if it can be used
 */
export function schemeFaults(scheme: unknown): readonly SchemeFault[] {
  const read = schemeShapeSchema.safeParse(scheme);
  if (read.success) return misfits(read.data);
  return read.error.issues.map(({ path }) => ({
    kind: "shape",
    path: path.map((step) => (typeof step === "number" ? step : String(step))),
  }));
}

function misfits(scheme: Scheme): SchemeFault[] {
  const { codes, items, sample } = scheme;
  return [
    ...(codes.length + items.length === 0 ? [fault("nothing-to-code", "codes")] : []),
    ...(isInOrder(sample) ? [] : [fault("sample-order", "sample")]),
    ...takenIds(scheme),
    ...scheme.groups.flatMap((group, index) => groupFaults(scheme, group, index)),
    ...codes.flatMap((code, index) => codeFaults(scheme, code, index)),
    ...items.flatMap(itemFaults),
    ...scheme.figures.flatMap((figure, index) => figureFaults(scheme, figure, index)),
  ];
}

/** A drawn sample is as long as ratings need, and those need more than counting does. */
function isInOrder({ drawn, lengthMs, ratedFromMs, countedBelowMs }: Scheme["sample"]): boolean {
  return countedBelowMs <= ratedFromMs && (drawn === "whole" || ratedFromMs <= lengthMs);
}

/** All parts share one range of ids, so that a word or a formula never means two of them. */
function takenIds(scheme: Scheme): SchemeFault[] {
  const seen = new Set<PartId>();
  return (["groups", "codes", "items", "figures"] as const).flatMap((kind) =>
    scheme[kind].flatMap(({ id }, index) => {
      const isTaken = seen.has(id);
      seen.add(id);
      return isTaken ? [fault("id-taken", kind, index, "id")] : [];
    }),
  );
}

function groupFaults({ codes }: Scheme, { id, slots = [] }: Scheme["groups"][number], index: number) {
  const members = new Set(codes.filter(({ groupId }) => groupId === id).map((code) => code.id));
  const seen = new Set<PartId>();
  const faults = members.size === 0 ? [fault("group-empty", "groups", index)] : [];
  slots.forEach((slot, at) => {
    for (const codeId of slot) {
      if (!members.has(codeId)) faults.push(fault("slot-outside", "groups", index, "slots", at));
      else if (seen.has(codeId)) faults.push(fault("slot-twice", "groups", index, "slots", at));
      seen.add(codeId);
    }
  });
  return faults;
}

function codeFaults({ codes, groups }: Scheme, code: SchemeCode, index: number): SchemeFault[] {
  const before = codes.slice(0, index).filter((other) => isHeardWith(code, other));
  const key = code.key?.toLowerCase();
  const faults: SchemeFault[] = [];
  const add = (kind: SchemeFaultKind, field: string) => faults.push(fault(kind, "codes", index, field));
  if (!groups.some(({ id }) => id === code.groupId)) add("group-unknown", "groupId");
  if (before.some(({ sign }) => sign === code.sign)) add("sign-taken", "sign");
  if (key !== undefined) {
    if (reservedCodingKeys.has(key)) add("key-reserved", "key");
    else if (before.some((other) => other.key?.toLowerCase() === key)) add("key-taken", "key");
  }
  for (const id of code.needs ?? []) {
    const needed = codes.find((other) => other.id === id);
    if (needed === undefined) add("needs-unknown", "needs");
    else if (needed.groupId === code.groupId) add("needs-own-group", "needs");
  }
  return faults;
}

function itemFaults(item: SchemeItem, index: number): SchemeFault[] {
  if (item.kind === "count") return [];
  const values = item.anchors.map(({ value }) => value);
  const isAscending = values.every((value, at) => at === 0 || value > (values[at - 1] ?? value));
  const { startsFrom } = item;
  return [
    ...(isAscending ? [] : [fault("anchors-order", "items", index, "anchors")]),
    ...(startsFrom === undefined || values.includes(startsFrom)
      ? []
      : [fault("starts-outside", "items", index, "startsFrom")]),
  ];
}

/** Figures come from codes and items, never from each other, so there is nothing that could go round in a circle. */
function figureFaults({ codes, items }: Scheme, figure: SchemeFigure, index: number): SchemeFault[] {
  const known = new Set([...codes, ...items].map(({ id }) => id));
  const { formula, thresholds } = figure;
  const isUnknown = (ids: readonly PartId[]) => ids.some((id) => !known.has(id));
  const faults: SchemeFault[] = [];
  if (isUnknown(formula.of)) faults.push(fault("formula-unknown", "figures", index, "formula", "of"));
  if ("by" in formula && isUnknown(formula.by)) {
    faults.push(fault("formula-unknown", "figures", index, "formula", "by"));
  }
  if (thresholds !== undefined && thresholds.fair > thresholds.good) {
    faults.push(fault("thresholds-order", "figures", index, "thresholds"));
  }
  return faults;
}

function fault(kind: SchemeFaultKind, ...path: readonly (string | number)[]): SchemeFault {
  return { kind, path };
}
