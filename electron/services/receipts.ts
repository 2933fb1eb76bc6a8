/** Receipts of what was handed over: signed as certificates are, kept, and saved where the person wishes. */
import type { ParsedInput, RequestOutput } from "../../shared/contract.ts";
import type { ConversationDetail } from "../../shared/domain/conversation.ts";
import type { Receipt, ReceiptText } from "../../shared/domain/handOverReceipt.ts";
import { Failure } from "../../shared/errors.ts";
import da from "../../shared/i18n/da.json" with { type: "json" };
import en from "../../shared/i18n/en.json" with { type: "json" };
import nb from "../../shared/i18n/nb.json" with { type: "json" };
import sv from "../../shared/i18n/sv.json" with { type: "json" };
import { isSignedBy, sign } from "../crypto/signing.ts";
import { appendAudit } from "../vault/auditLog.ts";
import { findRetained } from "../vault/erasureRepository.ts";
import { findMandate } from "../vault/mandateRepository.ts";
import type { OpenVault } from "../vault/openVault.ts";
import {
  findReceipt,
  insertReceipt,
  listReceipts as listRows,
  nextReceiptNumber,
  type StoredReceipt,
} from "../vault/receiptRepository.ts";
import type { ServiceContext } from "./context.ts";
import { stateOf } from "./handOverContent.ts";
import { refreshCompanions } from "./keepErased.ts";
import { requireConversation } from "./requireConversation.ts";
import { settingsOf } from "./settingsOf.ts";
import { writeTarget } from "./writeTarget.ts";

const catalogues = { sv: sv.receipt, nb: nb.receipt, da: da.receipt, en: en.receipt };

/** What a hand-over knows. */
export interface HandedOver extends Pick<ReceiptText, "receivedBy" | "reference" | "file"> {
  /** What the conversation was, 32 bytes. */
  readonly state: Uint8Array;
}

/** Signs and keeps the receipt of a file that is written and verified. @returns its number */
export function issueReceipt(
  { vault, version }: Pick<ServiceContext, "vault" | "version">,
  conversation: ConversationDetail,
  { receivedBy, reference, file, state }: HandedOver,
): number {
  const texts = catalogues[settingsOf(vault).language];
  const number = vault.db
    .transaction(() => {
      const number = nextReceiptNumber(vault.db);
      const issuedAt = vault.clock.now();
      const audit = appendAudit(vault.db, {
        at: issuedAt,
        event: "hand-over",
        conversationId: conversation.id,
        consentNumber: conversation.consent?.number ?? null,
        detail: { receipt: number, sizeBytes: file.sizeBytes },
      });
      const facts: ReceiptText = {
        document: "lyhord-receipt-of-hand-over/1",
        number,
        vault: vault.id,
        signingKeyFingerprint: vault.keys.fingerprint,
        conversation: {
          id: conversation.id,
          kind: conversation.kind,
          heldOn: conversation.heldOn,
          consentNumber: conversation.consent?.number ?? null,
          transcriptVersion: conversation.transcriptVersion,
        },
        organisation: findMandate(vault.db)?.organisation ?? null,
        receivedBy,
        reference,
        handedOverAt: new Date(issuedAt).toISOString(),
        zone: vault.clock.zone,
        file,
        verified: texts.verified,
        encryptedByLyhord: false,
        tool: { name: "Lyhörd", version },
        audit: { sequence: audit.sequence, hash: Buffer.from(audit.hash).toString("hex") },
      };
      const text = JSON.stringify(facts);
      const signature = sign(vault.keys.signing.secretKey, new TextEncoder().encode(text));
      insertReceipt(vault.db, { number, conversationId: conversation.id, text, signature, state, issuedAt });
      return number;
    })
    .immediate();
  // A restore must not give the number out again.
  refreshCompanions(vault);
  return number;
}

/** Receipts of a conversation, newest first. @throws Failure `conversation.not-found` */
export function listReceipts(
  { vault }: ServiceContext,
  { conversationId }: ParsedInput<"handOver.receipts">,
): RequestOutput<"handOver.receipts"> {
  return listRows(vault.db, requireConversation(vault, conversationId).id).map((row) =>
    rowToReceipt(vault, row),
  );
}

/** Reads a receipt and checks its signature against this vault's key. @throws Failure `receipt.not-found` */
export function readReceipt(
  { vault }: Pick<ServiceContext, "vault">,
  { number }: ParsedInput<"handOver.readReceipt">,
): Receipt {
  return rowToReceipt(vault, requireStored(vault, number));
}

/**
 * Saves a receipt as certificates are saved: JSON with the signed text as a string, signature and key.
 *
 * @throws Failure `receipt.not-found`, `request.invalid` for a place that was not chosen
 */
export function saveReceipt(context: ServiceContext, input: ParsedInput<"handOver.saveReceipt">): void {
  const { vault } = context;
  const { number, targetId } = input;
  const { text, signature, publicKey, fingerprint } = readReceipt(context, input);
  const { conversationId } = requireStored(vault, number);
  // Before it is written: what was meant counts, also if the disk is full.
  vault.db
    .transaction(() =>
      appendAudit(vault.db, {
        at: vault.clock.now(),
        event: "hand-over",
        conversationId,
        consentNumber: requireConversation(vault, conversationId).consent?.number ?? null,
        detail: { receipt: number, saved: true },
      }),
    )
    .immediate();
  const json = `${JSON.stringify({ text, signature, publicKey, fingerprint }, null, 2)}\n`;
  writeTarget(context, { targetId, bytes: new TextEncoder().encode(json) });
}

/** @throws Failure `receipt.not-found` */
function requireStored(vault: OpenVault, number: number): StoredReceipt {
  const stored = findReceipt(vault.db, number);
  if (stored === undefined) throw new Failure("receipt.not-found");
  return stored;
}

function rowToReceipt(vault: OpenVault, stored: StoredReceipt): Receipt {
  const { number, conversationId, text, signature, state, issuedAt } = stored;
  const { publicKey } = vault.keys.signing;
  const conversation = requireConversation(vault, conversationId);
  const isKept = (findRetained(vault.db, conversationId)?.present.length ?? 0) > 0;
  return {
    number,
    issuedAt,
    text,
    signature: Buffer.from(signature).toString("base64"),
    publicKey: Buffer.from(publicKey).toString("base64"),
    fingerprint: vault.keys.fingerprint,
    isValid: isSignedBy(publicKey, new TextEncoder().encode(text), signature),
    canEraseHere: isKept && Buffer.compare(stateOf(vault, conversation), state) === 0,
  };
}
