/** What may be given in a coding, whoever asks for it: the page opens by these rules, and the vault keeps to them. */
import { shortness } from "./codedLength.ts";
import type { CodedUnit, Coding, CodingChange } from "./coding.ts";
import { applyCodingChange } from "./codingChange.ts";
import type { ConversationDetail } from "./conversation.ts";
import { isHeardToItsEnd } from "./heardSample.ts";
import type { Scheme, SchemeCode } from "./scheme.ts";

/** Why changes are not made; each is the code of a failure. */
export type CodingRefusal = "coding.needs-sound" | "coding.too-short" | "coding.not-heard";

/** Whether a code can be given here: not without sound where it is heard in the tone. */
export function isGivable(
  { needsSound }: Pick<SchemeCode, "needsSound">,
  { isFromSound }: Pick<Coding, "isFromSound">,
): boolean {
  return isFromSound || needsSound !== true;
}

/** Whether a sample keeps the sentences that it begins and ends with: only where no text is that they could be read in, or was. */
export function keepsSentences({
  segmentCount,
  clocks,
}: Pick<ConversationDetail, "segmentCount" | "clocks">): boolean {
  return segmentCount === 0 && clocks.transcript.erasedAt === null;
}

/** Whether one can listen and rate first, and code then: only where there is something to hear, to rate and to code. */
export function hasTwoPasses(
  { items, codes }: Pick<Scheme, "items" | "codes">,
  { isFromSound }: Pick<Coding, "isFromSound">,
): boolean {
  return isFromSound && items.length > 0 && codes.length > 0;
}

/**
 * Why nothing of the whole sample can be rated yet, or at all; `null` where it can.
 *
 * What coders agree on, those have heard who coded before.
 */
export function ratingsClosed(
  scheme: Pick<Scheme, "sample">,
  coding: Pick<Coding, "coder" | "isFromSound" | "sample" | "spans" | "heard">,
): "no-sound" | "too-short" | "not-heard" | null {
  if (!coding.isFromSound) return "no-sound";
  if (shortness(scheme, coding) === "counted") return "too-short";
  return coding.coder.kind === "consensus" || isHeardToItsEnd(coding) ? null : "not-heard";
}

/**
 * Why changes cannot be made; `null` where they can.
 *
 * What is there already, as from a file, may be moved, corrected and taken away: asked is only after what is new. A code
 * that is heard in the tone is new where the coding holds it more often than before all changes.
 *
 * @throws RangeError where they do not fit the coding
 */
export function refusalOf(
  scheme: Scheme,
  coding: Coding,
  changes: readonly CodingChange[],
): CodingRefusal | null {
  let now = coding;
  for (const change of changes) {
    if (isNewRating(scheme, change)) {
      const closed = ratingsClosed(scheme, now);
      if (closed !== null) return closed === "no-sound" ? "coding.needs-sound" : `coding.${closed}`;
    }
    now = applyCodingChange(now, change);
  }
  const isNew = scheme.codes
    .filter((code) => !isGivable(code, coding))
    .some(({ id }) => timesGiven(now.units, id) > timesGiven(coding.units, id));
  return isNew ? "coding.needs-sound" : null;
}

/** What is counted by hand is no rating, nor are moments that are only noted. */
function isNewRating({ items }: Scheme, change: CodingChange): boolean {
  return (
    change.kind === "rating" &&
    change.after?.value !== undefined &&
    change.before?.value === undefined &&
    items.find(({ id }) => id === change.itemId)?.kind !== "count"
  );
}

function timesGiven(units: readonly CodedUnit[], codeId: string): number {
  return units.filter(({ codes }) => codes.includes(codeId)).length;
}
