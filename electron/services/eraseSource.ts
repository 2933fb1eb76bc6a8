/** Erasing a file where it was taken in from: only once the sound is safe here, and only if it is the same (SECURITY.md §4). */
import type { EventPayload, ParsedInput } from "../../shared/contract.ts";
import type { ConversationId } from "../../shared/domain/ids.ts";
import type { SourceErasure } from "../../shared/domain/sourceErasure.ts";
import { Failure } from "../../shared/errors.ts";
import { appendAudit } from "../vault/auditLog.ts";
import { findKeptOriginal } from "../vault/recordingRepository.ts";
import {
  type BegunSourceErasure,
  insertSourceErasure,
  listSourceErasures,
  markDestroying,
  removeSourceErasure,
} from "../vault/sourceErasureRepository.ts";
import { settlePlace } from "../vault/whereaboutsRepository.ts";
import type { ServiceContext } from "./context.ts";
import { requireKeptSound, verifyKeptSound } from "./keptSound.ts";
import { createPace } from "./pace.ts";
import { requireConversation } from "./requireConversation.ts";
import type { RunningImport } from "./sitting.ts";
import {
  destroyLeftover,
  giveNameBack,
  isListed,
  isTroubleOutside,
  newLeftover,
  type Reach,
  reachOf,
  readSource,
  SourceUntouched,
  takeNameAway,
} from "./sourceFile.ts";
import { noteSettled } from "./whereabouts.ts";

/**
 * Erases an offered file in its place, after the vault's sound and the file were both read once more and agree.
 *
 * The intent is committed and logged before the file is touched. Its name is taken away first: whatever ends this
 * half-way, a file under its own name is whole, and `resumeSourceErasure` finishes what has the other name.
 *
 * @throws Failure as `requireKeptSound` and `verifyKeptSound`; `media.source-gone` for an unknown source; `vault.busy` if
 *   one is running for the conversation
 */
export function eraseSource(
  context: ServiceContext,
  { conversationId, sourceId }: ParsedInput<"source.erase">,
): Promise<SourceErasure> {
  return alone(context, conversationId, (running) => {
    const filePath = context.sources.pathOf(sourceId);
    const knownModifiedAt = context.sitting.takenIn.get(sourceId);
    return eraseFile(context, conversationId, { filePath, knownModifiedAt, running });
  });
}

/** Stops before the file is touched; does nothing if none is running, or it has come further. */
export function cancelSourceErasure(
  { sitting }: ServiceContext,
  { conversationId }: ParsedInput<"source.cancelErase">,
): void {
  const running = sitting.sourceErasures.get(conversationId);
  if (running !== undefined) running.isCancelled = true;
}

/**
 * Takes up the oldest erasure at the source that did not end.
 *
 * What has already lost its name is destroyed; what still has it is whole and is looked at as if for the first time.
 *
 * @throws Failure `request.invalid` if there is none, else as `eraseSource`
 */
export function resumeSourceErasure(
  context: ServiceContext,
  { conversationId }: ParsedInput<"source.resumeErase">,
): Promise<SourceErasure> {
  const { vault } = context;
  return alone(context, conversationId, async (running) => {
    const [begun] = listSourceErasures(vault.db, conversationId);
    if (begun === undefined) throw new Failure("request.invalid");
    try {
      if (begun.isDestroying && isListed(vault.files, begun.leftover)) {
        log(context, conversationId, { phase: "resume" });
        return await destroy(context, begun);
      }
      if (!begun.isDestroying) giveNameBack(vault.files, begun);
      if (begun.isDestroying) {
        // Another card may have taken the place of the one it is on: it is waited for until the person says that it is gone.
        log(context, conversationId, { phase: "end", outcome: "unseen" });
        return { outcome: "unseen" };
      }
      if (!isListed(vault.files, begun.path)) return settle(context, begun, { outcome: "unseen" });
    } catch (error) {
      if (isTroubleOutside(error)) return leaveUnfinished(context, conversationId);
      throw error;
    }
    removeSourceErasure(vault.db, begun.leftover);
    return eraseFile(context, conversationId, {
      filePath: begun.path,
      knownModifiedAt: undefined,
      running,
    });
  });
}

interface ErasedFile {
  readonly filePath: string;
  /** When it had last been written as it was taken in, if that was in this sitting. */
  readonly knownModifiedAt: number | undefined;
  readonly running: RunningImport;
}

