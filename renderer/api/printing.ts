/** Printing: the sheet (ui/PrintSheet.tsx) must be on the page when it is asked for. */
import type { PrintedDocument } from "../../shared/domain/printedDocument.ts";
import { call } from "./call.ts";

/**
 * Prints the sheet with the system's dialog.
 *
 * @throws AppFailure `print.failed`; what the vault refuses, such as `conversation.on-hold`
 */
export async function printDocument(document: PrintedDocument): Promise<"printed" | "cancelled"> {
  return (await call("shell.print", { document })).outcome;
}

/**
 * Asks where, and saves the sheet there as a PDF.
 *
 * @param suggestedName - of the file, with `.pdf`
 * @throws AppFailure as `printDocument`, `vault.disk-full`, `vault.disk-error`
 */
export async function savePdf(
  document: PrintedDocument,
  suggestedName: string,
): Promise<"saved" | "cancelled"> {
  const target = await call("shell.chooseTarget", { purpose: "pdf", suggestedName });
  if (target === null) return "cancelled";
  await call("shell.savePdf", { document, targetId: target.targetId });
  return "saved";
}
