/** Search over everything: titles, occasions, what was said, and notes. */
import type { ParsedInput, RequestOutput } from "../../shared/contract.ts";
import { excerptOf } from "../../shared/domain/excerpt.ts";
import { findInText } from "../../shared/domain/findInText.ts";
import type { FoundPlace } from "../../shared/domain/found.ts";
import type { ConversationId } from "../../shared/domain/ids.ts";
import type { Note } from "../../shared/domain/note.ts";
import { type SearchTerm, searchTerms, wholeWords } from "../../shared/domain/searchTerms.ts";
import type { Speaker } from "../../shared/domain/segment.ts";
import type { SpeakerNames } from "../../shared/domain/speakerCalled.ts";
import { folded } from "../../shared/domain/words.ts";
import { type ConversationTitle, listConversationTitles } from "../vault/conversationRepository.ts";
import { eachNote } from "../vault/noteRepository.ts";
import type { OpenVault } from "../vault/openVault.ts";
import { type FoundSegment, searchSegments } from "../vault/segmentRepository.ts";
import { listSpeakerNames } from "../vault/speakerNameRepository.ts";
import { logSearch } from "./accessLog.ts";
import type { ServiceContext } from "./context.ts";

/** Conversations shown at most, and of each so many hits. */
const shownConversations = 20;
const shownHits = 3;
/** Lines looked at: so many of the best spelt, and so many of all, by which hits are counted. */
const bestLines = 60;
const countedLines = 300;
/** Notes found at most. */
const mostNotes = 60;

/**
 * Finds conversations by title or occasion, then by what is said and noted in them: whole words as they were typed
 * first, then whole words with other signs on their letters, then words that begin so; the latest written first.
 */
export function searchEverywhere(
  { vault, sitting }: ServiceContext,
  { text }: ParsedInput<"search.everywhere">,
): RequestOutput<"search.everywhere"> {
  const terms = searchTerms(text);
  if (terms.length === 0) return [];
  logSearch(vault, sitting);
  const titles = listConversationTitles(vault.db);
  const { lines, counts, isCut } = findLines(vault, terms);
  const found = new Map<ConversationId, Found>();
  for (const { id } of titles.filter((title) => isTitleMatch(title, terms))) found.set(id, nothingFound());
  for (const line of lines) take(found, line.conversationId, line);
  for (const [id, count] of counts) {
    const group = found.get(id);
    if (group !== undefined) group.count = Math.max(group.count, count);
  }
  for (const note of findNotes(vault, terms)) take(found, note.conversationId, note);
  const titlesById = new Map(titles.map((title) => [title.id, title]));
  return [...found].slice(0, shownConversations).flatMap(([id, { hits, count }]) => {
    const title = titlesById.get(id);
    if (title === undefined) return [];
    const { title: name, occasion, heldOn } = title;
    const names = listSpeakerNames(vault.db, id);
    return [
      {
        ...{ conversationId: id, title: name, occasion, heldOn },
        hits: hits.slice(0, shownHits).map((said) => placeOf(said, names, terms)),
        hitCount: count,
        isAtLeast: isCut && count > 0,
      },
    ];
  });
}

/** A line or a note. */
type Said = Pick<FoundSegment, "startMs" | "text" | "speakerName"> & { readonly speaker?: Speaker };

/** What is found in one conversation so far. */
interface Found {
  readonly hits: Said[];
  count: number;
}

function nothingFound(): Found {
  return { hits: [], count: 0 };
}

function take(found: Map<ConversationId, Found>, id: ConversationId, said: Said): void {
  const group = found.get(id) ?? nothingFound();
  group.hits.push(said);
  group.count += 1;
  found.set(id, group);
}

interface FoundLines {
  /** Best first, each once. */
  readonly lines: readonly FoundSegment[];
  readonly counts: ReadonlyMap<ConversationId, number>;
  /** Whether more lines match than were looked at. */
  readonly isCut: boolean;
}

function findLines({ db }: OpenVault, terms: readonly SearchTerm[]): FoundLines {
  const whole = wholeWords(terms);
  const all = searchSegments(db, "folded", terms, countedLines);
  const isCut = all.length === countedLines;
  const holding = (sought: readonly SearchTerm[], spelling: "folded" | "exact") =>
    all.filter(({ text }) => findInText(text, sought, spelling).length > 0);
  // What matches best is among all that match, unless these are too many to look at.
  const best = isCut
    ? (["exact", "folded"] as const).flatMap((spelling) => searchSegments(db, spelling, whole, bestLines))
    : [...holding(whole, "exact"), ...holding(whole, "folded")];
  const ranked = [...best, ...holding(terms, "exact"), ...all];
  const counts = new Map<ConversationId, number>();
  for (const { conversationId } of all) counts.set(conversationId, (counts.get(conversationId) ?? 0) + 1);
  return { lines: [...new Map(ranked.map((line) => [line.id, line])).values()], counts, isCut };
}

/** Notes are few and have no index: one more place where words would have to be erased. */
function findNotes({ db }: OpenVault, terms: readonly SearchTerm[]): Note[] {
  const found: Note[] = [];
  const first = folded(terms[0]?.words[0] ?? "");
  for (const note of eachNote(db)) {
    if (found.length === mostNotes) break;
    if (folded(note.text).includes(first) && findInText(note.text, terms).length > 0) found.push(note);
  }
  return found;
}

/** Every word somewhere in title or occasion: there a part of a word is enough. */
function isTitleMatch({ title, occasion }: ConversationTitle, terms: readonly SearchTerm[]): boolean {
  const heading = folded(`${title} ${occasion}`);
  return terms.every(({ words }) => words.every((word) => heading.includes(folded(word))));
}

function placeOf(
  { speaker, speakerName, startMs, text }: Said,
  names: SpeakerNames,
  terms: readonly SearchTerm[],
): FoundPlace {
  const { text: excerpt, marks } = excerptOf(text, findInText(text, terms));
  return {
    speaker: speaker ?? null,
    speakerName: speakerName ?? (speaker === undefined ? undefined : names[speaker]) ?? null,
    startMs,
    text: excerpt,
    marks: [...marks],
  };
}
