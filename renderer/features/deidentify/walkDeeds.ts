/** What the walk does: replaces, leaves, puts back, confirms, forgets; the text by edits, the rest by requests. */
import type { DecidedWord, NewPlace, ReplacedPlace } from "../../../shared/domain/deidentification.ts";
import type { Edit } from "../../../shared/domain/edit.ts";
import type { ConversationId } from "../../../shared/domain/ids.ts";
import { putBack, replaceSpans } from "../../../shared/domain/replacedWords.ts";
import type { Segment, Speaker } from "../../../shared/domain/segment.ts";
import type { SpeakerNames } from "../../../shared/domain/speakerCalled.ts";
import { spokenPlace } from "../../../shared/domain/spokenPlace.ts";
import { call } from "../../api/call.ts";
import { changeTranscript, editTranscript, saveTranscript, useReview } from "../review/reviewStore.ts";
import { isSaved, withoutWayBack } from "../transcript/transcriptSession.ts";
import type { WalkPlace, WalkWord } from "./walkWords.ts";

/** The longest that a speaker may be called (shared/domain/segment.ts). */
const longestName = 60;

/**
 * Replaces a word at some of its places: one step of undo.
 *
 * What it was is kept first, so that nothing is replaced that could not be put back, or would be heard in a share.
 *
 * @throws AppFailure if that could not be kept; the text is as it was then
 */
export async function replaceWord(
  conversationId: ConversationId,
  word: WalkWord,
  { places, replacement }: { readonly places: readonly WalkPlace[]; readonly replacement: string },
): Promise<void> {
  const byField = Map.groupBy(places, ({ segmentId, field }) => `${segmentId} ${field}`);
  const edits: Edit[] = [];
  const kept: NewPlace[] = [];
  const roles: Partial<Record<Speaker, string>> = {};
  for (const [first, ...others] of byField.values()) {
    if (first === undefined) continue;
    const { segmentId, field, text } = first;
    const spans = [first, ...others];
    const done = replaceSpans(text, spans, replacement);
    const row = rowsOf(conversationId).find(({ id }) => id === segmentId);
    for (const [index, { startIndex, original }] of done.replaced.entries()) {
      const span = spans[index] ?? first;
      const passage = row === undefined || field !== "text" ? null : spokenPlace(row, span);
      kept.push({ segmentId, field, startIndex, original, passage });
    }
    if (segmentId === null) {
      if (field !== "text" && field !== "speaker-name") roles[field] = done.text;
    } else edits.push(editOf({ segmentId, field, before: text, after: done.text }));
  }
  await call("deidentify.replace", {
    conversationId,
    original: word.original,
    kind: word.kind,
    replacement,
    places: kept,
  });
  await change(conversationId, edits, roles);
}

/** The word stays where it still stands. @throws AppFailure */
export async function leaveWord(conversationId: ConversationId, { original, kind }: WalkWord): Promise<void> {
  await call("deidentify.leave", { conversationId, original, kind });
}

/** Puts a word back wherever its replacement stands, and forgets the decision. @throws AppFailure */
export async function undecide(conversationId: ConversationId, decision: DecidedWord): Promise<void> {
  const rows = new Map(rowsOf(conversationId).map((row) => [row.id, row]));
  const names = namesOf(conversationId);
  const edits: Edit[] = [];
  const roles: Partial<Record<Speaker, string>> = {};
  for (const [first, ...others] of byField(decision.places).values()) {
    if (first === undefined) continue;
    const { segmentId, field } = first;
    if (segmentId === null) {
      const called = field === "text" || field === "speaker-name" ? undefined : names[field];
      if (called !== undefined && field !== "text" && field !== "speaker-name")
        roles[field] = putBack(called, [first, ...others]);
      continue;
    }
    const row = rows.get(segmentId);
    const before = field === "text" ? row?.text : row?.speakerName;
    if (before === undefined) continue;
    edits.push(editOf({ segmentId, field, before, after: putBack(before, [first, ...others]) }));
  }
  await change(conversationId, edits, roles);
  await call("deidentify.undecide", { conversationId, wordId: decision.id });
}

/** Says that the whole text was gone through, as it is now. @throws AppFailure, also where not all of it could be saved */
export async function confirmWalk(conversationId: ConversationId): Promise<void> {
  await saveTranscript(conversationId);
  const { version } = await call("transcript.read", { conversationId });
  await call("deidentify.confirm", { conversationId, baseVersion: version });
}

/** Forgets what the replaced words were, the way back by undo included. @throws AppFailure */
export async function forgetOriginals(conversationId: ConversationId): Promise<void> {
  await saveTranscript(conversationId);
  const session = useReview.getState().transcripts[conversationId];
  if (session !== undefined && isSaved(session)) changeTranscript(conversationId, withoutWayBack);
  await call("deidentify.forget", { conversationId });
}

function byField(places: readonly ReplacedPlace[]): Map<string, ReplacedPlace[]> {
  return Map.groupBy(places, ({ segmentId, field }) => `${segmentId} ${field}`);
}

function editOf(change: {
  readonly segmentId: NonNullable<WalkPlace["segmentId"]>;
  readonly field: WalkPlace["field"];
  readonly before: string;
  readonly after: string;
}): Edit {
  const { segmentId, field, before, after } = change;
  return field === "text"
    ? { kind: "set-text", segmentId, before, after }
    : { kind: "set-speaker-name", segmentId, before, after: after.slice(0, longestName).trim() };
}

async function change(
  conversationId: ConversationId,
  edits: readonly Edit[],
  roles: Partial<Record<Speaker, string>>,
): Promise<void> {
  if (edits.length > 0) editTranscript(conversationId, edits);
  await saveTranscript(conversationId);
  if (Object.keys(roles).length === 0) return;
  const shortened = Object.fromEntries(
    Object.entries(roles).map(([role, name]) => [role, name.slice(0, longestName).trim()]),
  );
  await call("transcript.nameSpeakers", {
    conversationId,
    names: { ...namesOf(conversationId), ...shortened },
  });
}

function rowsOf(conversationId: ConversationId): readonly Segment[] {
  return useReview.getState().transcripts[conversationId]?.segments ?? [];
}

function namesOf(conversationId: ConversationId): SpeakerNames {
  return useReview.getState().speakerNames[conversationId] ?? {};
}
