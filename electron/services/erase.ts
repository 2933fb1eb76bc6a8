/** Erasure in seven steps, each idempotent and resumed where it stopped (SECURITY.md §4). */
import { randomUUID } from "node:crypto";
import type { ContentCategory } from "../../shared/domain/conversation.ts";
import type { ErasureRule } from "../../shared/domain/erasureRecord.ts";
import type { ConversationId } from "../../shared/domain/ids.ts";
import { destroyFile } from "../audio/destroyFile.ts";
import { writeAuditHead } from "../vault/auditHeadFile.ts";
import { appendAudit } from "../vault/auditLog.ts";
import { type Canary, collectCanaries } from "../vault/canaries.ts";
import {
  advanceErasure,
  type Erasure,
  type ErasureStep,
  eraseNoteRows,
  eraseSoundRows,
  eraseTranscriptRows,
  findRetained,
  insertErasure,
  listUnfinishedErasures,
} from "../vault/erasureRepository.ts";
import { findKeyedSound, listRecordings } from "../vault/recordingRepository.ts";
import { writeSchedule } from "../vault/schedule.ts";
import { truncateWal } from "../vault/truncateWal.ts";
import { snapshotPath } from "../vault/vaultFolder.ts";
import { issueCertificate } from "./certificateText.ts";
import { isKeyHalfAbsent } from "./destroySounds.ts";
import type { ErasureContext } from "./erasureContext.ts";
import { keepBeforeErasing, refreshCompanions } from "./keepErased.ts";
import { endUse, withRoomMade } from "./roomForErasing.ts";
import { renewThumbnail } from "./thumbnail.ts";
import { checkDatabase, type ErasureCheck, isPassed, verifyErased } from "./verifyErased.ts";

/** One kind of content of one conversation, and the rule that says so. */
export interface ErasureTask {
  readonly conversationId: ConversationId;
  readonly category: ContentCategory;
  readonly rule: ErasureRule;
}

/** How many erasures came to their certificate, and how many stopped on the way and will be resumed. */
export interface ErasureOutcome {
  readonly finished: number;
  readonly incomplete: number;
}

/**
 * Erases content; several at once share commits and the checkpoint.
 *
 * A system error (a file that is held open, a full disk) stops that erasure only: it stays at its step. Asked for again
 * it is carried on, so that what is erased once is certified once. Where there is no room even for noting that it
 * begins, sound whose time is over is destroyed first, which makes room.
 *
 * @param tasks - holds and permission to do so were checked by the caller
 * @param before - what counts only together with the intents, in the same transaction
 */
export function eraseContent(
  context: ErasureContext,
  tasks: readonly ErasureTask[],
  before: () => void = () => {},
): ErasureOutcome {
  if (tasks.length === 0) return { finished: 0, incomplete: 0 };
  const { db } = context.vault;
  const begin = () =>
    db
      .transaction(() => {
        before();
        const unfinished = listUnfinishedErasures(db);
        return tasks.map((task) => unfinished.find(isOf(task)) ?? beginErasure(context, task));
      })
      .immediate();
  const dueSounds = tasks.filter(isDueSound).map(({ conversationId }) => conversationId);
  return runErasures(context, withRoomMade(context, dueSounds, begin));
}

function isOf({ conversationId, category }: ErasureTask): (erasure: Erasure) => boolean {
  return (erasure) => erasure.conversationId === conversationId && erasure.category === category;
}

/** What is erased by choice waits for room: its time is not over, and without a note nobody knows who took it away. */
function isDueSound({ category, rule }: ErasureTask): boolean {
  return category === "sound" && rule !== "by-choice" && rule !== "handed-over";
}

