/** The sweep: erases all that is due, as far as the clock allows and no hold stands against it. */
import type { ConversationId, RecordingId } from "../../shared/domain/ids.ts";
import { type DueContent, dueForErasure } from "../../shared/domain/retention.ts";
import { appendAudit } from "../vault/auditLog.ts";
import {
  type Erasure,
  findRetained,
  listEndedHolds,
  listRetained,
  listUnfinishedErasures,
  type RetainedRow,
  saveHold,
} from "../vault/erasureRepository.ts";
import type { OpenVault } from "../vault/openVault.ts";
import { findKeyedSound } from "../vault/recordingRepository.ts";
import { keepScheduleCurrent } from "../vault/schedule.ts";
import { saveClock } from "../vault/unlockedVault.ts";
import { createAttempts, ifPossible } from "./attempts.ts";
import { isKeyHalfAbsent } from "./destroySounds.ts";
import { type ErasureOutcome, eraseContent, runErasures } from "./erase.ts";
import type { ErasureContext } from "./erasureContext.ts";
import { expireCodings } from "./expireCodings.ts";
import { withRoomMade } from "./roomForErasing.ts";

/**
 * Ends the holds that have run out, then erases everything that is due, codings that came with a package first, and
 * sees to it that the schedule says what is left.
 *
 * Run it at unlock, every minute, and after each change of a clock, a hold or a permission; it also keeps
 * the time that was seen, where there is room for it.
 *
 * @throws the first system error, once each part was tried: none keeps what is due alive
 */
export function sweepDueErasures(context: ErasureContext): ErasureOutcome {
  const { vault } = context;
  ifPossible(() => saveClock(vault));
  const attempts = createAttempts();
  attempts.try(() => endHoldsThatRanOut(context));
  attempts.try(() => expireCodings(context));
  const resumed = attempts.try(() => finishUnfinishedErasures(context)) ?? nothingErased;
  const begun = attempts.try(() => eraseContent(context, listToErase(context))) ?? nothingErased;
  // What could not be written when it changed, or was changed from outside, must not stay for the next lock.
  attempts.try(() => keepScheduleCurrent(vault));
  attempts.finish();
  return {
    finished: resumed.finished + begun.finished,
    incomplete: resumed.incomplete + begun.incomplete,
  };
}

const nothingErased: ErasureOutcome = { finished: 0, incomplete: 0 };

/** Carries on what a crash, or a file that could not be destroyed, has interrupted; a hold stops that as well. */
export function finishUnfinishedErasures(context: ErasureContext): ErasureOutcome {
  const sounds = listFreeErasures(context).filter(({ category }) => category === "sound");
  // Where a full disk stops it, what is left of sound that was begun with makes room.
  return withRoomMade(
    context,
    sounds.map(({ conversationId }) => conversationId),
    () => {
      const unfinished = listFreeErasures(context);
      return unfinished.length === 0 ? nothingErased : runErasures(context, unfinished);
    },
  );
}

function listFreeErasures({ vault }: ErasureContext): Erasure[] {
  return listUnfinishedErasures(vault.db).filter(
    ({ conversationId }) => !isHeld(vault, findRetained(vault.db, conversationId)),
  );
}

function listToErase(context: ErasureContext): DueContent<ConversationId>[] {
  return [...listGoneBeforeHold(context).map(({ due }) => due), ...listDueNow(context)];
}

function listDueNow({ vault }: ErasureContext): DueContent<ConversationId>[] {
  const until = vault.clock.erasableUntil();
  const unfinished = new Set(listUnfinishedErasures(vault.db).map(keyOf));
  const free = listRetained(vault.db, until).filter((conversation) => !isHeld(vault, conversation));
  return dueForErasure(free, until, false).filter((due) => !unfinished.has(keyOf(due)));
}

/**
 * Sound that was due, and whose key half was destroyed, before somebody asked that it be held: a hold keeps what is
 * there, and nothing is waited for where nothing is left.
 */
export function listGoneBeforeHold({ vault, audio }: Pick<ErasureContext, "vault" | "audio">): {
  readonly recordingId: RecordingId;
  readonly due: DueContent<ConversationId>;
}[] {
  const unfinished = new Set(listUnfinishedErasures(vault.db).map(keyOf));
  const held = listRetained(vault.db, vault.clock.erasableUntil()).filter((one) => isHeld(vault, one));
  return held
    .flatMap(dueBeforeHold)
    .filter((due) => !unfinished.has(keyOf(due)))
    .flatMap((due) => {
      const sound = findKeyedSound(vault.db, due.conversationId);
      const isGone = sound !== undefined && isKeyHalfAbsent(audio, sound.id);
      return isGone ? [{ recordingId: sound.id, due }] : [];
    });
}

/** By its own date: a permission that was taken back later was still given when the sound went. */
function dueBeforeHold(conversation: RetainedRow): DueContent<ConversationId>[] {
  const { heldSince } = conversation;
  if (heldSince === null) return [];
  return dueForErasure([{ ...conversation, present: ["sound"], withdrawnAt: null }], heldSince, false);
}

/** What was due within 45 days may go unconfirmed, but a hold ends only at a time that nobody need confirm. */
function isHeld({ clock }: OpenVault, conversation: Pick<RetainedRow, "heldUntil"> | undefined): boolean {
  const heldUntil = conversation?.heldUntil ?? null;
  return heldUntil !== null && heldUntil > clock.seen().trustedAt;
}

function keyOf({ conversationId, category }: { readonly conversationId: string; readonly category: string }) {
  return `${conversationId} ${category}`;
}

function endHoldsThatRanOut({ vault, emit }: ErasureContext): void {
  const { db, clock } = vault;
  const ended = listEndedHolds(db, clock.seen().trustedAt);
  if (ended.length === 0) return;
  db.transaction(() => {
    for (const { id, consentNumber } of ended) {
      saveHold(db, id, null);
      appendAudit(db, {
        at: clock.now(),
        event: "hold-end",
        conversationId: id,
        consentNumber,
        detail: { byItself: true },
      });
    }
  }).immediate();
  for (const { id } of ended) emit({ name: "conversation.changed", payload: { conversationId: id } });
}
