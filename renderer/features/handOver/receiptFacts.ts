/** The content of a receipt in plain words. */

import type { TFunction } from "i18next";
import { conversationKindSchema } from "../../../shared/domain/conversation.ts";
import { type ReceiptText, readReceiptText } from "../../../shared/domain/handOverReceipt.ts";
import type { Format } from "../../ui/useFormat.ts";
import type { Fact } from "../erasure/FactList.tsx";

/** @param text - as it was signed. @returns `null` if it cannot be read */
export function receiptFacts(
  { t, format }: { readonly t: TFunction; readonly format: Format },
  text: string,
): readonly Fact[] | null {
  const receipt = readReceiptText(text);
  return receipt === null ? null : factsOf(t, format, receipt);
}

function factsOf(t: TFunction, format: Format, receipt: ReceiptText): Fact[] {
  const { conversation, file } = receipt;
  const kind = conversationKindSchema.safeParse(conversation.kind).data ?? "client";
  const facts: readonly (readonly [string, string | null])[] = [
    [
      t("receipt.what"),
      t("receipt.whatValue", {
        kind: t(`library.kind.${kind}`),
        date: format.date(conversation.heldOn, "paper"),
      }),
    ],
    [t("receipt.consent"), conversation.consentNumber === null ? null : String(conversation.consentNumber)],
    [t("receipt.when"), format.instant(Date.parse(receipt.handedOverAt))],
    [t("receipt.from"), receipt.organisation],
    [t("receipt.receivedBy"), receipt.receivedBy],
    [t("receipt.reference"), receipt.reference],
    [
      t("receipt.file"),
      t("receipt.fileValue", {
        count: file.entries.length,
        size: format.size(file.sizeBytes),
        hash: file.sha256,
      }),
    ],
    [t("receipt.checked"), receipt.verified],
    [t("receipt.tool"), t("receipt.toolValue", { ...receipt.tool, sequence: receipt.audit.sequence })],
  ];
  return facts.flatMap(([name, value]) => (value === null || value === "" ? [] : [{ name, value }]));
}
