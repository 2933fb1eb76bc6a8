/** The steps in which a vault is made, and what a person types to open it. */
import { describe, expect, test } from "vitest";
import { secretBytes, withSecretBytes } from "../../renderer/features/vaults/secretBytes.ts";
import {
  beginCreation,
  stepBack,
  type VaultCreation,
  vaultMade,
  verifyGroup,
} from "../../renderer/features/vaults/vaultCreation.ts";
import { formatRecoveryCode } from "../../shared/domain/recoveryCode.ts";
import { languages, usualRolePair } from "../../shared/domain/settings.ts";
import type { Session, VaultSummary } from "../../shared/domain/vaultSummary.ts";

const session: Session = {
  vaultId: "00000000-0000-0000-0000-000000000001" as VaultSummary["id"],
  name: "Kerstin",
  fingerprint: "7F3A",
  erasedWhileLocked: 0,
  clock: { phase: "trusted" },
};
const recoveryCode = formatRecoveryCode(Uint8Array.from({ length: 20 }, (_, index) => index * 13));
const verify = (group: number): Extract<VaultCreation, { step: "verify" }> => ({
  step: "verify",
  session,
  recoveryCode,
  group,
  wasWrong: false,
});

describe("the steps", () => {
  test("each language begins with its usual words", () => {
    expect(languages.map(usualRolePair)).toEqual([
      "adviser-client",
      "guide-user",
      "adviser-citizen",
      "adviser-client",
    ]);
  });

  test("back leads to the step before, as long as nothing is on disk", () => {
    const begun = beginCreation("sv");
    const secret: VaultCreation = { step: "secret", language: "sv", rolePair: "guide-user" };
    expect([stepBack(begun), stepBack(secret)]).toEqual([
      begun,
      { step: "words", language: "sv", rolePair: "guide-user" },
    ]);
  });

  test("once the vault is made, back never leads before the recovery code", () => {
    const made = vaultMade(session, recoveryCode, 0);
    expect(stepBack(made)).toEqual(made);
    expect(stepBack(verify(1))).toEqual(made);
  });

  test("any of the eight groups may be asked for", () => {
    const groups = [0, 0.124, 0.125, 0.5, 0.999].map((random) => vaultMade(session, recoveryCode, random));
    expect(groups.map((creation) => "group" in creation && creation.group)).toEqual([1, 1, 2, 5, 8]);
  });
});

describe("typing back a group", () => {
  const [first = "", second = ""] = recoveryCode.split("-");

  test("the right group, in any case, ends it and the code is forgotten", () => {
    expect(verifyGroup(verify(2), ` ${second.toLowerCase()} `)).toEqual({ step: "done" });
  });

  test("another group of the same code is wrong", () => {
    expect(verifyGroup(verify(2), first)).toEqual({ ...verify(2), wasWrong: true });
  });

  test("nothing, and the whole code, are wrong", () => {
    expect(["", recoveryCode].map((typed) => verifyGroup(verify(2), typed).step)).toEqual([
      "verify",
      "verify",
    ]);
  });
});

describe("the secret", () => {
  test("å typed as one or as two code points is the same secret", () => {
    expect(secretBytes("granen i a\u030a")).toEqual(secretBytes("granen i \u00e5"));
  });

  test("different passphrases are different bytes", () => {
    expect(secretBytes("Granen")).not.toEqual(secretBytes("granen"));
  });

  test("its bytes are wiped afterwards, also when the vault refuses", async () => {
    const seen: Uint8Array[] = [];
    const keep = (bytes: Uint8Array) => {
      seen.push(bytes);
      expect(bytes.some((byte) => byte !== 0)).toBe(true);
    };
    await withSecretBytes("rätt", async (bytes) => keep(bytes));
    await expect(
      withSecretBytes("fel", async (bytes) => {
        keep(bytes);
        throw new Error("refused");
      }),
    ).rejects.toThrow("refused");
    expect(seen.map((bytes) => bytes.every((byte) => byte === 0))).toEqual([true, true]);
  });
});
