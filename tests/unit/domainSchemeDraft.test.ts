import fc from "fast-check";
import { expect, test } from "vitest";
import type { Scheme } from "../../shared/domain/scheme.ts";
import {
  emptyDraft,
  givesWayTo,
  movedUp,
  type SchemeDraft,
  withFormulaKind,
  withNewCode,
  withNewFigure,
  withNewGroup,
  withNewItem,
  withoutPart,
  withWay,
} from "../../shared/domain/schemeDraft.ts";
import { schemeFaults } from "../../shared/domain/schemeFaults.ts";
import { anyScheme } from "../support/anyScheme.ts";

const faultsOf = (draft: SchemeDraft) => schemeFaults({ ...draft, id: "own-a", version: 1 });
const partsOf = ({ groups, codes, items, figures }: Scheme) => [...groups, ...codes, ...items, ...figures];

test("a part that is taken away is named nowhere afterwards; at most its group is left empty", () => {
  fc.assert(
    fc.property(anyScheme, fc.nat(), (scheme, place) => {
      const parts = partsOf(scheme);
      const kinds = faultsOf(withoutPart(scheme, parts[place % parts.length]?.id ?? "")).map(
        ({ kind }) => kind,
      );
      expect(kinds.filter((kind) => kind !== "group-empty" && kind !== "nothing-to-code")).toEqual([]);
    }),
  );
});

test("taking away one part after the other leaves nothing", () => {
  fc.assert(
    fc.property(anyScheme, (scheme) => {
      const left = partsOf(scheme).reduce<SchemeDraft>((draft, { id }) => withoutPart(draft, id), scheme);
      expect([left.groups, left.codes, left.items, left.figures]).toEqual([[], [], [], []]);
    }),
  );
});

test("moving parts up keeps them all, and moves none out of its group", () => {
  fc.assert(
    fc.property(anyScheme, fc.nat(), ({ codes }, place) => {
      const id = codes[place % codes.length]?.id ?? "";
      const moved = movedUp(codes, id);
      expect(moved.toSorted((a, b) => (a.id < b.id ? -1 : 1))).toEqual(
        codes.toSorted((a, b) => (a.id < b.id ? -1 : 1)),
      );
      const group = codes.find((code) => code.id === id)?.groupId;
      const within = (all: typeof codes) =>
        all.filter(({ groupId }) => groupId === group).map((code) => code.id);
      const at = within(codes).indexOf(id);
      expect(within(moved).indexOf(id)).toBe(Math.max(0, at - 1));
    }),
  );
});

test("what is added has an id of its own, and lacks only its words", () => {
  const draft = [withNewGroup, withNewGroup, withNewItem, withNewFigure].reduce(
    (made, step) => step(made),
    emptyDraft,
  );
  const group = draft.groups[0]?.id ?? "";
  expect(partsOf({ ...withNewCode(draft, group) } as Scheme).map(({ id }) => id)).toEqual([
    "group",
    "group-2",
    "code",
    "code-2",
    "code-3",
    "item",
    "figure",
  ]);
  expect(new Set(faultsOf(draft).map(({ kind }) => kind))).toEqual(new Set(["shape"]));
});

test("a figure keeps what it is about when it is worked out in another way", () => {
  const share = { kind: "percent", of: ["a"], by: ["a", "b"] } as const;
  const formula = { kind: share.kind, of: [...share.of], by: [...share.by] };
  expect([withFormulaKind(formula, "sum"), withFormulaKind(formula, "quotient")]).toEqual([
    { kind: "sum", of: ["a"] },
    { kind: "quotient", of: ["a"], by: ["a", "b"] },
  ]);
});

test("a code gives way to another of its group, or to none, and no scheme is spoilt by it", () => {
  fc.assert(
    fc.property(anyScheme, fc.nat(), fc.nat(), (scheme, one, other) => {
      const code = scheme.codes[one % scheme.codes.length];
      if (code === undefined) return;
      const rivals = scheme.codes.filter(
        ({ id, groupId }) => groupId === code.groupId && id !== code.id && givesWayTo(scheme, id) !== code.id,
      );
      const before = faultsOf(scheme).length;
      const free = withWay(scheme, code.id, null);
      expect([givesWayTo(free, code.id), faultsOf(free).length]).toEqual([undefined, before]);
      const first = rivals[other % rivals.length];
      if (first === undefined) return;
      const joined = withWay(scheme, code.id, first.id);
      expect([givesWayTo(joined, code.id), faultsOf(joined).length]).toEqual([first.id, before]);
    }),
  );
});

test("what gave way to a code that moves keeps its place behind the one before", () => {
  const draft = withWay({ ...emptyDraft, ...chain([["CR", "SR", "AF"]]) }, "SR", null);
  expect(draft.groups[0]?.slots).toEqual([["CR", "AF"]]);
  expect(withWay(draft, "SR", "CR").groups[0]?.slots).toEqual([["CR", "SR", "AF"]]);
  expect(withWay(draft, "AF", null).groups[0]).not.toHaveProperty("slots");
});

function chain(slots: string[][]): Pick<SchemeDraft, "groups" | "codes"> {
  const code = (id: string) => ({ id, sign: id, labels: {}, side: "any", groupId: "g" }) as const;
  return { groups: [{ id: "g", labels: {}, slots }], codes: slots.flat().map(code) };
}
