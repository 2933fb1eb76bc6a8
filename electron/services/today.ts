/** What the start screen reminds of. */
import type { Consent } from "../../shared/domain/consent.ts";
import type { ContentCategory, ConversationSummary } from "../../shared/domain/conversation.ts";
import type { ConversationId } from "../../shared/domain/ids.ts";
import type { RecoveredRecording } from "../../shared/domain/recording.ts";
import type { TodayItem } from "../../shared/domain/todayItem.ts";
import { listConsents } from "../vault/consentRepository.ts";
import { listConversations } from "../vault/conversationRepository.ts";
import { listUnfinishedErasures } from "../vault/erasureRepository.ts";
import { listRecovered } from "../vault/recordingRepository.ts";
import { listOpenWhereabouts, type OpenWhereabouts } from "../vault/whereaboutsRepository.ts";
import { backupItem } from "./backupOverview.ts";
import type { ServiceContext } from "./context.ts";
import { recoveryCodeItem } from "./recoveryCodeTyped.ts";

const weekMs = 7 * 86_400_000;
/** Erasures are told of so long before. */
const aheadMs = weekMs;

/** An erasure that was begun and is not done. */
export interface UnfinishedErasure {
  readonly conversationId: ConversationId;
  readonly category: ContentCategory;
}

/** Everything there is to remind of now; what happened while locked comes first. */
export function listToday({ vault }: ServiceContext): TodayItem[] {
  const now = vault.clock.now();
  const conversations = listConversations(vault.db, vault.clock.seen().trustedAt);
  const ofVault = [recoveryCodeItem(vault), backupItem(vault, now)];
  return [
    ...withdrawnItems(listConsents(vault.db), conversations, now),
    ...recoveredItems(conversations, listRecovered(vault.db)),
    ...todayItems(conversations, listUnfinishedErasures(vault.db), now),
    ...elsewhereItems(conversations, listOpenWhereabouts(vault.db)),
    ...ofVault.filter((item) => item !== undefined),
  ];
}

/** Permissions that were taken back while the vault was locked: for a week, and for as long as a hold keeps anything. */
export function withdrawnItems(
  consents: readonly Consent[],
  conversations: readonly ConversationSummary[],
  now: number,
): TodayItem[] {
  return consents.flatMap(({ id, number, pseudonym, withdrawnAt, withdrawnWhileLocked }): TodayItem[] => {
    if (withdrawnAt === null || !withdrawnWhileLocked) return [];
    const holds = conversations.flatMap(({ consent, hold }) =>
      consent?.id === id && hold ? [hold.until] : [],
    );
    if (holds.length === 0 && now >= withdrawnAt + weekMs) return [];
    const heldUntil = holds.length === 0 ? null : Math.max(...holds);
    const about = "withdrawn-while-locked";
    return [{ about, consentId: id, title: pseudonym, consentNumber: number, heldUntil }];
  });
}

/** Recordings that were cut off, oldest first, until they are seen. */
export function recoveredItems(
  conversations: readonly ConversationSummary[],
  recovered: readonly RecoveredRecording[],
): TodayItem[] {
  return recovered.flatMap(({ conversationId, recordingId, outcome, durationMs, bookmarks }): TodayItem[] => {
    const conversation = conversations.find(({ id }) => id === conversationId);
    if (conversation === undefined) return [];
    const about = "recording-recovered";
    return [{ about, ...subjectOf(conversation), recordingId, outcome, durationMs, bookmarks }];
  });
}

/**
 * Chooses what to remind of.
 *
 * @param now - epoch ms
 * @returns erasures that are stuck, then holds, records to write and sound being prepared, then erasures due within a
 *   week, soonest first
 */
export function todayItems(
  conversations: readonly ConversationSummary[],
  unfinished: readonly UnfinishedErasure[],
  now: number,
): TodayItem[] {
  const byId = new Map(conversations.map((conversation) => [conversation.id, conversation]));
  const stuck = unfinished.flatMap(({ conversationId, category }): TodayItem[] => {
    const conversation = byId.get(conversationId);
    return conversation === undefined
      ? []
      : [{ about: "erasure-incomplete", ...subjectOf(conversation), category }];
  });
  const due = conversations.flatMap((conversation) => dueItems(conversation, now)).sort(bySoonest);
  return [...stuck, ...conversations.flatMap(remindersOf), ...due];
}

/** Sounds that may still be where they came from; also once they are erased here. */
export function elsewhereItems(
  conversations: readonly ConversationSummary[],
  open: readonly OpenWhereabouts[],
): TodayItem[] {
  const openById = new Map(open.map((one) => [one.conversationId, one]));
  return conversations.flatMap((conversation): TodayItem[] => {
    const whereabouts = openById.get(conversation.id);
    if (whereabouts === undefined) return [];
    const { origin, isErasureUnfinished } = whereabouts;
    const consentNumber = conversation.consent?.number ?? null;
    return [
      { about: "sound-elsewhere", ...subjectOf(conversation), consentNumber, origin, isErasureUnfinished },
    ];
  });
}

function remindersOf(conversation: ConversationSummary): TodayItem[] {
  const { kind, hold, sound, present, recordWritten } = conversation;
  const subject = subjectOf(conversation);
  const items: TodayItem[] = [];
  if (hold !== null) items.push({ about: "hold-ending", ...subject, until: hold.until });
  if (kind === "client" && !recordWritten && present.length > 0) {
    items.push({ about: "record-unwritten", ...subject });
  }
  if (sound.phase === "preparing") items.push({ about: "preparing", ...subject });
  return items;
}

type DueItem = Extract<TodayItem, { about: "erasure-due" }>;

/** A hold stops erasure, so what it keeps back is not announced; nor is sound with which it was begun. */
function dueItems(conversation: ConversationSummary, now: number): DueItem[] {
  if (conversation.hold !== null) return [];
  const { sound, isSoundBeingErased, present, transcribedMs, clocks, zone } = conversation;
  return present.flatMap((category): DueItem[] => {
    const { dueAt } = clocks[category];
    if (dueAt === null || dueAt > now + aheadMs) return [];
    if (category === "sound" && isSoundBeingErased) return [];
    const durationMs = "durationMs" in sound ? sound.durationMs : null;
    const due = { category, dueAt, zone, durationMs, transcribedMs };
    return [{ about: "erasure-due", ...subjectOf(conversation), ...due }];
  });
}

function subjectOf({ id, title, occasion }: ConversationSummary) {
  return { conversationId: id, title, occasion };
}

function bySoonest(one: DueItem, other: DueItem): number {
  return one.dueAt - other.dueAt;
}
