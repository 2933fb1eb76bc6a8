/** MITI 4.2.1: volleys, counts and summary scores against cases worked by hand. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  countedInVolley,
  type MitiCode,
  type MitiCounts,
  type MitiTurn,
  mitiBehaviours,
  summarizeMiti,
  volleysOf,
} from "../../shared/domain/miti.ts";

const none: MitiCounts = {
  GI: 0,
  Persuade: 0,
  PersuadeWithPermission: 0,
  Q: 0,
  SR: 0,
  CR: 0,
  AF: 0,
  Seek: 0,
  Emphasize: 0,
  Confront: 0,
};
const practitioner = (...codes: readonly (readonly MitiCode[])[]): MitiTurn => ({
  speaker: "practitioner",
  codes,
});
const client: MitiTurn = { speaker: "client", codes: [] };
const mm: MitiTurn = { ...client, facilitative: true };
const other: MitiTurn = { speaker: "other", codes: [] };
const countsOf = (...turns: readonly MitiTurn[]) => summarizeMiti({ turns }).counts;

const anyCode = fc.constantFrom<MitiCode>(...mitiBehaviours, "NC");
const anyTurn: fc.Arbitrary<MitiTurn> = fc.record({
  speaker: fc.constantFrom("practitioner", "client", "other"),
  facilitative: fc.boolean(),
  codes: fc.array(fc.array(anyCode, { maxLength: 3 }), { maxLength: 4 }),
});
const anyTurns = fc.array(anyTurn, { maxLength: 30 });
const sumOf = (counts: MitiCounts) => Object.values(counts).reduce((total, count) => total + count, 0);

describe("a conversation worked by hand", () => {
  const turns = [
    practitioner(["GI"], ["Q"]),
    client,
    practitioner(["SR"], ["CR"], ["Q"]),
    mm,
    practitioner(["Q"], ["AF"]),
    client,
    practitioner(["SR"], ["SR"]),
    client,
    practitioner(["Seek"], ["Emphasize"], ["NC"]),
    other,
    practitioner(["Persuade"], ["Confront"]),
    client,
    practitioner(["PersuadeWithPermission"], ["Persuade"], ["CR"]),
  ];
  const globals = { cultivatingChangeTalk: 3, softeningSustainTalk: 4, partnership: 4, empathy: 3 };

  test("is counted per volley, each code once, and summed up", () => {
    expect(summarizeMiti({ turns, globals })).toEqual({
      counts: {
        ...none,
        GI: 1,
        Persuade: 1,
        PersuadeWithPermission: 1,
        Q: 2,
        SR: 1,
        CR: 2,
        AF: 1,
        Seek: 1,
        Emphasize: 1,
        Confront: 1,
      },
      technical: 3.5,
      relational: 3.5,
      percentComplexReflections: 200 / 3,
      reflectionToQuestionRatio: 1.5,
      miAdherent: 3,
      miNonAdherent: 2,
      guidance: {
        technical: "fair",
        relational: "fair",
        percentComplexReflections: "good",
        reflectionToQuestionRatio: "fair",
      },
    });
  });

  test("without a target behaviour has no technical score, and the rest as before", () => {
    const { technical, relational, guidance } = summarizeMiti({
      turns,
      globals: { partnership: 5, empathy: 4 },
    });
    expect({ technical, relational, guidance: guidance.technical }).toEqual({
      technical: undefined,
      relational: 4.5,
      guidance: undefined,
    });
  });

  test("with one of two globals unrated has no mean of them", () => {
    const { technical, relational } = summarizeMiti({
      turns,
      globals: { softeningSustainTalk: 3, empathy: 3 },
    });
    expect([technical, relational]).toEqual([undefined, undefined]);
  });
});

test("what cannot be divided is undefined, never 0", () => {
  expect(summarizeMiti({ turns: [] })).toEqual({
    counts: none,
    technical: undefined,
    relational: undefined,
    percentComplexReflections: undefined,
    reflectionToQuestionRatio: undefined,
    miAdherent: 0,
    miNonAdherent: 0,
    guidance: {
      technical: undefined,
      relational: undefined,
      percentComplexReflections: undefined,
      reflectionToQuestionRatio: undefined,
    },
  });
  expect(summarizeMiti({ turns: [practitioner(["SR"])] })).toMatchObject({
    percentComplexReflections: 0,
    reflectionToQuestionRatio: undefined,
  });
  expect(summarizeMiti({ turns: [practitioner(["Q"])] })).toMatchObject({
    percentComplexReflections: undefined,
    reflectionToQuestionRatio: 0,
  });
});

test.each([
  [{ cultivatingChangeTalk: 5 }],
  [{ softeningSustainTalk: 5 }],
  [{ partnership: 5 }],
  [{ empathy: 5 }],
  [{ cultivatingChangeTalk: 5, partnership: 5 }],
  [{ softeningSustainTalk: 5, empathy: 5 }],
])("with %o alone neither mean is defined, nor what experts think of it", (globals) => {
  const { technical, relational, guidance } = summarizeMiti({ turns: [], globals });
  expect([technical, relational, guidance.technical, guidance.relational]).toEqual(Array(4).fill(undefined));
});

test("what is in keeping with MI and what is not are sums of volleys; persuading with permission is in neither", () => {
  const volleys = (code: MitiCode, count: number) =>
    Array.from({ length: count }, () => [practitioner([code], [code]), client]).flat();
  const { miAdherent, miNonAdherent } = summarizeMiti({
    turns: [
      ...volleys("Seek", 2),
      ...volleys("AF", 1),
      ...volleys("Emphasize", 3),
      ...volleys("Confront", 1),
      ...volleys("Persuade", 2),
      ...volleys("PersuadeWithPermission", 4),
    ],
  });
  expect([miAdherent, miNonAdherent]).toEqual([6, 3]);
});

test.each([
  [1, "below"],
  [2, "below"],
  [3, "fair"],
  [4, "good"],
  [5, "good"],
])("a technical score of %d is %s", (rating, guidance) => {
  const globals = { cultivatingChangeTalk: rating, softeningSustainTalk: rating };
  expect(summarizeMiti({ turns: [], globals }).guidance.technical).toBe(guidance);
});

test.each([
  [3, 3, "below"],
  [3, 4, "fair"],
  [4, 4, "good"],
])("partnership %d and empathy %d are a relational score that is %s", (partnership, empathy, guidance) => {
  expect(summarizeMiti({ turns: [], globals: { partnership, empathy } }).guidance.relational).toBe(guidance);
});

test.each([
  [39, "below"],
  [40, "fair"],
  [49, "fair"],
  [50, "good"],
])("%d complex reflections of a hundred are %s", (complex, guidance) => {
  const turns = Array.from({ length: 100 }, (_, index) => [
    practitioner([index < complex ? "CR" : "SR"]),
    client,
  ]);
  expect(summarizeMiti({ turns: turns.flat() }).guidance.percentComplexReflections).toBe(guidance);
});

test.each([
  [9, 10, "below"],
  [10, 10, "fair"],
  [19, 10, "fair"],
  [20, 10, "good"],
])("%d reflections to %d questions are %s", (reflections, questions, guidance) => {
  const volleys = (code: MitiCode, count: number) =>
    Array.from({ length: count }, () => [practitioner([code]), client]);
  const turns = [...volleys("SR", reflections), ...volleys("Q", questions)].flat();
  expect(summarizeMiti({ turns }).guidance.reflectionToQuestionRatio).toBe(guidance);
});

test.each([0, 6, 2.5, Number.NaN])("a global of %d is refused", (rating) => {
  expect(() => summarizeMiti({ turns: [], globals: { empathy: rating } })).toThrow(RangeError);
});

describe("a volley", () => {
  test("goes on over a client's mm, and ends with the client's answer or with anyone else", () => {
    expect([
      countsOf(practitioner(["Q"]), mm, practitioner(["Q"])).Q,
      countsOf(practitioner(["Q"]), client, practitioner(["Q"])).Q,
      countsOf(practitioner(["Q"]), other, practitioner(["Q"])).Q,
      countsOf(practitioner(["Q"]), { ...other, facilitative: true }, practitioner(["Q"])).Q,
      countsOf(practitioner(["Q"]), practitioner(["Q"])).Q,
    ]).toEqual([1, 2, 2, 2, 1]);
  });

  test("has one place for reflections and one for persuasion", () => {
    expect([
      [...countedInVolley(["SR", "CR", "SR"])],
      [...countedInVolley(["Persuade", "PersuadeWithPermission"])],
      [...countedInVolley(["PersuadeWithPermission", "Persuade"])],
      [...countedInVolley(["NC"])],
    ]).toEqual([["CR"], ["PersuadeWithPermission"], ["PersuadeWithPermission"], []]);
  });

  test("in which everything was heard counts eight", () => {
    expect(countedInVolley(mitiBehaviours).size).toBe(8);
  });

  test("does not count what the client's turn was coded with", () => {
    expect(countsOf({ speaker: "client", codes: [["Q"]] }, { speaker: "other", codes: [["GI"]] })).toEqual(
      none,
    );
  });
});

describe("laws", () => {
  test("counts are added up over volleys, of which none has more than eight", () => {
    fc.assert(
      fc.property(anyTurns, (turns) => {
        const perVolley = volleysOf(turns).map((volley) => summarizeMiti({ turns: volley }).counts);
        for (const counts of perVolley) expect(sumOf(counts)).toBeLessThanOrEqual(8);
        const added = mitiBehaviours.map((name) =>
          perVolley.reduce((total, counts) => total + counts[name], 0),
        );
        const { counts } = summarizeMiti({ turns });
        expect(mitiBehaviours.map((name) => counts[name])).toEqual(added);
      }),
      { numRuns: 500 },
    );
  });

  test("the order of codes within a volley is of no matter, nor how it is cut into utterances", () => {
    fc.assert(
      fc.property(fc.array(anyCode, { maxLength: 12 }), (codes) => {
        const oneEach = codes.toReversed().map((code) => [code]);
        expect(countsOf(practitioner(...oneEach))).toEqual(countsOf(practitioner(codes)));
      }),
    );
  });

  test("nor how it is spread over turns with a client's mm between them", () => {
    fc.assert(
      fc.property(fc.array(anyCode, { maxLength: 12 }), (codes) => {
        const turns = codes.toReversed().flatMap((code) => [practitioner([code]), mm]);
        expect(countsOf(...turns)).toEqual(countsOf(practitioner(codes)));
      }),
    );
  });

  test("a facilitative turn that is taken out changes nothing", () => {
    fc.assert(
      fc.property(anyTurns, (turns) => {
        const without = turns.filter(
          ({ speaker, facilitative }) => speaker !== "client" || facilitative !== true,
        );
        expect(countsOf(...without)).toEqual(countsOf(...turns));
      }),
    );
  });
});
