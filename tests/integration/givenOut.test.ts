/** What may be given out, and what must not be going on while content or a whole vault is erased. */
import fs from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";
import {
  beginClientCopy,
  copyOnPaper,
  listenTogether,
  offerClientCopy,
} from "../../electron/services/clientCopy.ts";
import { eraseNow } from "../../electron/services/eraseNow.ts";
import { exportForArchive } from "../../electron/services/handOver.ts";
import { setHold } from "../../electron/services/hold.ts";
import { snapshotPath } from "../../electron/vault/vaultFolder.ts";
import type { ClientCopyChoice } from "../../shared/domain/clientCopy.ts";
import type { ConversationId } from "../../shared/domain/ids.ts";
import { Failure } from "../../shared/errors.ts";
import { filledVault } from "../support/filledVault.ts";
import { createRequester } from "../support/requester.ts";
import { temporaryFolder } from "../support/temporaryFolder.ts";
import { secretOf, testPassphrase, vaultHostForTest } from "../support/vaultHostForTest.ts";

const choice: ClientCopyChoice = {
  transcript: true,
  permission: true,
  access: true,
  noteIds: [],
  language: "sv",
};

it("nothing goes to the client or an archive once the permission has run out, unless a hold asks for it", async () => {
  const { test, conversationId } = await filledVault();
  const { context, clock } = test;
  setHold(context, { conversationId, reason: "access-request", days: 30 });
  const answers = async () => {
    const target = () => context.sources.offerTarget(path.join(temporaryFolder(), "fil"));
    const given = [
      () => listenTogether(context, { conversationId }),
      () => offerClientCopy(context, { conversationId }),
      () => copyOnPaper(context, { conversationId, choice }),
      () => exportForArchive(context, { conversationId, targetId: target(), receivedBy: "", reference: "" }),
      () =>
        beginClientCopy(context, {
          conversationId,
          choice,
          sound: false,
          listenedThrough: true,
          targetId: target(),
          passphrase: secretOf(testPassphrase),
        }),
    ];
    const codes: string[] = [];
    for (const act of given) codes.push(await codeOf(act));
    return codes;
  };
  expect(await answers()).toEqual(["done", "done", "done", "done", "done"]);

  // A leap that nobody has confirmed: what is overdue is still there.
  clock.set(Date.parse("2026-09-01T08:00:00Z"));
  test.vault.db
    .prepare("UPDATE conversation SET hold_until = NULL, hold_reason = NULL, hold_since = NULL")
    .run();
  expect(await answers()).toEqual(Array(5).fill("consent.expired"));
});

it("a backup under way is void once something is erased, and the copy it is made from goes first", async () => {
  const { test, conversationId } = await filledVault();
  const { context, vault } = test;
  const running = { isCancelled: false, isOvertaken: false };
  context.sitting.backup = running;
  fs.writeFileSync(snapshotPath(vault.folder), "copy");

  eraseNow(context, { conversationId, categories: ["notes"], typedTitle: "Tallen" });

  expect([running.isOvertaken, fs.existsSync(snapshotPath(vault.folder))]).toEqual([true, false]);
});

it("no certificate is written while such a copy lies in the vault", async () => {
  const { test, conversationId } = await filledVault();
  fs.writeFileSync(snapshotPath(test.vault.folder), "copy");

  const code = await codeOf(() =>
    eraseNow(test.context, { conversationId, categories: ["notes"], typedTitle: "Tallen" }),
  );

  const certificates = test.vault.db.prepare("SELECT count(*) FROM certificate").pluck().get();
  expect([code, certificates]).toEqual(["erasure.incomplete", 0]);
});

it("a vault is not erased while something is written outside, or lies there unfinished", async () => {
  const vault = createRequester(await vaultHostForTest(temporaryFolder()));
  await vault.get("vault.create", {
    name: "Provvalv",
    passphrase: secretOf(testPassphrase),
    language: "sv",
    rolePair: "adviser-client",
  });
  const { sitting, vault: open } = vault.context();
  const erase = async () => (await vault.failure("vault.erase", { typedName: "Provvalv" })).code;

  sitting.handOvers.set("a" as ConversationId, { isCancelled: false });
  const whileWriting = await erase();
  sitting.handOvers.clear();
  const folder = path.join(temporaryFolder(), "unfinished");
  fs.mkdirSync(folder);
  open.db.prepare("INSERT INTO unfinished_file (path) VALUES (?)").run(folder);
  const whileUnfinished = await erase();
  vault.end();

  expect([whileWriting, whileUnfinished]).toEqual(["vault.busy", "vault.busy"]);
});

async function codeOf(act: () => unknown): Promise<string> {
  try {
    await act();
    return "done";
  } catch (error) {
    if (error instanceof Failure) return error.code;
    throw error;
  }
}
