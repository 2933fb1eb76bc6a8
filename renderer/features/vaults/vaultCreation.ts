/** The steps from nothing to a vault of one's own, as a value and what can happen to it. */
import { isRecoveryCodeGroup } from "../../../shared/domain/recoveryCode.ts";
import { type Language, type RolePair, usualRolePair } from "../../../shared/domain/settings.ts";
import type { Session } from "../../../shared/domain/vaultSummary.ts";

/** The fewest characters the vault process accepts. */
export const leastPassphraseCharacters = 12;
/** The least zxcvbn score (0–4) with which a vault is made: "safely unguessable". */
export const leastPassphraseScore = 3;

interface Chosen {
  readonly language: Language;
  readonly rolePair: RolePair;
}

interface Made {
  readonly session: Session;
  /** Shown this once. */
  readonly recoveryCode: string;
  /** The group to type back, from 1. */
  readonly group: number;
}

/** Nothing is on disk before `recovery`; from there on the vault exists and is unlocked. */
export type VaultCreation =
  | (Chosen & { readonly step: "words" })
  | (Chosen & { readonly step: "secret" })
  | (Made & { readonly step: "recovery" })
  | (Made & { readonly step: "verify"; readonly wasWrong: boolean })
  | { readonly step: "done" };

export const creationSteps = ["words", "secret", "recovery", "verify", "done"] as const;

/** Where creation begins, in the language that the page speaks. */
export function beginCreation(language: Language): VaultCreation {
  return { step: "words", language, rolePair: usualRolePair(language) };
}

/** One step back; the first step, and every step after the vault was made, stays where it is. */
export function stepBack(creation: VaultCreation): VaultCreation {
  switch (creation.step) {
    case "secret":
      return { ...creation, step: "words" };
    case "verify":
      return {
        step: "recovery",
        session: creation.session,
        recoveryCode: creation.recoveryCode,
        group: creation.group,
      };
    case "words":
    case "recovery":
    case "done":
      return creation;
  }
}

/**
 * Goes on once the vault exists.
 *
 * @param random - from 0 up to but not including 1; picks the group to be typed back
 */
export function vaultMade(session: Session, recoveryCode: string, random: number): VaultCreation {
  const groups = recoveryCode.split("-").length;
  return { step: "recovery", session, recoveryCode, group: Math.floor(random * groups) + 1 };
}

/** Compares what was typed back; the code is forgotten as soon as it was right. */
export function verifyGroup(
  creation: Extract<VaultCreation, { step: "verify" }>,
  typed: string,
): VaultCreation {
  return isRecoveryCodeGroup(creation.recoveryCode, creation.group, typed)
    ? { step: "done" }
    : { ...creation, wasWrong: true };
}
