/** A certificate signs no more than was seen while it was erased, and names what stays. */
import { describe, expect, it } from "vitest";
import { createBlobStore } from "../../electron/audio/blobStore.ts";
import { nodeFiles } from "../../electron/ports/files.ts";
import { listDoneErasures, readCertificate } from "../../electron/services/certificates.ts";
import { eraseNow } from "../../electron/services/eraseNow.ts";
import { importTranscript } from "../../electron/services/transcripts.ts";
import { withdrawConsent } from "../../electron/services/withdrawConsent.ts";
import { vaultPaths } from "../../electron/vault/vaultFolder.ts";
import { type ContentCategory, contentCategories } from "../../shared/domain/conversation.ts";
import type { ConversationId } from "../../shared/domain/ids.ts";
import { codedVault } from "../support/codedConversation.ts";
import { faultyFiles } from "../support/faultyFiles.ts";
import { filledVault } from "../support/filledVault.ts";
import { type VaultForTest, vaultForTest } from "../support/vaultForTest.ts";

function factsIn({ context }: VaultForTest, number = 1) {
  return JSON.parse(readCertificate(context, { number }).text);
}

/** What the certificate of a kind of content says is left. */
function remainsIn(test: VaultForTest, category: ContentCategory) {
  const done = listDoneErasures(test.context).find((erasure) => erasure.category === category);
  return factsIn(test, done?.certificateNumber).remains;
}

function erase(
  { context }: Pick<VaultForTest, "context">,
  conversationId: ConversationId,
  ...categories: ContentCategory[]
): void {
  eraseNow(context, { conversationId, categories, typedTitle: "Tallen" });
}

describe("how sound was erased", () => {
  it.each<[string, { readonly forever: boolean }, { readonly keyHalf: string; readonly sound: string }]>([
    ["the key half", { forever: false }, { keyHalf: "deleted", sound: "overwritten and deleted" }],
    ["either", { forever: true }, { keyHalf: "deleted", sound: "deleted" }],
  ])("is told where a full disk had no room to overwrite %s", async (_, { forever }, told) => {
    const { test, conversationId } = await filledVault();
    const faulty = faultyFiles(nodeFiles, { failAt: 1, kind: "ENOSPC", forever, only: ["write"] });
    const audio = createBlobStore({ files: faulty.files, folder: vaultPaths(test.vault.folder).media });
    erase({ context: { ...test.context, audio } }, conversationId, "sound");
    expect(factsIn(test).method).toMatchObject({
      keyHalfInFile: told.keyHalf,
      keyHalfInDatabase: "deleted and overwritten",
      encryptedSound: told.sound,
    });
  });

  it.each([
    [1, { keyHalf: "absent", sound: "overwritten and deleted" }],
    [2, { keyHalf: "absent", sound: "overwritten and deleted" }],
    [5, { keyHalf: "absent", sound: "absent" }],
  ] as const)("is not told of what ended with the process, after step %i", async (step, told) => {
    const { test, conversationId } = await filledVault();
    test.vault.db.exec(`CREATE TEMP TRIGGER stop BEFORE UPDATE OF step ON erasure WHEN new.step > ${step}
                        BEGIN SELECT raise(ABORT, 'stopped'); END`);
    expect(() => erase(test, conversationId, "sound")).toThrow("stopped");
    const again = await test.reopen();
    expect(factsIn(again)).toMatchObject({
      executedWhileLocked: false,
      method: { keyHalfInFile: told.keyHalf, encryptedSound: told.sound },
    });
  });
});

describe("what is left", () => {
  it("of a conversation under a permission is what the permission says", async () => {
    const { test, conversationId } = await filledVault();
    erase(test, conversationId, ...contentCategories);
    expect(remainsIn(test, "notes")).toEqual({
      sound: false,
      transcript: false,
      notes: false,
      underPseudonym: true,
      record: "permission",
      figures: false,
    });
  });

  it("of a role play is its title and who took part", async () => {
    const test = await vaultForTest();
    const conversationId = test.rolePlay();
    const sourceId = test.offer("talk.vtt");
    await importTranscript(test.context, { conversationId, sourceId, speakers: [], replace: false });
    eraseNow(test.context, { conversationId, categories: ["transcript"], typedTitle: "Skorna vid dörren" });
    expect(remainsIn(test, "transcript")).toMatchObject({
      underPseudonym: false,
      record: "title and names",
      figures: false,
    });
  });

  it("are figures of its codings, also once nothing links them to it", async () => {
    const { test, conversationId } = await codedVault();
    erase(test, conversationId, "sound");
    erase(test, conversationId, "transcript", "notes");
    expect([remainsIn(test, "sound").figures, remainsIn(test, "notes").figures]).toEqual([true, true]);
  });

  it("are none where the permission was taken back, whatever is kept of another conversation that day", async () => {
    const { test, consent } = await codedVault();
    test.vault.db.exec(`INSERT INTO practice_figure
      SELECT 'another', NULL, NULL, scheme_id, scheme_version, finished_at, figures FROM practice_figure`);
    withdrawConsent(test.context, { consentId: consent.id, typedPseudonym: "Tallen" });
    expect(contentCategories.map((category) => remainsIn(test, category).figures)).toEqual([
      false,
      false,
      false,
    ]);
  });
});
