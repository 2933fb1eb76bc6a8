import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { nodeFiles } from "../../electron/ports/files.ts";
import { eraseNow } from "../../electron/services/eraseNow.ts";
import { endHold, setHold } from "../../electron/services/hold.ts";
import { createOutsideFile } from "../../electron/services/outsideFile.ts";
import { beginPrinting } from "../../electron/services/printing.ts";
import { withdrawConsent } from "../../electron/services/withdrawConsent.ts";
import { writeTarget } from "../../electron/services/writeTarget.ts";
import type { ConsentId, ConversationId } from "../../shared/domain/ids.ts";
import type { PrintedDocument } from "../../shared/domain/printedDocument.ts";
import { type ErrorCode, Failure } from "../../shared/errors.ts";
import { faultyFiles, SimulatedCrash } from "../support/faultyFiles.ts";
import { filledVault } from "../support/filledVault.ts";
import { requesterForTest } from "../support/requesterForTest.ts";
import { temporaryFolder } from "../support/temporaryFolder.ts";
import { type VaultForTest, vaultForTest } from "../support/vaultForTest.ts";
import { secretOf, testPassphrase } from "../support/vaultHostForTest.ts";

const unknownId = "00000000-0000-4000-8000-000000000000";

function print({ context }: VaultForTest, document: PrintedDocument): ErrorCode | "allowed" {
  try {
    beginPrinting(context, { document, printedOn: "pdf" });
    return "allowed";
  } catch (error) {
    if (error instanceof Failure) return error.code;
    throw error;
  }
}

function printEntries({ vault }: VaultForTest): unknown[] {
  return vault.db
    .prepare<[], string>("SELECT body FROM audit ORDER BY sequence")
    .pluck()
    .all()
    .map((body) => JSON.parse(body) as { event: string })
    .filter(({ event }) => event === "print");
}

describe("what is printed", () => {
  it("is in the audit log first: which kind, for which permission, never a pseudonym", async () => {
    const { test, consent, conversationId } = await filledVault();
    eraseNow(test.context, { conversationId, categories: ["sound"], typedTitle: "" });
    const documents: PrintedDocument[] = [
      { kind: "certificate", number: 1 },
      { kind: "client-copy", consentId: consent.id },
      { kind: "for-client", conversationId },
      { kind: "receipt", conversationId },
      { kind: "audit-log" },
      { kind: "recovery-code" },
    ];
    expect(documents.map((document) => print(test, document))).toEqual(documents.map(() => "allowed"));
    const entry = { sequence: expect.any(Number), at: test.clock.now(), event: "print" };
    const printedOn = "pdf";
    expect(printEntries(test)).toEqual([
      {
        ...entry,
        consentNumber: 17,
        conversationId,
        detail: { certificate: 1, document: "certificate", printedOn },
      },
      { ...entry, consentNumber: 17, detail: { document: "client-copy", printedOn } },
      { ...entry, consentNumber: 17, conversationId, detail: { document: "for-client", printedOn } },
      { ...entry, consentNumber: 17, conversationId, detail: { document: "receipt", printedOn } },
      { ...entry, detail: { document: "audit-log", printedOn } },
      { ...entry, detail: { document: "recovery-code", printedOn } },
    ]);
  });

  it("is one entry for several certificates, with the permission if they share it", async () => {
    const { test, conversationId } = await filledVault();
    eraseNow(test.context, { conversationId, categories: ["sound", "notes"], typedTitle: "" });
    print(test, { kind: "certificates", numbers: [2, 1] });
    expect(print(test, { kind: "certificates", numbers: [1, 3] })).toBe("certificate.not-found");
    expect(printEntries(test)).toEqual([
      {
        sequence: expect.any(Number),
        at: test.clock.now(),
        event: "print",
        consentNumber: 17,
        detail: { count: 2, document: "certificate", printedOn: "pdf" },
      },
    ]);
  });

  it("is the text only where there is a valid permission and no hold", async () => {
    const { test, consent, conversationId } = await filledVault();
    const text = { kind: "transcript", conversationId } as const;
    const free = print(test, text);
    setHold(test.context, { conversationId, reason: "access-request", days: 3 });
    const held = print(test, text);
    const withdrawal = { consentId: consent.id, typedPseudonym: consent.pseudonym };
    expect(() => withdrawConsent(test.context, withdrawal)).toThrow("conversation.on-hold");
    const withdrawnAndHeld = print(test, text);
    endHold(test.context, { conversationId });
    expect({ free, held, withdrawnAndHeld, withdrawn: print(test, text) }).toEqual({
      free: "allowed",
      held: "conversation.on-hold",
      withdrawnAndHeld: "conversation.on-hold",
      withdrawn: "consent.withdrawn",
    });
    expect(printEntries(test)).toHaveLength(1);
  });

  it("is what a client asked for also under a hold, and the certificate of what is gone", async () => {
    const { test, conversationId } = await filledVault();
    eraseNow(test.context, { conversationId, categories: ["notes"], typedTitle: "" });
    setHold(test.context, { conversationId, reason: "complaint", days: 3 });
    expect({
      papers: print(test, { kind: "for-client", conversationId }),
      certificate: print(test, { kind: "certificate", number: 1 }),
      entries: printEntries(test).length,
    }).toEqual({ papers: "allowed", certificate: "allowed", entries: 2 });
  });

  it("is no content after a withdrawal, and no client's copy either", async () => {
    const { test, consent, conversationId } = await filledVault();
    withdrawConsent(test.context, { consentId: consent.id, typedPseudonym: consent.pseudonym });
    expect({
      papers: print(test, { kind: "for-client", conversationId }),
      copy: print(test, { kind: "client-copy", consentId: consent.id }),
      certificate: print(test, { kind: "certificate", number: 1 }),
    }).toEqual({ papers: "consent.withdrawn", copy: "consent.withdrawn", certificate: "allowed" });
  });

  it("must be there", async () => {
    const test = await vaultForTest();
    expect([
      print(test, { kind: "certificate", number: 1 }),
      print(test, { kind: "client-copy", consentId: unknownId as ConsentId }),
      print(test, { kind: "for-client", conversationId: unknownId as ConversationId }),
      print(test, { kind: "receipt", conversationId: unknownId as ConversationId }),
    ]).toEqual([
      "certificate.not-found",
      "consent.not-found",
      "conversation.not-found",
      "conversation.not-found",
    ]);
    expect(printEntries(test)).toEqual([]);
  });
});