async function eraseFile(
  context: ServiceContext,
  conversationId: ConversationId,
  { filePath, knownModifiedAt, running }: ErasedFile,
): Promise<SourceErasure> {
  const { vault } = context;
  const kept = requireKeptSound(context, conversationId);
  const step = progressOf(context, conversationId);
  const stoppable =
    (phase: Phase) =>
    (doneBytes: number, totalBytes: number): void => {
      if (running.isCancelled) throw new SourceUntouched("cancelled");
      step(phase, doneBytes, totalBytes);
    };
  let begun: BegunSourceErasure | undefined;
  try {
    await verifyKeptSound(context, kept, stoppable("checking"));
    const read = await readSource(vault.files, filePath, stoppable("comparing"));
    if (findKeptOriginal(vault.db, read.sha256)?.conversationId !== conversationId) {
      throw new SourceUntouched("differs");
    }
    if (knownModifiedAt !== undefined && read.modifiedAt !== knownModifiedAt) {
      throw new SourceUntouched("changed");
    }
    // A withdrawal, a hold or the sound's own day may have come while both were read.
    requireKeptSound(context, conversationId);
    begun = begin(context, conversationId, filePath);
    takeNameAway(vault.files, begun, read);
  } catch (error) {
    if (error instanceof SourceUntouched) {
      const untouched = { outcome: "untouched", reason: error.reason } as const;
      return begun === undefined ? untouched : settle(context, begun, untouched);
    }
    if (begun !== undefined && isTroubleOutside(error)) return leaveUnfinished(context, conversationId);
    throw error;
  }
  try {
    markDestroying(vault.db, begun.leftover);
  } catch (error) {
    // The vault's disk is full or failing: the file is whole, and has its name again.
    giveNameBack(vault.files, begun);
    throw error;
  }
  return destroy(context, begun);
}

/** Destroys what has lost its name; what cannot be destroyed now stays noted. */
async function destroy(context: ServiceContext, begun: BegunSourceErasure): Promise<SourceErasure> {
  const { vault } = context;
  const step = progressOf(context, begun.conversationId);
  let wasOverwritten: boolean;
  let reach: Reach;
  try {
    reach = reachOf(vault.files, begun.leftover);
    wasOverwritten = await destroyLeftover(vault.files, begun, (doneBytes, totalBytes) =>
      step("overwriting", doneBytes, totalBytes),
    );
  } catch (error) {
    if (isTroubleOutside(error) || error instanceof SourceUntouched) {
      return leaveUnfinished(context, begun.conversationId);
    }
    throw error;
  }
  return settle(context, begun, { outcome: "gone", reach, wasOverwritten });
}

function begin(
  context: ServiceContext,
  conversationId: ConversationId,
  filePath: string,
): BegunSourceErasure {
  const { db, clock } = context.vault;
  const begun = { conversationId, path: filePath, leftover: newLeftover(filePath), beganAt: clock.now() };
  db.transaction(() => {
    insertSourceErasure(db, begun);
    log(context, conversationId, { phase: "begin" });
  }).immediate();
  return { ...begun, isDestroying: false };
}

/** Logs the outcome, ticks the file on the conversation's list if it was seen to go, and forgets where it lay. */
function settle(context: ServiceContext, begun: BegunSourceErasure, outcome: SourceErasure): SourceErasure {
  const { vault } = context;
  const { conversationId } = begun;
  vault.db
    .transaction(() => {
      removeSourceErasure(vault.db, begun.leftover);
      log(context, conversationId, { phase: "end", ...outcome });
      if (outcome.outcome === "gone" && outcome.reach !== "copy") {
        settlePlace(vault.db, conversationId, "file", {
          as: "gone",
          at: vault.clock.now(),
          byLyhord: true,
        });
        noteSettled(vault, conversationId);
      }
    })
    .immediate();
  return outcome;
}

/** What is noted as begun stays so. */
function leaveUnfinished(context: ServiceContext, conversationId: ConversationId): SourceErasure {
  const outcome = { outcome: "unfinished" } as const;
  log(context, conversationId, { phase: "end", ...outcome });
  return outcome;
}

function log(
  { vault }: ServiceContext,
  conversationId: ConversationId,
  detail: Readonly<Record<string, string | boolean>>,
): void {
  appendAudit(vault.db, {
    at: vault.clock.now(),
    event: "source-erase",
    conversationId,
    consentNumber: requireConversation(vault, conversationId).consent?.number ?? null,
    detail,
  });
}

/** One at a time for each conversation. */
async function alone<T>(
  context: ServiceContext,
  conversationId: ConversationId,
  act: (running: RunningImport) => Promise<T>,
): Promise<T> {
  const { sourceErasures } = context.sitting;
  if (sourceErasures.has(conversationId)) throw new Failure("vault.busy");
  const running: RunningImport = { isCancelled: false };
  sourceErasures.set(conversationId, running);
  try {
    return await act(running);
  } finally {
    sourceErasures.delete(conversationId);
    // An erasure that is unfinished is on the list, too.
    context.emit({ name: "whereabouts.changed", payload: { conversationId } });
  }
}

type Phase = EventPayload<"source.progress">["phase"];

/** Reports progress at most ten times a second, and the end of each phase. */
function progressOf(context: ServiceContext, conversationId: ConversationId) {
  const isTold = createPace(context.clock);
  return (phase: Phase, doneBytes: number, totalBytes: number): void => {
    if (!isTold(doneBytes >= totalBytes)) return;
    context.emit({ name: "source.progress", payload: { conversationId, phase, doneBytes, totalBytes } });
  };
}
