/** When each kind of content is due, and what of it must be erased now. */
import type { ContentCategory, ConversationKind } from "./conversation.ts";
import type { ErasureRule } from "./erasureRecord.ts";
import type { IsoDate } from "./isoDate.ts";
import { endOfDate, endOfLocalDay } from "./localMidnight.ts";
import type { RetentionDays } from "./settings.ts";

/** What the clocks of one conversation are computed from. */
export interface RetentionTerms extends RetentionDays {
  readonly kind: ConversationKind;
  /** End of import or recording, epoch ms; `null` before there is content. */
  readonly clockStartedAt: number | null;
  /** IANA zone in which midnights are counted. */
  readonly zone: string;
  /** The last date of the client's permission. */
  readonly consentLastOn?: IsoDate | null;
}

/** Epoch ms at local midnights; `null` means that no clock runs. */
export interface DueTimes {
  readonly soundDueAt: number | null;
  readonly transcriptDueAt: number | null;
  readonly notesDueAt: number | null;
}

/**
 * Computes when sound, transcript and notes are due: the local midnight that ends day N after the start.
 *
 * Never past the end of the permission's last date, which counts even before there is content; notes
 * without days of their own go with the transcript. Published material has no clocks (DOMAIN.md §1).
 *
 * @throws RangeError for days that are not whole, an unknown zone or a date that does not exist
 */
export function dueTimes(terms: RetentionTerms): DueTimes {
  if (terms.kind === "published") return { soundDueAt: null, transcriptDueAt: null, notesDueAt: null };
  const transcriptDueAt = dueAfter(terms, terms.transcriptDays);
  return {
    soundDueAt: dueAfter(terms, terms.soundDays),
    transcriptDueAt,
    notesDueAt: terms.notesDays === null ? transcriptDueAt : dueAfter(terms, terms.notesDays),
  };
}

function dueAfter(terms: RetentionTerms, days: number): number | null {
  const { clockStartedAt, consentLastOn = null, zone } = terms;
  const ends: number[] = [];
  if (clockStartedAt !== null) ends.push(endOfLocalDay(clockStartedAt, days, zone));
  if (consentLastOn !== null) ends.push(endOfDate(consentLastOn, zone));
  return ends.length === 0 ? null : Math.min(...ends);
}

/** One conversation as the sweep sees it. */
export interface RetainedConversation<Id extends string = string> extends DueTimes {
  readonly conversationId: Id;
  /** The kinds of content that are still there. */
  readonly present: readonly ContentCategory[];
  /** Local midnight that ends the permission's last date; `null` without one. */
  readonly consentEndsAt: number | null;
  /** When the client took the permission back; `null` while it is valid. */
  readonly withdrawnAt: number | null;
  /** When a hold ends by itself; `null` without one. */
  readonly heldUntil: number | null;
}

/** Something to erase, and the rule that says so. */
export interface DueContent<Id extends string = string> {
  readonly conversationId: Id;
  readonly category: ContentCategory;
  readonly dueAt: number;
  readonly rule: Extract<ErasureRule, "clock" | "last-date" | "withdrawal">;
}

/**
 * Lists what must be erased: withdrawal and last date overrule the clocks, a hold stops all of it.
 *
 * @param now - what the effective clock allows to erase (`erasableUntil`); a hold lasts while `now < heldUntil`,
 *   and a withdrawal counts whatever the clock says
 * @param holdAware - `false` lists what a hold keeps back, too, for showing it
 * @returns by `dueAt`, then in the order given; sound before transcript before notes
 */
export function dueForErasure<Id extends string>(
  conversations: readonly RetainedConversation<Id>[],
  now: number,
  holdAware = true,
): DueContent<Id>[] {
  return conversations
    .filter(({ heldUntil }) => !(holdAware && heldUntil !== null && now < heldUntil))
    .flatMap((conversation) =>
      categoriesInOrder
        .filter((category) => conversation.present.includes(category))
        .flatMap((category) => dueContent(conversation, category, now)),
    )
    .sort((a, b) => a.dueAt - b.dueAt);
}

const categoriesInOrder = ["sound", "transcript", "notes"] as const satisfies readonly ContentCategory[];

function dueContent<Id extends string>(
  conversation: RetainedConversation<Id>,
  category: ContentCategory,
  now: number,
): DueContent<Id>[] {
  const { conversationId, consentEndsAt, withdrawnAt } = conversation;
  if (withdrawnAt !== null) return [{ conversationId, category, dueAt: withdrawnAt, rule: "withdrawal" }];
  const clockAt = conversation[`${category}DueAt`];
  const rule =
    consentEndsAt !== null && (clockAt === null || consentEndsAt <= clockAt) ? "last-date" : "clock";
  const dueAt = rule === "last-date" ? consentEndsAt : clockAt;
  return dueAt !== null && dueAt <= now ? [{ conversationId, category, dueAt, rule }] : [];
}
