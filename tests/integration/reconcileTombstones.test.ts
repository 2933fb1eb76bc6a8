/** What lies outside the vault about erasures is believed only as far as the vault does not know better. */
import fs from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";
import { nodeFiles } from "../../electron/ports/files.ts";
import { applyTombstones } from "../../electron/vault/applyTombstones.ts";
import { noNumbers } from "../../electron/vault/givenNumbers.ts";
import {
  keepTombstones,
  noTombstones,
  readTombstones,
  tombstonesPath,
} from "../../electron/vault/tombstones.ts";
import { filledVault } from "../support/filledVault.ts";
import { testStart } from "../support/vaultHostForTest.ts";

it("forged lines about what is there and valid are not signed, and those about what is unknown stay", async () => {
  const { test, consent, conversationId, recordingId } = await filledVault();
  const { vault, home } = test;
  const other = crypto.randomUUID();
  const lines = [
    { consentNumber: consent.number, withdrawnAt: 0 },
    { consentNumber: consent.number + 1, withdrawnAt: 0 },
    { recordingId, erasedAt: 0 },
    { recordingId: other, erasedAt: 0 },
  ];
  fs.mkdirSync(path.join(home, "tombstones"), { recursive: true });
  fs.writeFileSync(
    path.join(home, "tombstones", `${vault.id}.locked.jsonl`),
    lines.map((line) => `${JSON.stringify(line)}\n`).join(""),
  );

  keepTombstones(vault, {
    withdrawn: [{ consentId: consent.id, withdrawnAt: 0 }],
    contents: [{ conversationId, category: "transcript", erasedAt: 0 }],
  });

  expect(readTombstones(nodeFiles, tombstonesPath(home, vault.id))?.tombstones).toEqual({
    ...noTombstones(vault.id),
    sounds: [{ recordingId: other, erasedAt: 0 }],
    withdrawnNumbers: [{ consentNumber: consent.number + 1, withdrawnAt: 0 }],
    numbers: { ...noNumbers, consent: consent.number },
  });
});

it("a sound whose half of a key is gone stays in the list, whatever its row says", async () => {
  const { test, recordingId, conversationId } = await filledVault();
  const { vault, context } = test;
  context.audio.destroyShred(recordingId);
  const contents = [{ conversationId, category: "sound", erasedAt: 5 }] as const;
  const sounds = [{ recordingId, erasedAt: 5 }];

  const kept = keepTombstones(vault, { sounds, contents: [...contents] });

  expect([kept.sounds, kept.contents]).toEqual([sounds, contents]);
});

it("what was erased is marked so in a restored database also where it holds none of it", async () => {
  const { test, conversationId } = await filledVault();
  const { db, id } = test.vault;
  db.prepare("DELETE FROM note").run();

  const erased = applyTombstones(
    db,
    { ...noTombstones(id), contents: [{ conversationId, category: "notes", erasedAt: testStart }] },
    testStart + 1,
  );

  const marked = db.prepare("SELECT notes_erased_at FROM conversation").pluck().get();
  expect([erased, marked]).toEqual([0, testStart]);
});
