/** Hand over to an archive: export and read back, sign a receipt, and only then erase here (DOMAIN.md §2.4). */
import type { ParsedInput, RequestOutput } from "../../shared/contract.ts";
import type { ConversationDetail } from "../../shared/domain/conversation.ts";
import { localDateOf } from "../../shared/domain/localMidnight.ts";
import type { CopyContent } from "../../shared/domain/outsideCopy.ts";
import { Failure } from "../../shared/errors.ts";
import type { ZipTime } from "../../shared/formats/storedZip.ts";
import { appendAudit } from "../vault/auditLog.ts";
import { findRetained, saveHold } from "../vault/erasureRepository.ts";
import type { OpenVault } from "../vault/openVault.ts";
import { findReceipt } from "../vault/receiptRepository.ts";
import { findSound } from "../vault/recordingRepository.ts";
import { type ArchivedEntry, readArchive, writeArchive } from "./archiveFile.ts";
import type { ServiceContext } from "./context.ts";
import { eraseContent } from "./erase.ts";
import { archiveSources, manifestOf, stateOf } from "./handOverContent.ts";
import { requireInTime } from "./inTime.ts";
import { openRecording } from "./openRecording.ts";
import { createOutsideFile, type OutsideFile } from "./outsideFile.ts";
import { requireHoldOrConsent } from "./permission.ts";
import { issueReceipt } from "./receipts.ts";
import { requireConversation } from "./requireConversation.ts";
import { isSameName } from "./withdrawConsent.ts";

/**
 * Writes a conversation as it is to a place of the person's choice, not encrypted, and reads it back.
 *
 * Also under a hold: a request for the document is often why it is handed over. Nothing is erased by it.
 *
 * @throws Failure `conversation.not-found`, `copy.nothing-left`, `media.not-ready` before the sound is ready,
 *   `erasure.under-way` for what is past its time, `copy.cancelled`, `media.erased`, `copy.not-written`,
 *   `copy.not-verified`, `receipt.out-of-date` if it was changed meanwhile; nothing is left of the file then
 */
export async function exportForArchive(
  context: ServiceContext,
  input: ParsedInput<"handOver.export">,
): Promise<RequestOutput<"handOver.export">> {
  const { vault, audio, sitting } = context;
  const { conversationId, targetId } = input;
  const conversation = requireWhole(vault, conversationId);
  if (sitting.handOvers.has(conversationId)) throw new Failure("request.invalid");
  const targetPath = context.sources.takeTarget(targetId);
  appendAudit(vault.db, { ...about(vault, conversation), event: "export", detail: { encrypted: false } });
  const running = { isCancelled: false };
  sitting.handOvers.set(conversationId, running);
  let sound: ReturnType<typeof openRecording> | undefined;
  let file: OutsideFile | undefined;
  try {
    const state = stateOf(vault, conversation);
    const recording = findSound(vault.db, conversationId);
    sound = recording && openRecording(vault, audio, recording);
    file = createOutsideFile(context, targetPath);
    const sources = archiveSources(context, conversation, sound);
    const totalBytes = sources.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
    const follow = (phase: "writing" | "verifying") => (doneBytes: number) => {
      if (running.isCancelled) throw new Failure("copy.cancelled");
      const done = Math.min(doneBytes, totalBytes);
      context.emit({
        name: "handOver.progress",
        payload: { conversationId, phase, doneBytes: done, totalBytes },
      });
    };
    const written = await writeArchive(file, sources, manifestOf, {
      time: zipTime(vault),
      onPiece: follow("writing"),
    });
    file.reopen();
    const found = await readArchive(file, follow("verifying"));
    if (!isSame(written, found.entries)) throw new Failure("copy.not-verified");
    requireUnchanged(vault, conversation, state);
    requireWhole(vault, conversationId);
    const sizeBytes = file.sizeBytes();
    file.keep({
      conversationId,
      kind: "hand-over",
      form: "file",
      contents: contentsOf(vault, conversation),
      madeAt: vault.clock.now(),
    });
    const receiptNumber = issueReceipt(context, conversation, {
      receivedBy: input.receivedBy,
      reference: input.reference,
      file: { sizeBytes, sha256: found.sha256, entries: written },
      state,
    });
    context.emit({ name: "copies.changed", payload: { conversationId } });
    return { receiptNumber };
  } finally {
    file?.discard();
    sound?.close();
    sitting.handOvers.delete(conversationId);
  }
}

