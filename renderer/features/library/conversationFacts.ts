/** What a row of the library tells about a conversation, as data that the row puts into words. */
import {
  type ContentCategory,
  type ConversationSummary,
  soundLengthMs,
} from "../../../shared/domain/conversation.ts";
import { nextErasure } from "./conversationClocks.ts";

/** One part of the line under the title. */
export type Fact =
  | { readonly about: "length"; readonly durationMs: number }
  | {
      readonly about:
        | "importing"
        | "recording"
        | "cut-off"
        | "preparing"
        | "transcribed"
        | "only-transcript"
        | "earlier-text"
        | "nothing-yet";
    }
  | { readonly about: "transcribed-part"; readonly doneMs: number; readonly totalMs: number }
  | { readonly about: "notes" | "codings"; readonly count: number }
  /** What is left once the sound is gone, until the earlier of their last days. */
  | { readonly about: "left"; readonly left: readonly Left[]; readonly dueAt: number | null };

/** What may outlive the sound. */
type Left = "transcript" | "notes" | "codings";

/** One chip; `urgent` where time is running out. */
export type RowChip =
  | { readonly about: "consent-until"; readonly lastOn: string; readonly urgent: boolean }
  | { readonly about: "consent-withdrawn"; readonly at: number }
  | { readonly about: "example" }
  | { readonly about: "kind"; readonly kind: "role-play" | "exercise" | "published" }
  | { readonly about: "deidentified"; readonly state: "done" | "again" }
  | { readonly about: "machine-text"; readonly rows: number }
  | { readonly about: "hold"; readonly until: number }
  /** The erasure of the sound was begun and is not done. */
  | { readonly about: "erasing" }
  | {
      readonly about: "erasure";
      readonly category: ContentCategory;
      readonly dueAt: number;
      readonly urgent: boolean;
    }
  | { readonly about: "erased"; readonly category: ContentCategory; readonly at: number };

/** From how near an erasure is shown as running out: 14 days, as long as a learning group's rhythm. */
export const urgentWithinMs = 14 * 86_400_000;
/** From how much of the sound has text it counts as transcribed; pauses have none. */
const transcribedShare = 0.8;

/** Whether so much of the sound has text that it counts as transcribed. */
export function isTranscribed(transcribedMs: number, durationMs: number): boolean {
  return transcribedMs >= durationMs * transcribedShare;
}

/** The facts of a row, in the order they are read; at least one. */
export function conversationFacts(conversation: ConversationSummary): Fact[] {
  const { sound, present, segmentCount, noteCount, codingCount } = conversation;
  if (sound.phase === "importing" || sound.phase === "recording" || sound.phase === "cut-off")
    return [{ about: sound.phase }];
  const facts: Fact[] = [];
  const durationMs = soundLengthMs(sound);
  if (durationMs !== null) facts.push({ about: "length", durationMs });
  if (sound.phase === "erased") return [...facts, ...whatIsLeft(conversation)];
  if (sound.phase === "preparing") facts.push({ about: "preparing" });
  if (segmentCount > 0) facts.push(transcriptFact(conversation, durationMs));
  else if (present.includes("transcript")) facts.push({ about: "earlier-text" });
  if (noteCount > 0) facts.push({ about: "notes", count: noteCount });
  if (codingCount > 0) facts.push({ about: "codings", count: codingCount });
  return facts.length > 0 ? facts : [{ about: "nothing-yet" }];
}

/**
 * The chips of a row: what it rests on, what nobody has listened to yet, how far the text is de-identified, then what
 * becomes of it.
 *
 * @param now - epoch ms
 */
export function conversationChips(conversation: ConversationSummary, now: number): RowChip[] {
  const { unreviewedCount: rows } = conversation;
  const machineText: RowChip | null = rows === 0 ? null : { about: "machine-text", rows };
  return [
    permissionChip(conversation, now),
    machineText,
    deidentifiedChip(conversation),
    erasureChip(conversation, now),
  ].filter((chip) => chip !== null);
}

function transcriptFact(conversation: ConversationSummary, durationMs: number | null): Fact {
  const doneMs = conversation.transcribedMs;
  if (conversation.sound.phase === "none") return { about: "only-transcript" };
  return durationMs === null || isTranscribed(doneMs, durationMs)
    ? { about: "transcribed" }
    : { about: "transcribed-part", doneMs, totalMs: durationMs };
}

function whatIsLeft(conversation: ConversationSummary): Fact[] {
  const { clocks, present } = conversation;
  const hasTranscript = present.includes("transcript");
  const hasNotes = present.includes("notes");
  const left = (["transcript", "notes", "codings"] as const).filter((what) => isLeft(conversation, what));
  if (left.length === 0) return [];
  const dueTimes = [hasTranscript ? clocks.transcript.dueAt : null, hasNotes ? clocks.notes.dueAt : null];
  const running = dueTimes.filter((dueAt) => dueAt !== null);
  return [{ about: "left", left, dueAt: running.length > 0 ? Math.min(...running) : null }];
}

function isLeft({ present, noteCount, codingCount }: ConversationSummary, what: Left): boolean {
  return { transcript: present.includes("transcript"), notes: noteCount > 0, codings: codingCount > 0 }[what];
}

function permissionChip(conversation: ConversationSummary, now: number): RowChip | null {
  const { consent, kind, isExample } = conversation;
  if (isExample) return { about: "example" };
  if (consent?.withdrawnAt) return { about: "consent-withdrawn", at: consent.withdrawnAt };
  if (consent) {
    const urgent = Date.parse(consent.lastOn) - now <= urgentWithinMs / 2;
    return { about: "consent-until", lastOn: consent.lastOn, urgent };
  }
  return kind === "client" ? null : { about: "kind", kind };
}

function deidentifiedChip({ deidentified }: ConversationSummary): RowChip | null {
  return deidentified === "no" ? null : { about: "deidentified", state: deidentified };
}

function erasureChip(conversation: ConversationSummary, now: number): RowChip | null {
  const { hold, clocks } = conversation;
  if (hold !== null) return { about: "hold", until: hold.until };
  if (conversation.isSoundBeingErased) return { about: "erasing" };
  if (conversation.sound.phase === "erased" && clocks.sound.erasedAt !== null) {
    return { about: "erased", category: "sound", at: clocks.sound.erasedAt };
  }
  const next = nextErasure(conversation);
  if (next !== null) return { about: "erasure", ...next, urgent: next.dueAt - now <= urgentWithinMs };
  const gone = (["transcript", "notes"] as const).find((category) => clocks[category].erasedAt !== null);
  const at = gone === undefined ? null : clocks[gone].erasedAt;
  return gone !== undefined && at !== null ? { about: "erased", category: gone, at } : null;
}
