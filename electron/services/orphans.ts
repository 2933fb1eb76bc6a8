/** Sweeping up what a crash left of imports and preparations; run at unlock, when nothing of the kind is going on. */
import type { ConversationId, RecordingId } from "../../shared/domain/ids.ts";
import { appendDamage, listDamage } from "../vault/auditLog.ts";
import { listUnfinishedErasures } from "../vault/erasureRepository.ts";
import type { OpenVault } from "../vault/openVault.ts";
import {
  findRecording,
  listRecordings,
  listRecordingsInState,
  removeRecording,
} from "../vault/recordingRepository.ts";
import type { ServiceContext } from "./context.ts";

/** Doubt lasts as long as a check tells of damage, ms. */
const doubtMs = 30 * 86_400_000;
const doubtful = ["audit log", "audit.json", "checkpoints.jsonl", "database", "vault.json"];

/**
 * Removes blobs that were never finished, originals that were replaced, and files that no row knows.
 *
 * @returns how many recordings something was removed of
 */
export function sweepOrphans(context: ServiceContext): number {
  const { vault } = context;
  const unfinished = listRecordingsInState(vault.db, "importing");
  for (const { id } of unfinished) removeUnfinished(context, id);
  // Where the log is in doubt, the database may be an old one: then files that it does not know are kept.
  const isInDoubt = isLogInDoubt(vault);
  const strays = strayIds(context).filter((id) => !isInDoubt || findRecording(vault.db, id) !== undefined);
  noteReturned(context, strays);
  for (const id of strays) destroyFiles(context, id);
  return unfinished.length + strays.length;
}

/** Destroys the files that no row knows and those of erased recordings, when the person has asked for it. */
export function sweepStrays(context: ServiceContext): void {
  for (const id of strayIds(context)) destroyFiles(context, id);
}

/** Recordings of which there are files although there should be none; those being erased are not among them. */
export function strayIds(context: ServiceContext): RecordingId[] {
  const { vault, audio } = context;
  const unfinished = new Set(listUnfinishedErasures(vault.db).map(({ recordingId }) => recordingId));
  return audio.listIds().filter((id) => !unfinished.has(id) && isStray(context, id));
}

/** Removes what an earlier import into one conversation left behind. */
export function removeUnfinishedOf(context: ServiceContext, conversationId: ConversationId): void {
  for (const { id, state } of listRecordings(context.vault.db, conversationId)) {
    if (state === "importing") removeUnfinished(context, id);
  }
}

/** Destroys all files of a recording: the key half first, so that the rest is unreadable from then on. */
export function destroyFiles({ audio }: ServiceContext, id: RecordingId): void {
  audio.destroyShred(id);
  audio.destroyBlob(id);
  audio.destroyPart(id);
}

function removeUnfinished(context: ServiceContext, id: RecordingId): void {
  destroyFiles(context, id);
  removeRecording(context.vault.db, id);
}

function isStray({ vault }: ServiceContext, id: RecordingId): boolean {
  const recording = findRecording(vault.db, id);
  return recording === undefined || recording.state === "replaced" || recording.state === "erased";
}

/** Whether damage to the log, or to the database as a whole, was noticed lately. */
function isLogInDoubt({ db, clock }: OpenVault): boolean {
  return listDamage(db, clock.now() - doubtMs).some(({ what }) => doubtful.includes(what));
}

/** What was erased and lies there again was put back from a copy; it cannot be read, and that it was there is logged. */
function noteReturned({ vault }: ServiceContext, strays: readonly RecordingId[]): void {
  const returned = strays.filter((id) => findRecording(vault.db, id)?.state === "erased");
  if (returned.length === 0) return;
  vault.db
    .transaction(() => {
      for (const recordingId of returned) {
        appendDamage(vault.db, vault.clock.now(), { what: "erased sound", recordingId });
      }
    })
    .immediate();
}
