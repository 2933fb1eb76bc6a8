/** How far the same coders agree over several conversations. */
import { z } from "zod";
import { icc21 } from "./agreement.ts";
import { isBlind, isSameCoder } from "./blindCoding.ts";
import type { CodingHead } from "./coding.ts";
import { type CodingSummary, summarizeCoding } from "./codingSummary.ts";
import { type ComparedContent, withinCommon } from "./compareCodings.ts";
import type { CodingId, ConversationId } from "./ids.ts";
import { partIdSchema, type Scheme } from "./scheme.ts";

/** From so many conversations on, an intraclass correlation is worked out. */
export const conversationsForIcc = 5;

/** What one correlation is of. */
export const overviewPartSchema = z.object({
  kind: z.enum(["count", "figure", "item"]),
  id: partIdSchema,
  /** Conversations in which all coders have a value. */
  n: z.int().nonnegative(),
  /** ICC(2,1); `null` with fewer than {@link conversationsForIcc}, and where it is undefined. */
  icc: z.number().nullable(),
});
export type OverviewPart = z.infer<typeof overviewPartSchema>;

/**
 * Finds the conversations that all of these coders have finished coding.
 *
 * @param heads - codings by any version of one scheme, the last begun first
 * @param coders - a coding of each
 * @returns by conversation, the last coding of each coder in the order of coders; what is to stay closed is left out
 */
export function codedByAll(
  heads: readonly CodingHead[],
  coders: readonly Pick<CodingHead, "coder" | "schemeVersion">[],
): Map<ConversationId, CodingId[]> {
  const together = new Map<ConversationId, CodingId[]>();
  for (const conversationId of new Set(heads.map((head) => head.conversationId))) {
    const open = heads.filter(
      (head) => head.conversationId === conversationId && head.finishedAt !== null && !isBlind(head, heads),
    );
    const ids = coders.flatMap(
      ({ coder, schemeVersion }) =>
        open.find((head) => head.schemeVersion === schemeVersion && isSameCoder(head.coder, coder))?.id ?? [],
    );
    if (ids.length === coders.length) together.set(conversationId, ids);
  }
  return together;
}

/**
 * Works out ICC(2,1) for counts, figures and items.
 *
 * @param conversations - each with one coding by each coder, in the same order of coders
 * @returns counts, then items, then figures, each in the scheme's order; empty with fewer than {@link conversationsForIcc}
 */
export function agreementOverview(
  scheme: Scheme,
  conversations: readonly (readonly ComparedContent[])[],
): OverviewPart[] {
  if (conversations.length < conversationsForIcc) return [];
  const summed = conversations.map((codings) =>
    codings.map((coding) => summarizeCoding(scheme, withinCommon(coding, codings))),
  );
  const part = (
    kind: OverviewPart["kind"],
    id: string,
    valueIn: (summary: CodingSummary) => number | undefined,
  ): OverviewPart => {
    const rows = summed
      .map((summaries) => summaries.map(valueIn).filter((value) => value !== undefined))
      .filter((values, index) => values.length === summed[index]?.length);
    const icc = rows.length < conversationsForIcc ? undefined : icc21(rows);
    return { kind, id, n: rows.length, icc: icc ?? null };
  };
  return [
    ...scheme.codes.map(({ id }) => part("count", id, ({ counts }) => counts[id])),
    ...scheme.items.map(({ id }) => part("item", id, ({ items }) => items[id])),
    ...scheme.figures.map(({ id }) =>
      part("figure", id, ({ figures }) => figures.find((figure) => figure.id === id)?.value),
    ),
  ];
}
