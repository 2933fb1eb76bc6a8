/** Recovery codes: written, read back, and no single slip passes. */
import fc from "fast-check";
import { expect, test } from "vitest";
import {
  formatRecoveryCode,
  isRecoveryCodeGroup,
  parseRecoveryCode,
  recoveryCodeSecret,
} from "../../shared/domain/recoveryCode.ts";

const symbols = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const codeBytes = fc.uint8Array({ minLength: 20, maxLength: 20 });
const zeros = "00001-00002-00003-00004-00005-00006-00007-00008";

test("twenty bytes become eight groups of five", () => {
  expect(formatRecoveryCode(new Uint8Array(20))).toBe(zeros);
  expect(formatRecoveryCode(new Uint8Array(20).fill(255))).toMatch(/^(ZZZZ.-){7}ZZZZ.$/);
});

test("what was written is read back, however it is typed", () => {
  const typings: ((code: string) => string)[] = [
    (code) => code,
    (code) => code.toLowerCase(),
    (code) => code.replaceAll("-", ""),
    (code) => ` ${code.replaceAll("-", "  ")}\n`,
    (code) => code.replaceAll("-", "–"),
    (code) => code.replaceAll("0", "O").replaceAll("1", "l"),
    (code) => code.replaceAll("0", "o").replaceAll("1", "I"),
  ];
  fc.assert(
    fc.property(codeBytes, fc.constantFrom(...typings), (bytes, typing) => {
      const canonical = formatRecoveryCode(bytes);
      expect(parseRecoveryCode(typing(canonical))).toEqual({ ok: true, bytes, canonical });
    }),
  );
});

test("one wrong symbol is found, and its group named", () => {
  fc.assert(
    fc.property(codeBytes, fc.nat(39), fc.nat(30), (bytes, position, add) => {
      const typed = [...formatRecoveryCode(bytes).replaceAll("-", "")];
      typed[position] = symbols[(symbols.indexOf(typed[position] ?? "") + 1 + add) % 32] ?? "";
      expect(parseRecoveryCode(typed.join(""))).toEqual({
        ok: false,
        reason: "checksum",
        group: Math.floor(position / 5) + 1,
      });
    }),
    { numRuns: 2_000 },
  );
});

test("two neighbours swapped are found, also across groups", () => {
  fc.assert(
    fc.property(codeBytes, fc.nat(38), (bytes, position) => {
      const typed = [...formatRecoveryCode(bytes).replaceAll("-", "")];
      const [first = "", second = ""] = [typed[position], typed[position + 1]];
      fc.pre(first !== second);
      typed.splice(position, 2, second, first);
      expect(parseRecoveryCode(typed.join(""))).toMatchObject({ ok: false, reason: "checksum" });
    }),
    { numRuns: 2_000 },
  );
});

test("two groups swapped are found", () => {
  fc.assert(
    fc.property(codeBytes, fc.nat(7), fc.nat(7), (bytes, one, other) => {
      fc.pre(one !== other);
      const groups = formatRecoveryCode(bytes).split("-");
      const swapped = groups.with(one, groups[other] ?? "").with(other, groups[one] ?? "");
      expect(parseRecoveryCode(swapped.join("-"))).toMatchObject({ ok: false, reason: "checksum" });
    }),
  );
});

test.each([
  ["", { ok: false, reason: "length" }],
  [zeros.slice(0, -1), { ok: false, reason: "length" }],
  [`${zeros}0`, { ok: false, reason: "length" }],
  [zeros.replace("00003", "0U003"), { ok: false, reason: "character", group: 3 }],
  [zeros.replace("00008", "000Å8"), { ok: false, reason: "character", group: 8 }],
])("%j is refused with its reason", (text, expected) => {
  expect(parseRecoveryCode(text)).toEqual(expected);
});

test("any text is read or refused, never thrown over", () => {
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom(..."0OIlUuÅ-–_ \n\u0000ⅨＡ\u{1F600}") }),
      (text) => void parseRecoveryCode(text),
    ),
  );
});

test("one group can be typed back to show that the code was written down", () => {
  expect(isRecoveryCodeGroup(zeros, 3, " oooo3 ")).toBe(true);
  expect(isRecoveryCodeGroup(zeros, 3, "00004")).toBe(false);
  expect(isRecoveryCodeGroup(zeros, 9, "")).toBe(false);
});

test("the secret differs from the code's bytes and from its text, and is a copy", () => {
  const bytes = new Uint8Array(20).fill(7);
  const secret = recoveryCodeSecret(bytes);
  bytes.fill(0);
  expect(secret.length).toBe(43);
  expect(secret.slice(-20)).toEqual(new Uint8Array(20).fill(7));
});

test("a code of another length is not written", () => {
  expect(() => formatRecoveryCode(new Uint8Array(16))).toThrow(RangeError);
  expect(() => recoveryCodeSecret(new Uint8Array(21))).toThrow(RangeError);
});
