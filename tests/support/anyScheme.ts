/** Coding schemes whose parts fit each other, for properties. */
import fc from "fast-check";
import { type Scheme, schemeShapeSchema } from "../../shared/domain/scheme.ts";

const words = fc
  .string({ minLength: 1, maxLength: 20, unit: "grapheme" })
  .map((text) => text.trim())
  .filter((text) => text !== "")
  .map((en) => ({ en, sv: en }));

/** What is drawn; ids, signs and keys are numbered, so that they are unique. */
const drawn = fc.record({
  title: words,
  unit: fc.constantFrom("utterance" as const, "volley" as const),
  usesTarget: fc.boolean(),
  groups: fc.array(words, { minLength: 1, maxLength: 4 }),
  codes: fc.array(
    fc.record({
      labels: words,
      side: fc.constantFrom("practitioner" as const, "client" as const, "any" as const),
      hasKey: fc.boolean(),
      needs: fc.boolean(),
      group: fc.nat(),
    }),
    { minLength: 4, maxLength: 10 },
  ),
  items: fc.array(
    fc.record({
      labels: words,
      isCount: fc.boolean(),
      values: fc.uniqueArray(fc.integer({ min: -100, max: 100 }), { minLength: 2, maxLength: 11 }),
      start: fc.nat(),
    }),
    { maxLength: 5 },
  ),
  figures: fc.array(
    fc.record({
      labels: words,
      kind: fc.constantFrom("sum" as const, "mean" as const, "quotient" as const, "percent" as const),
      of: fc.array(fc.nat(), { minLength: 1, maxLength: 4 }),
      by: fc.array(fc.nat(), { minLength: 1, maxLength: 4 }),
      thresholds: fc.option(fc.tuple(fc.integer({ min: 0, max: 50 }), fc.integer({ min: 50, max: 100 }))),
    }),
    { maxLength: 4 },
  ),
  lengths: fc.tuple(fc.nat(600_000), fc.nat(600_000), fc.integer({ min: 1, max: 600_000 })),
});

/** Any scheme that can be used; each of its groups has at least one code. */
export const anyScheme: fc.Arbitrary<Scheme> = drawn.map((parts) => {
  const groups = parts.groups.map((labels, index) => ({ id: `g${index}`, labels }));
  const codes = parts.codes.map((code, index) => {
    // The first codes go round the groups, so that none is empty.
    const group = (index < groups.length ? index : code.group) % groups.length;
    const needed = group === 0 ? undefined : "c0";
    return {
      id: `c${index}`,
      sign: `S${index}`,
      labels: code.labels,
      side: code.side,
      groupId: `g${group}`,
      ...(code.hasKey ? { key: "1234567890"[index] } : {}),
      ...(code.needs && needed !== undefined ? { needs: [needed] } : {}),
    };
  });
  const items = parts.items.map(({ labels, isCount, values, start }, index) => {
    const ascending = values.toSorted((a, b) => a - b);
    return isCount
      ? { kind: "count", id: `i${index}`, labels }
      : {
          kind: index % 2 === 0 ? "global" : "ordinal",
          id: `i${index}`,
          labels,
          anchors: ascending.map((value) => ({ value, labels })),
          startsFrom: ascending[start % ascending.length],
        };
  });
  const known = [...codes, ...items].map(({ id }) => id);
  const named = (at: readonly number[]) => at.map((place) => known[place % known.length]);
  const [counted, more, longer] = parts.lengths;
  return schemeShapeSchema.parse({
    format: 1,
    id: "own-any",
    version: 1,
    title: parts.title,
    about: parts.title,
    unit: parts.unit,
    usesTarget: parts.usesTarget,
    sample: {
      drawn: "random",
      lengthMs: counted + more + longer,
      ratedFromMs: counted + more,
      countedBelowMs: counted,
    },
    groups: groups.map((group) => {
      const members = codes.filter(({ groupId }) => groupId === group.id).map(({ id }) => id);
      return members.length < 2 ? group : { ...group, slots: [members.slice(0, 2)] };
    }),
    codes,
    items,
    figures: parts.figures.map(({ labels, kind, of, by, thresholds }, index) => ({
      id: `f${index}`,
      labels,
      formula:
        kind === "sum" || kind === "mean" ? { kind, of: named(of) } : { kind, of: named(of), by: named(by) },
      ...(thresholds === null ? {} : { thresholds: { fair: thresholds[0], good: thresholds[1] } }),
    })),
  });
});
