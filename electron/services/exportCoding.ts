/** A finished coding, out of the vault: as a file for spreadsheets, and as a sheet to print. */
import { randomUUID } from "node:crypto";
import type { ParsedInput, RequestOutput } from "../../shared/contract.ts";
import type { CodingFormat } from "../../shared/domain/codingExport.ts";
import type { ConversationDetail } from "../../shared/domain/conversation.ts";
import type { CodingId } from "../../shared/domain/ids.ts";
import type { CopyForm, OutsideCopy } from "../../shared/domain/outsideCopy.ts";
import { Failure } from "../../shared/errors.ts";
import { printTable } from "../../shared/formats/printTable.ts";
import { appendAudit } from "../vault/auditLog.ts";
import type { OpenVault } from "../vault/openVault.ts";
import { insertOutsideCopy } from "../vault/outsideCopyRepository.ts";
import {
  aboutTable,
  type CodingGivenOut,
  figuresTable,
  printedMoments,
  utterancesTable,
} from "./codingForOthers.ts";
import { requireCoding } from "./codings.ts";
import type { ServiceContext } from "./context.ts";
import { createOutsideFile } from "./outsideFile.ts";
import { requireNoHoldAndConsent } from "./permission.ts";
import { requireConversation } from "./requireConversation.ts";
import { asCalled, requireScheme } from "./schemes.ts";

/**
 * Writes what a coding comes to, to a place of the person's choice, not encrypted, and reads it back.
 *
 * @throws Failure `coding.not-found`, `coding.erased`, `transcript.erased` where words are asked for that are gone,
 *   `request.invalid` for a coding that goes on or a place that was not chosen, `conversation.on-hold`, `consent.*`,
 *   `copy.not-written`, `copy.not-verified`; nothing is left of the file then
 */
export async function exportCoding(
  context: ServiceContext,
  { codingId, format, table, withText, targetId }: ParsedInput<"coding.export">,
): Promise<RequestOutput<"coding.export">> {
  const { vault } = context;
  const hasText = withText && (format === "xlsx" || table === "utterances");
  const given = requireGivenOut(context, codingId, hasText);
  const { conversation } = given;
  const targetPath = context.sources.takeTarget(targetId);
  logExport(vault, given, { form: "file", format });
  const bytes =
    format === "xlsx"
      ? await workbookOf(vault, given)
      : new TextEncoder().encode(
          printTable(
            (table === "figures" ? figuresTable : utterancesTable)(vault, given).rows,
            format === "csv-nordic" ? "nordic" : "plain",
          ),
        );
  // While a workbook was being made, its time may have come.
  requireGivenOut(context, codingId, hasText);
  const file = createOutsideFile(context, targetPath);
  try {
    file.append(bytes);
    file.reopen();
    if (Buffer.compare(file.read(0, bytes.length + 1), bytes) !== 0) throw new Failure("copy.not-verified");
    file.keep({ conversationId: conversation.id, ...copyOf(vault, given, "file") });
  } finally {
    file.discard();
  }
  context.emit({ name: "copies.changed", payload: { conversationId: conversation.id } });
  return { sizeBytes: bytes.length };
}

/**
 * The utterances that go on paper, or into a PDF; it counts as made, since nobody sees what a printer does.
 *
 * @throws Failure as {@link exportCoding}
 */
export function codingOnPaper(
  context: ServiceContext,
  { codingId, form, withMoments, withText }: ParsedInput<"coding.paper">,
): RequestOutput<"coding.paper"> {
  const { vault } = context;
  const given = requireGivenOut(context, codingId, withMoments && withText);
  const { conversation } = given;
  vault.db
    .transaction(() => {
      logExport(vault, given, { form });
      insertOutsideCopy(vault.db, {
        ...copyOf(vault, given, form),
        id: randomUUID(),
        conversationId: conversation.id,
      });
    })
    .immediate();
  context.emit({ name: "copies.changed", payload: { conversationId: conversation.id } });
  return withMoments ? printedMoments(vault, given) : { notice: null, lines: [] };
}

/** Sees to it that a coding may go out now: finished, in its time, with a valid permission, and not under a hold. */
function requireGivenOut(context: ServiceContext, codingId: CodingId, withText: boolean): CodingGivenOut {
  const { vault } = context;
  const coding = requireCoding(context, codingId);
  const conversation = requireConversation(vault, coding.conversationId);
  requireNoHoldAndConsent(vault, conversation);
  if (isOver(vault, conversation, "notes")) throw new Failure("coding.erased");
  if (withText && isOver(vault, conversation, "transcript")) throw new Failure("transcript.erased");
  if (coding.finishedAt === null) throw new Failure("request.invalid");
  const scheme = asCalled(context, requireScheme(context, coding.schemeId, coding.schemeVersion));
  return { coding, scheme, conversation, withText };
}

function isOver(
  { clock }: OpenVault,
  { clocks }: ConversationDetail,
  category: "notes" | "transcript",
): boolean {
  const { dueAt, erasedAt } = clocks[category];
  return erasedAt !== null || (dueAt !== null && dueAt <= clock.now());
}

async function workbookOf(vault: OpenVault, given: CodingGivenOut): Promise<Uint8Array> {
  const { makeWorkbook } = await import("./codingWorkbook.ts");
  return makeWorkbook([figuresTable(vault, given), utterancesTable(vault, given), aboutTable(vault, given)]);
}

function copyOf(vault: OpenVault, { withText }: CodingGivenOut, form: CopyForm): OutsideCopy {
  const contents = withText ? (["transcript", "coding"] as const) : (["coding"] as const);
  return { kind: "export", form, contents: [...contents], madeAt: vault.clock.now() };
}

function logExport(
  vault: OpenVault,
  { conversation, withText }: CodingGivenOut,
  how: { readonly form: CopyForm; readonly format?: CodingFormat },
): void {
  appendAudit(vault.db, {
    at: vault.clock.now(),
    event: "export",
    conversationId: conversation.id,
    consentNumber: conversation.consent?.number ?? null,
    detail: { encrypted: false, contents: "coding", withText, ...how },
  });
}