/** Carries erasures on from the step they are at. */
export function runErasures(context: ErasureContext, erasures: readonly Erasure[]): ErasureOutcome {
  const { vault } = context;
  endBackup(context);
  const run: Run = { overwritten: new Map(), checks: new Map() };
  // Known outside the vault before anything goes: whatever happens then, no backup brings it back.
  keepBeforeErasing(vault);
  let going = erasures;
  going = take(context, going, 2, (erasure) => destroyKeyHalves(context, erasure));
  const canaries = collectCanaries(
    vault.db,
    going.filter(({ step }) => step < 3),
  );
  going = takeTogether(context, going, 3, (erasure) => eraseRows(context, erasure));
  going = take(context, going, 4, () => truncateWal(vault.db));
  going = take(context, going, 5, (erasure) => destroyBlobs(context, erasure, run));
  going = verifyAll(context, going, run, canaries);
  going = takeTogether(context, going, 7, (erasure) => certify(context, erasure, run));
  writeSchedule(vault);
  writeAuditHead(vault);
  refreshCompanions(vault);
  tellPage(context, erasures);
  return { finished: going.length, incomplete: erasures.length - going.length };
}

/**
 * A backup that is being written holds what is erased: it is void, and so is the copy of the database that it is made from.
 *
 * Where the copy cannot be deleted now, no certificate is written: see `verifyErased`.
 */
function endBackup({ vault, sitting }: ErasureContext): void {
  if (sitting.backup === undefined) return;
  sitting.backup.isOvertaken = true;
  const copy = snapshotPath(vault.folder);
  isDone(() => {
    if (vault.files.exists(copy)) destroyFile(vault.files, copy);
    return true;
  });
}

/** What is known of this run only; after a restart it is not, and the certificate says no more than is known. */
interface Run {
  readonly overwritten: Map<string, boolean>;
  readonly checks: Map<string, ErasureCheck>;
}

function beginErasure({ vault, audio, isUnlocking }: ErasureContext, task: ErasureTask): Erasure {
  const { db, clock } = vault;
  const sound = task.category === "sound" ? findKeyedSound(db, task.conversationId) : undefined;
  const keyHalfFoundAbsent = sound !== undefined && isKeyHalfAbsent(audio, sound.id);
  const erasure: Erasure = {
    ...task,
    id: randomUUID(),
    recordingId: sound?.id ?? null,
    step: 1,
    executedWhileLocked: isUnlocking === true && keyHalfFoundAbsent,
    startedAt: clock.now(),
  };
  insertErasure(db, erasure);
  appendAudit(db, {
    at: erasure.startedAt,
    event: "erase-begin",
    conversationId: task.conversationId,
    consentNumber: findRetained(db, task.conversationId)?.consentNumber ?? null,
    detail: { category: task.category, rule: task.rule, keyHalfFoundAbsent },
  });
  return erasure;
}

function destroyKeyHalves(context: ErasureContext, erasure: Erasure): boolean {
  if (erasure.category !== "sound") return true;
  const { vault, audio, sitting } = context;
  const { conversationId } = erasure;
  endUse(context, conversationId);
  for (const { id, state } of listRecordings(vault.db, conversationId)) {
    const half = audio.destroyShred(id);
    if (half.wasThere) sitting.destroyedHalves.set(id, half.wasOverwritten);
    // The row of an attempt that never counted goes in step 3, and with it the knowledge of its files.
    if (state === "importing") {
      audio.destroyPart(id);
      audio.destroyBlob(id);
    }
  }
  return true;
}

function eraseRows({ vault }: ErasureContext, { category, conversationId }: Erasure): void {
  const erasedAt = vault.clock.now();
  switch (category) {
    case "sound":
      eraseSoundRows(vault.db, conversationId, erasedAt);
      break;
    case "transcript":
      eraseTranscriptRows(vault.db, conversationId, erasedAt);
      // The sound, where it is left, keeps a waveform that tells nobody apart.
      renewThumbnail(vault, conversationId);
      break;
    case "notes":
      eraseNoteRows(vault.db, conversationId, erasedAt);
      break;
  }
}