describe("a chosen place", () => {
  it("is written whole and once, with nothing left beside it", async () => {
    const { context } = await vaultForTest();
    const folder = temporaryFolder();
    const target = path.join(folder, "intyg.pdf");
    const targetId = context.sources.offerTarget(target);
    writeTarget(context, { targetId, bytes: new Uint8Array([37, 80, 68, 70]) });
    expect(readFileSync(target, "latin1")).toBe("%PDF");
    expect(readdirSync(folder)).toEqual(["intyg.pdf"]);
    expect(() => writeTarget(context, { targetId, bytes: new Uint8Array([1]) })).toThrow("request.invalid");
  });

  it("keeps nothing of what a crash left beside it once the vault is unlocked again", async () => {
    let hasEnded = false;
    const unlessEnded =
      <Given extends unknown[]>(act: (...given: Given) => void) =>
      (...given: Given) => {
        if (hasEnded) throw new SimulatedCrash();
        act(...given);
      };
    const rename = unlessEnded(nodeFiles.rename);
    const files = { ...nodeFiles, rename, unlink: unlessEnded(nodeFiles.unlink) };
    const requester = await requesterForTest({ files });
    const { home } = requester.gate.host;
    const { session } = await requester.get("vault.create", {
      name: "Provvalv",
      passphrase: secretOf(testPassphrase),
      language: "sv",
      rolePair: "adviser-client",
    });
    const folder = temporaryFolder();
    const targetId = requester.gate.sources.offerTarget(path.join(folder, "samtal.pdf"));
    hasEnded = true;
    await requester.failure("internal.writeTarget", { targetId, bytes: new Uint8Array(9) });
    hasEnded = false;
    requester.end();
    expect(readdirSync(folder)).toHaveLength(1);

    const secret = { kind: "passphrase", bytes: secretOf(testPassphrase) } as const;
    await (await requesterForTest({ home })).get("vault.unlock", { vaultId: session.vaultId, secret });

    expect(readdirSync(folder)).toEqual([]);
  });

  it("may have a name as long as names may be", async () => {
    const { context } = await vaultForTest();
    const target = path.join(temporaryFolder(), `${"å".repeat(125)}.txt`);
    writeTarget(context, { targetId: context.sources.offerTarget(target), bytes: new Uint8Array([1]) });
    const file = createOutsideFile(context, target);
    file.append(new Uint8Array([2]));
    file.discard();
    expect([...readFileSync(target)]).toEqual([1]);
  });

  it("keeps what it held when the disk is full, and nothing is left beside it", async () => {
    const { context } = await vaultForTest();
    const folder = temporaryFolder();
    const target = path.join(folder, "intyg.pdf");
    writeFileSync(target, "before");
    const { files } = faultyFiles(nodeFiles, { failAt: 1, kind: "ENOSPC", only: ["write"] });
    const targetId = context.sources.offerTarget(target);
    expect(() =>
      writeTarget({ files, sources: context.sources }, { targetId, bytes: new Uint8Array(1_000) }),
    ).toThrow("ENOSPC");
    expect(readdirSync(folder).map((name) => [name, readFileSync(path.join(folder, name), "utf8")])).toEqual([
      ["intyg.pdf", "before"],
    ]);
  });
});
