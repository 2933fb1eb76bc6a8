/** Finds in a line what may tell who somebody is; a person decides on each. */
import type { IdentifyingKind } from "./deidentification.ts";
import { findIdentifyingNames } from "./identifyingNames.ts";
import { findIdentifyingNumbers } from "./identifyingNumbers.ts";

/** Something found in `[startIndex, endIndex)`, in UTF-16 units; `weak` where it may as well be an ordinary word or number. */
export interface IdentifyingFinding {
  readonly kind: IdentifyingKind;
  readonly startIndex: number;
  readonly endIndex: number;
  readonly strength: "strong" | "weak";
}

/**
 * Finds numbers, addresses, dates and names, in Swedish, Norwegian, Danish and English alike.
 *
 * What stands in square brackets was replaced already, or is a remark of whoever wrote the text down, and is passed over.
 * A genitive's s is no part of a finding.
 *
 * @param knownNames - names that are known from elsewhere, of one or more words each
 * @returns in order, not overlapping, none of them empty; empty if there are none
 */
export function findIdentifyingWords(text: string, knownNames: readonly string[] = []): IdentifyingFinding[] {
  const covered = new Uint8Array(text.length);
  for (const match of text.matchAll(/\[[^[\]\n]{1,80}\]/g)) {
    covered.fill(1, match.index, match.index + match[0].length);
  }
  const found: IdentifyingFinding[] = [];
  // What is surer of its form comes first, and keeps what it covers.
  for (const finding of [...findIdentifyingNumbers(text), ...findIdentifyingNames(text, knownNames)]) {
    const { startIndex, endIndex } = finding;
    if (covered.subarray(startIndex, endIndex).includes(1)) continue;
    covered.fill(1, startIndex, endIndex);
    found.push(finding);
  }
  return found.sort((a, b) => a.startIndex - b.startIndex);
}
