/** Search over everything: titles, occasions and what was said. */
import type { ParsedInput, RequestOutput } from "../../shared/contract.ts";
import type { ConversationId } from "../../shared/domain/ids.ts";
import { type ConversationTitle, listConversationTitles } from "../vault/conversationRepository.ts";
import { type FoundSegment, searchSegments } from "../vault/segmentRepository.ts";
import { logSearch } from "./accessLog.ts";
import type { ServiceContext } from "./context.ts";

/** Results at most. */
const limit = 50;
/** Words shorter than this match whole words only: a letter or two would begin half the dictionary. */
const shortestPrefix = 3;

/**
 * Finds conversations whose title or occasion holds all words, then segments: those with the whole words first, then
 * those with words that begin so; among them the latest written first.
 */
export function searchEverywhere(
  { vault, sitting }: ServiceContext,
  { text }: ParsedInput<"search.everywhere">,
): RequestOutput<"search.everywhere"> {
  const words = wordsOf(text);
  if (words.length === 0) return [];
  logSearch(vault, sitting);
  const titles = listConversationTitles(vault.db);
  const titlesById = new Map(titles.map((title) => [title.id, title]));
  const byTitle = titles.filter((title) => isTitleMatch(title, words)).slice(0, limit);
  const wholeWords = searchSegments(vault.db, matchOf(words, false), limit);
  const beginnings = wholeWords.length < limit ? searchSegments(vault.db, matchOf(words, true), limit) : [];
  const segments = new Map([...wholeWords, ...beginnings].map((segment) => [segment.id, segment]));
  return [
    ...byTitle.map(({ id, title, occasion }) => resultOf(id, { title, occasion }, null, occasion || title)),
    ...[...segments.values()].map((segment) => segmentResult(segment, titlesById)),
  ].slice(0, limit);
}

/** Words as the index divides text: runs of letters, marks and digits; everything else separates. */
export function wordsOf(text: string): string[] {
  return text.normalize("NFC").match(/[\p{L}\p{N}\p{M}\p{Co}]+/gu) ?? [];
}

/** An FTS5 expression: quoted words, all of which must be there. */
function matchOf(words: readonly string[], withBeginnings: boolean): string {
  return words
    .map((word) => (withBeginnings && word.length >= shortestPrefix ? `"${word}"*` : `"${word}"`))
    .join(" ");
}

function isTitleMatch({ title, occasion }: ConversationTitle, words: readonly string[]): boolean {
  const heading = `${title} ${occasion}`.normalize("NFC").toLocaleLowerCase();
  return words.every((word) => heading.includes(word.toLocaleLowerCase()));
}

function segmentResult(
  { conversationId, startMs, snippet }: FoundSegment,
  titlesById: ReadonlyMap<ConversationId, ConversationTitle>,
) {
  const { title = "", occasion = "" } = titlesById.get(conversationId) ?? {};
  return resultOf(conversationId, { title, occasion }, startMs, snippet);
}

function resultOf(
  conversationId: ConversationId,
  { title, occasion }: { readonly title: string; readonly occasion: string },
  startMs: number | null,
  snippet: string,
): RequestOutput<"search.everywhere">[number] {
  return { conversationId, title, occasion, startMs, snippet };
}
