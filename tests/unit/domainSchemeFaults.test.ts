import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { keysOfCodes, reservedCodingKeys } from "../../shared/domain/codingKeys.ts";
import { type Scheme, schemeShapeSchema } from "../../shared/domain/scheme.ts";
import { schemeFaults, schemeSchema } from "../../shared/domain/schemeFaults.ts";
import { anyScheme } from "../support/anyScheme.ts";

describe("a scheme that fits", () => {
  test("has no fault and is read as it is", () => {
    fc.assert(
      fc.property(anyScheme, (scheme) => {
        expect(schemeFaults(scheme)).toEqual([]);
        expect(schemeSchema.parse(scheme)).toEqual(scheme);
      }),
    );
  });

  test("still fits once its parts stand in another order", () => {
    fc.assert(
      fc.property(anyScheme, fc.infiniteStream(fc.nat()), (scheme, order) => {
        const shuffled = <Part>(parts: readonly Part[]) =>
          parts
            .map((part) => ({ part, at: order.next().value ?? 0 }))
            .toSorted((a, b) => a.at - b.at)
            .map(({ part }) => part);
        const { groups, codes, items, figures } = scheme;
        expect(
          schemeFaults({
            ...scheme,
            groups: shuffled(groups),
            codes: shuffled(codes),
            items: shuffled(items),
            figures: shuffled(figures),
          }),
        ).toEqual([]);
      }),
    );
  });
});

describe("a scheme that does not fit", () => {
  const breaks: Readonly<
    Record<string, { readonly broken: (scheme: Scheme) => object; readonly path: string }>
  > = {
    "nothing-to-code": {
      broken: (scheme) => ({ ...scheme, groups: [], codes: [], items: [], figures: [] }),
      path: "codes",
    },
    "sample-order": {
      broken: (scheme) => ({
        ...scheme,
        sample: { ...scheme.sample, countedBelowMs: scheme.sample.ratedFromMs + 1 },
      }),
      path: "sample",
    },
    "id-taken": {
      broken: (scheme) => ({
        ...scheme,
        items: [...scheme.items, { kind: "count", id: "g0", labels: { en: "x" } }],
      }),
      path: "items.#.id",
    },
    "group-unknown": {
      broken: (scheme) => withCode(scheme, { groupId: "nowhere" }),
      path: "codes.#.groupId",
    },
    "group-empty": {
      broken: (scheme) => ({ ...scheme, groups: [...scheme.groups, { id: "empty", labels: { en: "x" } }] }),
      path: "groups.#",
    },
    "slot-outside": {
      broken: (scheme) => withSlots(scheme, [["c0", "nobody"]]),
      path: "groups.0.slots.0",
    },
    "slot-twice": {
      broken: (scheme) =>
        withSlots(withCode(scheme, { groupId: "g0" }), [
          ["c0", "extra"],
          ["extra", "c0"],
        ]),
      path: "groups.0.slots.1",
    },
    "needs-unknown": { broken: (scheme) => withCode(scheme, { needs: ["nobody"] }), path: "codes.#.needs" },
    "needs-own-group": {
      broken: (scheme) => withCode(scheme, { groupId: "g0", needs: ["c0"] }),
      path: "codes.#.needs",
    },
    "key-reserved": { broken: (scheme) => withCode(scheme, { key: "X" }), path: "codes.#.key" },
    "key-taken": {
      broken: (scheme) => withCode(withCode(scheme, { key: "q" }), { key: "Q" }, "another"),
      path: "codes.#.key",
    },
    "sign-taken": { broken: (scheme) => withCode(scheme, { sign: "S0" }), path: "codes.#.sign" },
    "anchors-order": { broken: (scheme) => withScale(scheme, [2, 1]), path: "items.#.anchors" },
    "starts-outside": { broken: (scheme) => withScale(scheme, [1, 2], 3), path: "items.#.startsFrom" },
    "formula-unknown": {
      broken: (scheme) => withFigure(scheme, { formula: { kind: "quotient", of: ["c0"], by: ["nobody"] } }),
      path: "figures.#.formula.by",
    },
    "thresholds-order": {
      broken: (scheme) => withFigure(scheme, { thresholds: { fair: 2, good: 1 } }),
      path: "figures.#.thresholds",
    },
    shape: { broken: (scheme) => ({ ...scheme, title: {} }), path: "title" },
  };

  test.each(Object.entries(breaks))("%s is found where it is", (kind, { broken, path }) => {
    fc.assert(
      fc.property(anyScheme, (scheme) => {
        const faults = schemeFaults(broken(scheme));
        expect(faults).toContainEqual({ kind, path: expect.anything() });
        const places = faults.filter((fault) => fault.kind === kind).map((fault) => fault.path.join("."));
        expect(places.at(-1)).toMatch(new RegExp(`^${path.replaceAll(".", "\\.").replaceAll("#", "\\d+")}$`));
        expect(schemeSchema.safeParse(broken(scheme)).success).toBe(false);
      }),
      { numRuns: 20 },
    );
  });
});

describe("the keys of codes", () => {
  test("never give two codes that can be heard in one utterance, and none that means something else", () => {
    fc.assert(
      fc.property(anyScheme, (scheme) => {
        const keys = keysOfCodes(scheme);
        for (const side of ["practitioner", "client"] as const) {
          const heard = scheme.codes.filter((code) => code.side === side || code.side === "any");
          const given = heard.map(({ id }) => keys.get(id)).filter((key) => key !== undefined);
          expect(new Set(given).size).toBe(given.length);
          expect(given.filter((key) => reservedCodingKeys.has(key))).toEqual([]);
        }
      }),
    );
  });

  test("are the code's own, and for others the digits that are left", () => {
    const code = (id: string, side: string, key?: string) => ({
      id,
      sign: id,
      labels: { en: id },
      side,
      groupId: "g",
      ...(key === undefined ? {} : { key }),
    });
    const codes = schemeShapeSchema.shape.codes.parse([
      code("a", "practitioner"),
      code("b", "practitioner", "1"),
      code("c", "client"),
      code("d", "any", "Q"),
    ]);
    expect([...keysOfCodes({ codes })]).toEqual([
      ["a", "2"],
      ["b", "1"],
      ["c", "1"],
      ["d", "q"],
    ]);
  });
});

function withCode(scheme: Scheme, part: object, id = "extra"): Scheme {
  const code = { id, sign: id, labels: { en: id }, side: "any", groupId: "g0", ...part };
  return schemeShapeSchema.parse({ ...scheme, codes: [...scheme.codes, code] });
}

function withSlots(scheme: Scheme, slots: readonly (readonly string[])[]): Scheme {
  const [first, ...others] = scheme.groups;
  return schemeShapeSchema.parse({ ...scheme, groups: [{ ...first, slots }, ...others] });
}

function withScale(scheme: Scheme, values: readonly number[], startsFrom?: number): Scheme {
  const anchors = values.map((value) => ({ value, labels: { en: String(value) } }));
  const start = startsFrom === undefined ? {} : { startsFrom };
  const item = { kind: "ordinal", id: "scale", labels: { en: "x" }, anchors, ...start };
  return schemeShapeSchema.parse({ ...scheme, items: [...scheme.items, item] });
}

function withFigure(scheme: Scheme, part: object): Scheme {
  const figure = { id: "extra", labels: { en: "x" }, formula: { kind: "sum", of: ["c0"] }, ...part };
  return schemeShapeSchema.parse({ ...scheme, figures: [...scheme.figures, figure] });
}
