/** Withdrawal codes: written, read back, and told apart from recovery codes. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { parseRecoveryCode } from "../../shared/domain/recoveryCode.ts";
import {
  formatWithdrawalCode,
  parseWithdrawalCode,
  withdrawalCodeSecret,
} from "../../shared/domain/withdrawalCode.ts";

const codeBytes = fc.uint8Array({ minLength: 10, maxLength: 10 });
const symbols = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

test("ten bytes become four groups of five, which are read back however they are typed", () => {
  const typings: ((code: string) => string)[] = [
    (code) => code,
    (code) => code.toLowerCase().replaceAll("-", " "),
    (code) => code.replaceAll("0", "o").replaceAll("1", "l"),
  ];
  fc.assert(
    fc.property(codeBytes, fc.constantFrom(...typings), (bytes, typing) => {
      const canonical = formatWithdrawalCode(bytes);
      expect(canonical).toMatch(/^([0-9A-Z]{5}-){3}[0-9A-Z]{5}$/);
      expect(parseWithdrawalCode(typing(canonical))).toEqual({ ok: true, bytes, canonical });
    }),
  );
});

test("one wrong symbol is found, and its group named", () => {
  fc.assert(
    fc.property(codeBytes, fc.nat(19), fc.nat(30), (bytes, position, add) => {
      const typed = [...formatWithdrawalCode(bytes).replaceAll("-", "")];
      typed[position] = symbols[(symbols.indexOf(typed[position] ?? "") + 1 + add) % 32] ?? "";
      expect(parseWithdrawalCode(typed.join(""))).toEqual({
        ok: false,
        reason: "checksum",
        group: Math.floor(position / 5) + 1,
      });
    }),
    { numRuns: 1_000 },
  );
});

test("it is no recovery code, nor the other way round", () => {
  const code = formatWithdrawalCode(new Uint8Array(10).fill(7));
  expect(parseRecoveryCode(code)).toEqual({ ok: false, reason: "length" });
  expect(parseWithdrawalCode(`${code}-${code}`)).toEqual({ ok: false, reason: "length" });
});

test("the secret is labelled, and a copy", () => {
  const bytes = new Uint8Array(10).fill(7);
  const secret = withdrawalCodeSecret(bytes);
  bytes.fill(0);
  expect(new TextDecoder().decode(secret.slice(0, -10))).toBe("lyhord/withdrawal-code/1:");
  expect(secret.slice(-10)).toEqual(new Uint8Array(10).fill(7));
});

test("a code of another length is not written", () => {
  expect(() => formatWithdrawalCode(new Uint8Array(20))).toThrow(RangeError);
  expect(() => withdrawalCodeSecret(new Uint8Array(9))).toThrow(RangeError);
});
