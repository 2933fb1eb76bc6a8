/** Which conversations the library shows, and in which order. */
import type { ConversationSummary } from "../../../shared/domain/conversation.ts";
import { nextErasure } from "./conversationClocks.ts";

/** The orders a person can choose between. */
export const librarySorts = ["newest", "oldest", "erased-soonest", "title"] as const;
export type LibrarySort = (typeof librarySorts)[number];

/** A conversation with the text it is found by, folded once for all searches. */
export interface Findable {
  readonly conversation: ConversationSummary;
  readonly words: string;
}

/**
 * Makes conversations findable by title, occasion and date.
 *
 * @param dateTexts - the ways a person may write the date (`2026-11-10`, "tisdag 10 november")
 */
export function makeFindable(
  conversations: readonly ConversationSummary[],
  dateTexts: (conversation: ConversationSummary) => readonly string[],
): Findable[] {
  return conversations.map((conversation) => ({
    conversation,
    words: folded([conversation.title, conversation.occasion, ...dateTexts(conversation)].join("\n")),
  }));
}

/**
 * Keeps the conversations in which every word of the query begins a word.
 *
 * @param query - as typed; empty finds all
 */
export function findConversations(findable: readonly Findable[], query: string): ConversationSummary[] {
  const wanted = folded(query).split(/\s+/u).filter(Boolean);
  return findable
    .filter(({ words }) => wanted.every((word) => beginsAWord(words, word)))
    .map(({ conversation }) => conversation);
}

/**
 * Sorts conversations without changing the list given; ties by when they were made, newest first.
 *
 * Those that no clock will erase come last in "erased-soonest".
 */
export function sortConversations(
  conversations: readonly ConversationSummary[],
  sort: LibrarySort,
  language: string,
): ConversationSummary[] {
  const byTitle = new Intl.Collator(language, { numeric: true, sensitivity: "base" });
  const compare = (a: ConversationSummary, b: ConversationSummary): number => {
    switch (sort) {
      case "newest":
        return compareText(b.heldOn, a.heldOn);
      case "oldest":
        return compareText(a.heldOn, b.heldOn);
      case "erased-soonest":
        return soonestAt(a) - soonestAt(b);
      case "title":
        return byTitle.compare(a.title, b.title) || compareText(b.heldOn, a.heldOn);
    }
  };
  return [...conversations].sort((a, b) => compare(a, b) || b.createdAt - a.createdAt);
}

/** How many conversations there are, and how many of them still have sound. */
export function libraryCounts(conversations: readonly ConversationSummary[]): {
  readonly count: number;
  readonly withSound: number;
} {
  return {
    count: conversations.length,
    withSound: conversations.filter(({ present }) => present.includes("sound")).length,
  };
}

function soonestAt(conversation: ConversationSummary): number {
  return nextErasure(conversation)?.dueAt ?? Number.MAX_SAFE_INTEGER;
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function beginsAWord(words: string, wanted: string): boolean {
  for (let at = words.indexOf(wanted); at >= 0; at = words.indexOf(wanted, at + 1)) {
    if (at === 0 || !/[\p{L}\p{N}]/u.test(words.charAt(at - 1))) return true;
  }
  return false;
}

function folded(text: string): string {
  return text.normalize("NFC").toLowerCase();
}
