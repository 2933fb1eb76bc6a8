/** What can be done with certificates: save as a file, as PDF, print, and save the program that checks them. */
import { useMutation } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { PrintedDocument } from "../../../shared/domain/printedDocument.ts";
import { call } from "../../api/call.ts";
import { printDocument, savePdf as savePdfAs } from "../../api/printing.ts";

/** `done` for what was saved; printing says nothing, since only the printer knows. */
type Outcome = "done" | "cancelled" | "printed";
type Deed = () => Promise<Outcome>;

/**
 * Gives the deeds, and `run`, the one that is under way.
 *
 * For `savePdf` and `print` their sheets must be on the page (`PrintSheet`).
 *
 * @param numbers - of the certificates; at least one
 */
export function useCertificateDeeds(numbers: readonly number[], suggestedName?: string) {
  const { t } = useTranslation();
  const run = useMutation({ mutationFn: (deed: Deed) => deed() });
  const [number = 0] = numbers;
  const isOne = numbers.length === 1;
  const document: PrintedDocument = isOne
    ? { kind: "certificate", number }
    : { kind: "certificates", numbers: [...numbers] };
  const fileName = suggestedName ?? t("certificate.fileName", { number });

  const saveTo = async (
    purpose: "certificate" | "verifier",
    name: string,
    save: (targetId: NonNullable<Awaited<ReturnType<typeof chooseTarget>>>["targetId"]) => Promise<unknown>,
  ): Promise<Outcome> => {
    const target = await chooseTarget(purpose, name);
    if (target === null) return "cancelled";
    await save(target.targetId);
    return "done";
  };

  return {
    run,
    saveJson: () =>
      saveTo("certificate", fileName, (targetId) =>
        isOne
          ? call("certificate.save", { number, targetId })
          : call("certificate.saveSeveral", { numbers: [...numbers], targetId }),
      ),
    savePdf: async (): Promise<Outcome> => {
      const outcome = await savePdfAs(document, fileName.replace(/\.json$/, ".pdf"));
      return outcome === "saved" ? "done" : "cancelled";
    },
    print: () => printDocument(document),
    saveVerifier: () =>
      saveTo("verifier", "verify-certificate.mjs", (targetId) =>
        call("certificate.saveVerifier", { targetId }),
      ),
  };
}

function chooseTarget(purpose: "certificate" | "verifier", suggestedName: string) {
  return call("shell.chooseTarget", { purpose, suggestedName });
}