/** Ends an export at its next piece; does nothing if none is under way. */
export function cancelExport(
  { sitting }: ServiceContext,
  { conversationId }: ParsedInput<"handOver.cancel">,
): void {
  const running = sitting.handOvers.get(conversationId);
  if (running !== undefined) running.isCancelled = true;
}

/**
 * Erases here what was handed over. A hold ends with it: what it kept is now kept by the archive.
 *
 * @param input.typedTitle - the conversation's title or pseudonym, typed to confirm
 * @throws Failure `conversation.not-found`, `receipt.not-found`, `receipt.out-of-date` if the conversation is no longer
 *   what was handed over, `consent.pseudonym-mismatch`; `erasure.incomplete` as `eraseNow`
 */
export function eraseHandedOver(context: ServiceContext, input: ParsedInput<"handOver.erase">): void {
  const { vault } = context;
  const { conversationId, receiptNumber, typedTitle } = input;
  const conversation = requireConversation(vault, conversationId);
  const receipt = findReceipt(vault.db, receiptNumber);
  if (receipt?.conversationId !== conversationId) throw new Failure("receipt.not-found");
  requireUnchanged(vault, conversation, receipt.state);
  if (!isSameName(typedTitle, conversation.title)) throw new Failure("consent.pseudonym-mismatch");
  const present = findRetained(vault.db, conversationId)?.present ?? [];
  const tasks = present.map((category) => ({ conversationId, category, rule: "handed-over" }) as const);
  // The hold ends with the intents: a crash between would leave content that nothing keeps and nobody erases.
  const { incomplete } = eraseContent(context, tasks, () =>
    noteHandedOver(vault, conversation, receiptNumber),
  );
  if (incomplete > 0) throw new Failure("erasure.incomplete");
}

function noteHandedOver({ db, clock }: OpenVault, conversation: ConversationDetail, receipt: number): void {
  const { id: conversationId, consent, hold } = conversation;
  const about = { at: clock.now(), conversationId, consentNumber: consent?.number ?? null };
  appendAudit(db, { ...about, event: "hand-over", detail: { receipt, eraseHere: true } });
  if (hold === null) return;
  saveHold(db, conversationId, null);
  appendAudit(db, { ...about, event: "hold-end", detail: { byItself: false, handedOver: true } });
}

function requireWhole(vault: OpenVault, conversationId: ConversationDetail["id"]): ConversationDetail {
  const conversation = requireConversation(vault, conversationId);
  const present = findRetained(vault.db, conversationId)?.present ?? [];
  if (present.length === 0) throw new Failure("copy.nothing-left");
  const { phase } = conversation.sound;
  const isUnsettled = phase !== "none" && phase !== "ready" && phase !== "erased";
  if (isUnsettled) throw new Failure("media.not-ready");
  requireHoldOrConsent(vault, conversation);
  for (const category of present) requireInTime(vault, conversation, category);
  return conversation;
}

function requireUnchanged(vault: OpenVault, conversation: ConversationDetail, state: Uint8Array): void {
  if (Buffer.compare(stateOf(vault, conversation), state) !== 0) throw new Failure("receipt.out-of-date");
}

function isSame(written: readonly ArchivedEntry[], found: readonly ArchivedEntry[]): boolean {
  return (
    written.length === found.length &&
    written.every(({ name, sizeBytes, sha256 }, index) => {
      const other = found[index];
      return other?.name === name && other.sizeBytes === sizeBytes && other.sha256 === sha256;
    })
  );
}

function contentsOf(vault: OpenVault, { id }: ConversationDetail): CopyContent[] {
  return [...(findRetained(vault.db, id)?.present ?? []), "permission"];
}

function about(vault: OpenVault, { id, consent }: ConversationDetail) {
  return { at: vault.clock.now(), conversationId: id, consentNumber: consent?.number ?? null };
}

function zipTime({ clock }: OpenVault): ZipTime {
  const [year = 1980, month = 1, day = 1] = localDateOf(clock.now(), clock.zone).split("-").map(Number);
  return { year, month, day };
}
