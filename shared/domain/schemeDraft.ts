/** Making a scheme by steps: new parts with free ids, and taking parts away with all that names them. */
import type { PartId, Scheme, SchemeCode, SchemeFigure, SchemeFormula, SchemeItem } from "./scheme.ts";
import { freeId } from "./schemeOfCodebook.ts";

/** A scheme while it is written: it may not fit yet, and words may be empty. */
export type SchemeDraft = Omit<Scheme, "id" | "version">;

/** A scheme without any parts. */
export const emptyDraft: SchemeDraft = {
  format: 1,
  title: {},
  about: {},
  unit: "utterance",
  usesTarget: false,
  sample: { drawn: "whole", lengthMs: 1_200_000, ratedFromMs: 0, countedBelowMs: 0 },
  groups: [],
  codes: [],
  items: [],
  figures: [],
};

/** Adds an empty group with one empty code. */
export function withNewGroup(draft: SchemeDraft): SchemeDraft {
  const id = newId(draft, "group");
  return withNewCode({ ...draft, groups: [...draft.groups, { id, labels: {} }] }, id);
}

/** Adds an empty code to a group, after its others. */
export function withNewCode(draft: SchemeDraft, groupId: PartId): SchemeDraft {
  const id = newId(draft, "code");
  const sides = draft.codes.filter((code) => code.groupId === groupId).map(({ side }) => side);
  const code: SchemeCode = { id, sign: "", labels: {}, side: sides.at(-1) ?? "practitioner", groupId };
  return { ...draft, codes: [...draft.codes, code] };
}

/** Adds an item rated from 1 to 5, whose values have no words yet. */
export function withNewItem(draft: SchemeDraft): SchemeDraft {
  const id = newId(draft, "item");
  const anchors = [1, 2, 3, 4, 5].map((value) => ({ value, labels: {} }));
  return { ...draft, items: [...draft.items, { kind: "ordinal", id, labels: {}, anchors }] };
}

/** Adds a figure that sums up nothing yet. */
export function withNewFigure(draft: SchemeDraft): SchemeDraft {
  const id = newId(draft, "figure");
  return { ...draft, figures: [...draft.figures, { id, labels: {}, formula: { kind: "sum", of: [] } }] };
}

/** A figure worked out in another way, of the same parts as far as that way has a place for them. */
export function withFormulaKind(
  { of, ...formula }: SchemeFormula,
  kind: SchemeFormula["kind"],
): SchemeFormula {
  if (kind === "sum" || kind === "mean") return { kind, of };
  return { kind, of, by: "by" in formula ? formula.by : [] };
}

/** Another kind of item; a count has no values, and the others begin with those from 1 to 5. */
export function withItemKind(item: SchemeItem, kind: SchemeItem["kind"]): SchemeItem {
  const { id, labels, help } = item;
  const common = { id, labels, ...(help === undefined ? {} : { help }) };
  if (kind === "count") return { kind, ...common };
  if (item.kind !== "count") return { ...item, kind };
  return { kind, ...common, anchors: [1, 2, 3, 4, 5].map((value) => ({ value, labels: {} })) };
}

/**
 * Takes a part away: a code also where others need it or share a place with it, a group with its codes, and what
 * figures count of it. A figure that has nothing left to count goes too.
 */
export function withoutPart(draft: SchemeDraft, id: PartId): SchemeDraft {
  const gone = new Set([id, ...draft.codes.filter(({ groupId }) => groupId === id).map((code) => code.id)]);
  const stays = (part: { readonly id: PartId }) => !gone.has(part.id);
  return {
    ...draft,
    groups: draft.groups.filter(stays).map(({ slots, ...group }) => {
      const left = slots
        ?.map((slot) => slot.filter((code) => !gone.has(code)))
        .filter((slot) => slot.length > 1);
      return left === undefined || left.length === 0 ? group : { ...group, slots: left };
    }),
    codes: draft.codes.filter(stays).map(({ needs, ...code }) => {
      const left = needs?.filter((needed) => !gone.has(needed)) ?? [];
      return left.length === 0 ? code : { ...code, needs: left };
    }),
    items: draft.items.filter(stays),
    figures: draft.figures.filter(stays).flatMap((figure) => withoutCounted(figure, gone)),
  };
}

/** The code that stands before another in their common slot: where both occur, the other is not counted. */
export function givesWayTo({ groups }: SchemeDraft, id: PartId): PartId | undefined {
  const slot = groups.flatMap(({ slots = [] }) => slots).find((codes) => codes.includes(id));
  return slot?.[slot.indexOf(id) - 1];
}

/**
 * Lets a code give way to another of its group, or to none. What gave way to it keeps its place behind what it gave
 * way to before.
 *
 * @param first - a code of the same group, which does not itself give way to `id`; `null` counts `id` always
 */
export function withWay(draft: SchemeDraft, id: PartId, first: PartId | null): SchemeDraft {
  const groupId = draft.codes.find((code) => code.id === id)?.groupId;
  return {
    ...draft,
    groups: draft.groups.map((group) => {
      if (group.id !== groupId) return group;
      const { slots = [], ...rest } = group;
      const without = slots
        .map((slot) => slot.filter((code) => code !== id))
        .filter(({ length }) => length > 0);
      const joined =
        first === null
          ? without
          : without.some((slot) => slot.includes(first))
            ? without.map((slot) =>
                slot.includes(first) ? slot.toSpliced(slot.indexOf(first) + 1, 0, id) : slot,
              )
            : [...without, [first, id]];
      const left = joined.filter(({ length }) => length > 1);
      return left.length === 0 ? rest : { ...rest, slots: left };
    }),
  };
}

/** Puts a part before the one that stands before it among its like: codes within their group. */
export function movedUp<Part extends { readonly id: PartId; readonly groupId?: PartId }>(
  parts: readonly Part[],
  id: PartId,
): Part[] {
  const at = parts.findIndex((part) => part.id === id);
  const part = parts[at];
  if (part === undefined) return [...parts];
  const before = parts.findLastIndex((other, index) => index < at && other.groupId === part.groupId);
  if (before === -1) return [...parts];
  return parts.toSpliced(at, 1).toSpliced(before, 0, part);
}

function withoutCounted(figure: SchemeFigure, gone: ReadonlySet<PartId>): SchemeFigure[] {
  const left = (ids: readonly PartId[]) => ids.filter((id) => !gone.has(id));
  const { formula } = figure;
  const of = left(formula.of);
  const by = "by" in formula ? left(formula.by) : undefined;
  if ((formula.of.length > 0 && of.length === 0) || by?.length === 0) return [];
  return [{ ...figure, formula: "by" in formula ? { ...formula, of, by: by ?? [] } : { ...formula, of } }];
}

function newId({ groups, codes, items, figures }: SchemeDraft, stem: string): PartId {
  return freeId(stem, new Set([...groups, ...codes, ...items, ...figures].map(({ id }) => id)));
}
