/** Which codings can be laid beside each other. */
import { commonSample } from "./alignCodings.ts";
import { isSameCoder } from "./blindCoding.ts";
import type { CodingHead } from "./coding.ts";

/** What of a coding says whether it can be compared. */
export type CodingForComparing = Pick<
  CodingHead,
  "conversationId" | "schemeId" | "schemeVersion" | "coder" | "sample" | "finishedAt"
>;

/**
 * Whether codings can be compared: at least two, finished, of one conversation by one version of one scheme, each by
 * another coder and none a consensus, with a part of their samples in common.
 */
export function areComparable(codings: readonly CodingForComparing[]): boolean {
  const [first] = codings;
  return (
    first !== undefined &&
    codings.length > 1 &&
    commonSample(codings) !== undefined &&
    codings.every(
      (one, index) =>
        one.finishedAt !== null &&
        one.coder.kind !== "consensus" &&
        one.conversationId === first.conversationId &&
        one.schemeId === first.schemeId &&
        one.schemeVersion === first.schemeVersion &&
        !codings.some((other, place) => place < index && isSameCoder(one.coder, other.coder)),
    )
  );
}
