/** Coding apart: what one coder heard stays closed while another still codes the same, so that nobody hears it first. */
import type { Coder, CodingHead } from "./coding.ts";

/** What of a coding says whether it is to stay closed. */
export type CodingForBlind = Pick<
  CodingHead,
  "id" | "conversationId" | "schemeId" | "coder" | "sample" | "finishedAt"
>;

/**
 * Whether a coding is to stay closed: another coder has not finished what overlaps it in the same conversation and scheme.
 *
 * The one that is being worked on stays open. A consensus holds what all of its coders heard: it closes nothing, and is
 * closed, finished or not, by any other that goes on.
 *
 * @param others - may hold the coding itself, and codings of anything
 */
export function isBlind(coding: CodingForBlind, others: readonly CodingForBlind[]): boolean {
  if (coding.finishedAt === null && coding.coder.kind !== "consensus") return false;
  return others.some(
    (other) =>
      other.finishedAt === null &&
      other.coder.kind !== "consensus" &&
      other.conversationId === coding.conversationId &&
      other.schemeId === coding.schemeId &&
      !isSameCoder(other.coder, coding.coder) &&
      other.sample.startMs < coding.sample.endMs &&
      coding.sample.startMs < other.sample.endMs,
  );
}

/** Whether one and the same person coded; a consensus is nobody's alone. */
export function isSameCoder(one: Coder, other: Coder): boolean {
  switch (one.kind) {
    case "owner":
      return other.kind === "owner";
    case "colleague":
      return other.kind === "colleague" && nameOf(one) === nameOf(other);
    case "consensus":
      return false;
  }
}

function nameOf({ name }: Extract<Coder, { kind: "colleague" }>): string {
  return name.trim().toLocaleLowerCase();
}
