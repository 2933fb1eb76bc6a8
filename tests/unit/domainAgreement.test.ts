/** Agreement between coders against published examples, and where it is undefined. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { cohenKappa, fleissKappa, icc21 } from "../../shared/domain/agreement.ts";

const times = <T>(count: number, value: T): T[] => Array.from({ length: count }, () => value);
type Pair = [string, string];

describe("Cohen's κ", () => {
  test("of fifty applications read by two people is 0.4", () => {
    const pairs: Pair[] = [
      ...times<Pair>(20, ["yes", "yes"]),
      ...times<Pair>(5, ["yes", "no"]),
      ...times<Pair>(10, ["no", "yes"]),
      ...times<Pair>(15, ["no", "no"]),
    ];
    expect(cohenKappa(pairs)).toBeCloseTo(0.4, 12);
  });

  test("is 1 where all is the same, below 0 where nothing is, and undefined where chance decides", () => {
    expect([
      cohenKappa([
        ["Q", "Q"],
        ["SR", "SR"],
      ]),
      cohenKappa([
        ["Q", "SR"],
        ["SR", "Q"],
      ]),
      cohenKappa([]),
      cohenKappa(times<Pair>(3, ["Q", "Q"])),
    ]).toEqual([1, -1, undefined, undefined]);
  });

  test("is the same whoever is named first", () => {
    const code = fc.constantFrom("Q", "SR", "CR", "GI");
    fc.assert(
      fc.property(fc.array(fc.tuple(code, code)), (pairs) => {
        const swapped = pairs.map(([first, second]): Pair => [second, first]);
        expect(cohenKappa(swapped)).toEqual(cohenKappa(pairs));
      }),
    );
  });
});

describe("Fleiss' κ", () => {
  const fourteenPhysicians = [
    [0, 0, 0, 0, 14],
    [0, 2, 6, 4, 2],
    [0, 0, 3, 5, 6],
    [0, 3, 9, 2, 0],
    [2, 2, 8, 1, 1],
    [7, 7, 0, 0, 0],
    [3, 2, 6, 3, 0],
    [2, 5, 3, 2, 2],
    [6, 5, 2, 1, 0],
    [0, 2, 2, 3, 7],
  ];

  test("of fourteen people and ten subjects is 0.210", () => {
    expect(fleissKappa(fourteenPhysicians)).toBeCloseTo(0.20993, 5);
  });

  test("is undefined without units, with one coder, and where one code is used throughout", () => {
    expect([
      fleissKappa([]),
      fleissKappa([
        [1, 0],
        [0, 1],
      ]),
      fleissKappa([
        [3, 0],
        [3, 0],
      ]),
      fleissKappa([
        [3, 0],
        [0, 3],
      ]),
    ]).toEqual([undefined, undefined, undefined, 1]);
  });

  test.each([
    [
      "a row of fewer coders",
      [
        [2, 0],
        [1, 0],
      ],
    ],
    ["a row of fewer codes", [[2, 0], [2]]],
    [
      "less than none",
      [
        [3, -1],
        [1, 1],
      ],
    ],
    [
      "half a coder",
      [
        [1.5, 0.5],
        [1, 1],
      ],
    ],
  ])("refuses %s", (_, counts) => {
    expect(() => fleissKappa(counts)).toThrow(RangeError);
  });
});

describe("ICC(2,1)", () => {
  const sixTargets = [
    [9, 2, 5, 8],
    [6, 1, 3, 2],
    [8, 4, 6, 8],
    [7, 1, 2, 6],
    [10, 5, 6, 9],
    [6, 2, 4, 7],
  ];

  test("of Shrout and Fleiss' six targets and four judges is 0.29", () => {
    expect(icc21(sixTargets)).toBeCloseTo(0.2898, 4);
  });

  test("is 1 where coders agree, and less where one is always higher", () => {
    expect([
      icc21([
        [1, 1],
        [3, 3],
        [5, 5],
      ]),
      icc21([
        [1, 2],
        [3, 4],
        [5, 6],
      ]),
    ]).toEqual([1, expect.closeTo(8 / 9, 12)]);
  });

  test("is undefined with one row or one coder, and where nothing varies between conversations or coders", () => {
    expect([
      icc21([]),
      icc21([[1, 2]]),
      icc21([[1], [2]]),
      icc21(times(3, [3.3, 3.3, 3.3])),
      icc21([
        [1, 2],
        [2, 1],
      ]),
    ]).toEqual(times(5, undefined));
  });

  test.each([
    ["rows of different lengths", [[1, 2], [1]]],
    [
      "what is no number",
      [
        [1, Number.NaN],
        [1, 2],
      ],
    ],
  ])("refuses %s", (_, matrix) => {
    expect(() => icc21(matrix)).toThrow(RangeError);
  });

  test("does not change when all is shifted or stretched", () => {
    const matrix = fc.integer({ min: 2, max: 4 }).chain((columns) =>
      fc.array(fc.array(fc.integer({ min: 1, max: 5 }), { minLength: columns, maxLength: columns }), {
        minLength: 3,
        maxLength: 8,
      }),
    );
    fc.assert(
      fc.property(matrix, (values) => {
        const shifted = values.map((row) => row.map((value) => 4 * value - 7));
        const [before, after] = [icc21(values), icc21(shifted)];
        if (before === undefined) expect(after).toBeUndefined();
        else expect(after).toBeCloseTo(before, 9);
      }),
    );
  });
});
