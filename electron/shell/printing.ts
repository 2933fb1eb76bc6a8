/** Printing what the page shows only to printers: the vault process allows and logs it first. */
import type { WebContents } from "electron";
import type { RequestInput } from "../../shared/contract.ts";
import { Failure } from "../../shared/errors.ts";
import { Passed } from "./ipcGate.ts";
import type { VaultRequest } from "./vaultLink.ts";

/** The part of Electron's `WebContents` that is used. */
export type PrintingContents = Pick<WebContents, "print" | "printToPDF">;

/**
 * Prints with the system's dialog; no address, title or date is put into the margins.
 *
 * @returns what became of it, or the vault process's refusal
 * @throws Failure `print.failed`
 */
export async function printSheet(
  { document }: RequestInput<"shell.print">,
  contents: PrintingContents,
  vault: VaultRequest,
): Promise<{ outcome: "printed" | "cancelled" } | Passed> {
  const allowed = await vault("internal.printing", { document, printedOn: "paper" });
  if (!allowed.ok) return new Passed(allowed);
  return new Promise((resolve, reject) => {
    contents.print({ pageSize: "A4", printBackground: false }, (isPrinted, failureReason) => {
      if (isPrinted) resolve({ outcome: "printed" });
      else if (/cancell?ed/i.test(failureReason)) resolve({ outcome: "cancelled" });
      else reject(new Failure("print.failed"));
    });
  });
}

/**
 * Makes a PDF and has the vault process write it to the chosen place.
 *
 * @returns the vault process's answer, or its refusal
 * @throws Failure `print.failed`
 */
export async function savePdf(
  { document, targetId }: RequestInput<"shell.savePdf">,
  contents: PrintingContents,
  vault: VaultRequest,
): Promise<Passed> {
  const allowed = await vault("internal.printing", { document, printedOn: "pdf" });
  if (!allowed.ok) return new Passed(allowed);
  const pdf = await contents
    .printToPDF({
      pageSize: "A4",
      preferCSSPageSize: true,
      printBackground: false,
      displayHeaderFooter: false,
      generateTaggedPDF: true,
    })
    .catch(() => {
      throw new Failure("print.failed");
    });
  return new Passed(await vault("internal.writeTarget", { targetId, bytes: new Uint8Array(pdf) }));
}
