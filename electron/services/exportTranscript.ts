/** The text of a conversation, out of the vault: as a file for other programs, and as a sheet to print. */
import { randomUUID } from "node:crypto";
import type { ParsedInput, RequestOutput } from "../../shared/contract.ts";
import type { ConversationDetail } from "../../shared/domain/conversation.ts";
import type { ConversationId } from "../../shared/domain/ids.ts";
import type { CopyForm, OutsideCopy } from "../../shared/domain/outsideCopy.ts";
import type { ExportFormat } from "../../shared/domain/transcriptExport.ts";
import { Failure } from "../../shared/errors.ts";
import { printers } from "../../shared/formats/printTranscript.ts";
import { printRefiQda } from "../../shared/formats/refiQda.ts";
import { appendAudit } from "../vault/auditLog.ts";
import type { OpenVault } from "../vault/openVault.ts";
import { insertOutsideCopy } from "../vault/outsideCopyRepository.ts";
import { type CodesOnLines, codesOnLines } from "./codingsInRefi.ts";
import type { ServiceContext } from "./context.ts";
import { createOutsideFile } from "./outsideFile.ts";
import { requireNoHoldAndConsent } from "./permission.ts";
import { requireConversation } from "./requireConversation.ts";
import { settingsOf } from "./settingsOf.ts";
import { exportedSheet, exportedTranscript, type WantedParts } from "./transcriptForOthers.ts";
import { writeWordFile } from "./wordFile.ts";

/**
 * Writes the text to a place of the person's choice, not encrypted, and reads it back.
 *
 * Not under a hold: whoever has asked for the text gets the client's copy or what goes to an archive.
 *
 * @throws Failure `conversation.not-found`, `transcript.erased`, `request.invalid` where there is no text or for a place
 *   that was not chosen, `conversation.on-hold`, `consent.withdrawn`, `consent.expired`, `copy.not-written`,
 *   `copy.not-verified`; nothing is left of the file then
 */
export async function exportTranscript(
  context: ServiceContext,
  { conversationId, format, targetId, withCodings, ...wanted }: ParsedInput<"transcript.export">,
): Promise<RequestOutput<"transcript.export">> {
  const { vault } = context;
  const conversation = requireText(vault, conversationId);
  const targetPath = context.sources.takeTarget(targetId);
  const coded =
    withCodings === true && format === "refi-qda" && mayCodingsGo(vault, conversation)
      ? codesOnLines(context, conversationId)
      : undefined;
  const hasCodes = coded !== undefined && coded.codings.length > 0;
  logExport(vault, conversation, { form: "file", format, ...(hasCodes ? { withCodings: true } : {}) });
  const bytes = await fileOf(vault, conversation, format, { ...wanted, ...coded });
  // While a document was being made, the text's time may have come.
  requireText(vault, conversationId);
  const file = createOutsideFile(context, targetPath);
  try {
    file.append(bytes);
    file.reopen();
    if (Buffer.compare(file.read(0, bytes.length + 1), bytes) !== 0) throw new Failure("copy.not-verified");
    file.keep({ conversationId, ...copyOf(vault, "file", hasCodes) });
  } finally {
    file.discard();
  }
  context.emit({ name: "copies.changed", payload: { conversationId } });
  return { sizeBytes: bytes.length };
}

/**
 * What goes on paper, or into a PDF; it counts as made, since nobody sees what a printer does.
 *
 * @throws Failure `conversation.not-found`, `transcript.erased`, `request.invalid` where there is no text,
 *   `conversation.on-hold`, `consent.withdrawn`, `consent.expired`
 */
export function transcriptOnPaper(
  context: ServiceContext,
  { conversationId, form, ...wanted }: ParsedInput<"transcript.paper">,
): RequestOutput<"transcript.paper"> {
  const { vault } = context;
  const conversation = requireText(vault, conversationId);
  vault.db
    .transaction(() => {
      logExport(vault, conversation, { form });
      insertOutsideCopy(vault.db, { ...copyOf(vault, form), id: randomUUID(), conversationId });
    })
    .immediate();
  context.emit({ name: "copies.changed", payload: { conversationId } });
  return exportedSheet(vault, conversation, wanted);
}

async function fileOf(
  vault: OpenVault,
  conversation: ConversationDetail,
  format: ExportFormat,
  { codes, codings, ...wanted }: WantedParts & Partial<CodesOnLines>,
): Promise<Uint8Array> {
  if (format === "docx") return writeWordFile(exportedSheet(vault, conversation, wanted));
  const transcript = exportedTranscript(vault, conversation, wanted);
  if (format === "refi-qda") {
    const name = [conversation.title, conversation.heldOn].join(" ");
    return printRefiQda({
      name,
      transcript,
      writtenAt: vault.clock.now(),
      newGuid: randomUUID,
      ...(codes === undefined ? {} : { codes }),
      ...(codings === undefined ? {} : { codings }),
    });
  }
  return new TextEncoder().encode(printers[format](transcript, settingsOf(vault).language));
}

function requireText(vault: OpenVault, conversationId: ConversationId): ConversationDetail {
  const conversation = requireConversation(vault, conversationId);
  const { dueAt, erasedAt } = conversation.clocks.transcript;
  const isOver = erasedAt !== null || (dueAt !== null && dueAt <= vault.clock.now());
  if (isOver) throw new Failure("transcript.erased");
  if (conversation.segmentCount === 0) throw new Failure("request.invalid");
  requireNoHoldAndConsent(vault, conversation);
  return conversation;
}

/** Codings are erased with the notes. */
function mayCodingsGo({ clock }: OpenVault, { clocks }: ConversationDetail): boolean {
  const { dueAt, erasedAt } = clocks.notes;
  return erasedAt === null && (dueAt === null || dueAt > clock.now());
}

function copyOf(vault: OpenVault, form: CopyForm, hasCodes = false): OutsideCopy {
  const contents = hasCodes ? (["transcript", "coding"] as const) : (["transcript"] as const);
  return { kind: "export", form, contents: [...contents], madeAt: vault.clock.now() };
}

function logExport(
  vault: OpenVault,
  { id, consent }: ConversationDetail,
  how: { readonly form: CopyForm; readonly format?: ExportFormat; readonly withCodings?: true },
): void {
  appendAudit(vault.db, {
    at: vault.clock.now(),
    event: "export",
    conversationId: id,
    consentNumber: consent?.number ?? null,
    detail: { encrypted: false, contents: "transcript", ...how },
  });
}
