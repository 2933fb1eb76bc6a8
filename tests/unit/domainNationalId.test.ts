/** National numbers: synthetic ones that pass, and near misses that must not. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { findNationalIds } from "../../shared/domain/nationalId.ts";

const found = (text: string) => findNationalIds(text).map(({ kind, confidence }) => `${kind} ${confidence}`);

describe("Swedish numbers", () => {
  test.each([
    ["811228-9874", "personnummer certain"],
    ["19811228-9874", "personnummer certain"],
    ["198112289874", "personnummer certain"],
    ["1981-12-28-9874", "personnummer certain"],
    ["8112289874", "personnummer likely"],
    ["670919-9530", "personnummer certain"],
    ["121212+1212", "personnummer certain"],
    ["811228–9874", "personnummer certain"],
    ["701063-2391", "samordningsnummer certain"],
    ["640883-3231", "samordningsnummer certain"],
  ])("%s is a %s", (text, expected) => {
    expect(found(text)).toEqual([expected]);
  });

  test("the helper below writes a number that passes", () => {
    expect(swedish("811228", "987")).toBe("19811228-9874");
  });

  test.each([
    ["a wrong check digit", "19811228-9873"],
    ["a month that does not exist", swedish("811328", "987")],
    ["a day that does not exist", swedish("810230", "987")],
    ["29 February of a common year", swedish("810229", "987")],
    ["a digit too many", "119811228-98740"],
    ["a case number", "2024-1234"],
  ])("%s is not one", (_, text) => {
    expect(found(text).filter((finding) => !finding.startsWith("cpr"))).toEqual([]);
  });
});

describe("Norwegian numbers", () => {
  test.each([
    ["29029600013", "fodselsnummer certain"],
    ["290296 00013", "fodselsnummer certain"],
    [norwegian("010180"), "fodselsnummer certain"],
    [norwegian("410180"), "d-number certain"],
    [norwegian("014180"), "h-number certain"],
    [norwegian("018180"), "fodselsnummer certain"],
  ])("%s is a %s", (text, expected) => {
    expect(found(text)).toEqual([expected]);
  });

  test("changing either check digit makes it none", () => {
    expect(found("29029600014")).toEqual([]);
    expect(found("29029600023")).toEqual([]);
  });

  test("29 February is only accepted in a leap year", () => {
    expect(found(norwegian("290297"))).toEqual([]);
  });
});

describe("Danish numbers", () => {
  test("a valid date and form are likely, the checksum makes it certain", () => {
    expect(found("310585-1239")).toEqual(["cpr likely"]);
    expect(found(danish("310585"))).toEqual(["cpr certain"]);
  });

  test.each(["320585-1230", "311385-1230", "000085-1230", "300285-1231"])("%s has no valid date", (text) => {
    expect(found(text)).toEqual([]);
  });

  test("the seventh digit tells whether 29 February existed", () => {
    expect(found("290200-4001").length).toBe(1);
    expect(found("290200-0001")).toEqual([]);
  });
});

test("positions are those of the number in its sentence, several in order", () => {
  const text = "Kund 811228-9874, handläggare 29029600013.";
  expect(findNationalIds(text).map((at) => text.slice(at.startIndex, at.endIndex))).toEqual([
    "811228-9874",
    "29029600013",
  ]);
});

test.each(["", "Tallen", "klockan 10.30", "12 345 678", "2026-01-15", "+46 70 123 45 67", "1234567890123"])(
  "%j holds none",
  (text) => {
    expect(findNationalIds(text)).toEqual([]);
  },
);

test("one wrong digit in a Swedish number with century is always noticed", () => {
  fc.assert(
    fc.property(fc.integer({ min: 8, max: 11 }), fc.integer({ min: 1, max: 9 }), (position, add) => {
      const digits = [..."198112289874"].map(Number);
      digits[position] = ((digits[position] ?? 0) + add) % 10;
      expect(findNationalIds(digits.join(""))).toEqual([]);
    }),
  );
});

test("findings never overlap and lie within any text", () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(..."0123456789-+ .a") }), (text) => {
      let end = 0;
      for (const { startIndex, endIndex } of findNationalIds(text)) {
        expect(startIndex).toBeGreaterThanOrEqual(end);
        expect(endIndex).toBeGreaterThan(startIndex);
        end = endIndex;
      }
      expect(end).toBeLessThanOrEqual(text.length);
    }),
  );
});

/** With its century, and a check digit by Luhn, whether the date exists or not. */
function swedish(date: string, serial: string): string {
  const sum = [...`${date}${serial}`].reduce((total, digit, index) => {
    const doubled = Number(digit) * (index % 2 === 0 ? 2 : 1);
    return total + Math.floor(doubled / 10) + (doubled % 10);
  }, 0);
  return `19${date}-${serial}${(10 - (sum % 10)) % 10}`;
}

/** The first number of that date that has check digits. */
function norwegian(date: string): string {
  const check = (digits: string, weights: number[]) =>
    (11 - (weights.reduce((sum, weight, index) => sum + weight * Number(digits[index]), 0) % 11)) % 11;
  for (let serial = 100; ; serial += 1) {
    const first = check(`${date}${serial}`, [3, 7, 6, 1, 8, 9, 4, 5, 2]);
    const second = check(`${date}${serial}${first}`, [5, 4, 3, 2, 7, 6, 5, 4, 3, 2]);
    if (first !== 10 && second !== 10) return `${date}${serial}${first}${second}`;
  }
}

function danish(date: string): string {
  const weights = [4, 3, 2, 7, 6, 5, 4, 3, 2];
  for (let serial = 100; ; serial += 1) {
    const sum = weights.reduce(
      (total, weight, index) => total + weight * Number(`${date}${serial}`[index]),
      0,
    );
    const check = (11 - (sum % 11)) % 11;
    if (check !== 10) return `${date}-${serial}${check}`;
  }
}
