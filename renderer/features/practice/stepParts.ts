/** The parts of a learning arrow, from its beginning to its point. */
import type { StepWords } from "../../../shared/domain/practice.ts";

export const stepParts = ["skill", "situation", "effect"] as const satisfies readonly (keyof StepWords)[];

/** The most that a part may hold (shared/domain/practice.ts). */
export const longestPart = 300;
/** The most that may be written of what a step taught, and in an entry of the log. */
export const longestText = 5_000;

export const noWords: StepWords = { skill: "", situation: "", effect: "" };

/** Nothing is missing. */
export function isWhole(words: StepWords): boolean {
  return stepParts.every((part) => words[part].trim() !== "");
}