function destroyBlobs({ vault, audio }: ErasureContext, erasure: Erasure, run: Run): boolean {
  if (erasure.category !== "sound") return true;
  const destroyed = listRecordings(vault.db, erasure.conversationId).flatMap(({ id }) => [
    audio.destroyBlob(id),
    audio.destroyPart(id),
  ]);
  if (destroyed.some(({ wasThere }) => wasThere)) {
    run.overwritten.set(
      erasure.id,
      destroyed.every(({ wasOverwritten }) => wasOverwritten),
    );
  }
  return true;
}

/**
 * Step 6; also for what had passed it when the process ended, since nobody knows any more what was found.
 *
 * What does not pass goes back to step 1: the next sweep does it all again.
 */
function verifyAll(
  context: ErasureContext,
  erasures: readonly Erasure[],
  run: Run,
  canaries: readonly Canary[],
): readonly Erasure[] {
  if (erasures.length === 0) return [];
  const { db } = context.vault;
  const database = checkDatabase(context, canaries);
  for (const erasure of erasures) run.checks.set(erasure.id, verifyErased(context, erasure, database));
  const hasPassed = ({ id }: Erasure) => isPassed(checkOf(run, id));
  db.transaction(() => {
    for (const erasure of erasures) advanceErasure(db, erasure.id, hasPassed(erasure) ? 6 : 1);
  }).immediate();
  return erasures.filter(hasPassed).map((erasure) => ({ ...erasure, step: 6 }));
}

function checkOf(run: Run, erasureId: string): ErasureCheck {
  const check = run.checks.get(erasureId);
  if (check === undefined) throw new Error("an erasure comes to its certificate unverified");
  return check;
}

function certify(context: ErasureContext, erasure: Erasure, run: Run): void {
  const { recordingId } = erasure;
  issueCertificate(context.vault, erasure, {
    check: checkOf(run, erasure.id),
    keyHalfWasOverwritten: (recordingId && context.sitting.destroyedHalves.get(recordingId)) ?? null,
    soundWasOverwritten: run.overwritten.get(erasure.id) ?? null,
    version: context.version,
  });
}

/** Runs a step for each erasure that has come to it, then counts it for all in one commit. */
function take(
  { vault }: ErasureContext,
  erasures: readonly Erasure[],
  step: ErasureStep,
  act: (erasure: Erasure) => boolean,
): readonly Erasure[] {
  const done = erasures.filter((erasure) => erasure.step >= step || isDone(() => act(erasure)));
  vault.db
    .transaction(() => {
      for (const { id } of done.filter((erasure) => erasure.step < step)) advanceErasure(vault.db, id, step);
    })
    .immediate();
  return done.map((erasure) => (erasure.step < step ? { ...erasure, step } : erasure));
}

/** Runs a step that is a change of the database: for all and counted in one transaction. */
function takeTogether(
  { vault }: ErasureContext,
  erasures: readonly Erasure[],
  step: ErasureStep,
  act: (erasure: Erasure) => void,
): readonly Erasure[] {
  vault.db
    .transaction(() => {
      for (const erasure of erasures.filter((one) => one.step < step)) {
        act(erasure);
        advanceErasure(vault.db, erasure.id, step);
      }
    })
    .immediate();
  return erasures.map((erasure) => (erasure.step < step ? { ...erasure, step } : erasure));
}

/** A file that cannot be destroyed now is tried again by the next sweep; anything else is not ours to catch. */
function isDone(act: () => boolean): boolean {
  try {
    return act();
  } catch (error) {
    if (typeof (error as NodeJS.ErrnoException).code === "string") return false;
    throw error;
  }
}

function tellPage({ emit }: ErasureContext, erasures: readonly Erasure[]): void {
  for (const conversationId of new Set(erasures.map((erasure) => erasure.conversationId))) {
    const payload = { conversationId };
    emit({ name: "conversation.changed", payload });
    emit({ name: "transcript.changed", payload });
    emit({ name: "notes.changed", payload });
  }
  emit({ name: "library.changed", payload: {} });
  emit({ name: "erasures.changed", payload: {} });
}
