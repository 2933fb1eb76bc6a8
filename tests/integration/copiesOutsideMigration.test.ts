import path from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { loadSodium } from "../../electron/crypto/sodium.ts";
import { listAccesses } from "../../electron/vault/accessRepository.ts";
import { appendAudit } from "../../electron/vault/auditLog.ts";
import { createDatabase } from "../../electron/vault/database.ts";
import { migrate, migrations } from "../../electron/vault/migrate.ts";
import { copiesOutside } from "../../electron/vault/migrations/0004-copies-outside.ts";
import { insertOutsideCopy, listOutsideCopies } from "../../electron/vault/outsideCopyRepository.ts";
import type { ConversationId } from "../../shared/domain/ids.ts";
import { temporaryFolder } from "../support/temporaryFolder.ts";

const conversationId = "11111111-2222-4333-8444-555555555555" as ConversationId;

it("a vault from before copies were remembered opens with its rows, and remembers them from then on", async () => {
  await loadSodium();
  const before = migrations.slice(0, migrations.indexOf(copiesOutside));
  const db = createDatabase(path.join(temporaryFolder(), "vault.db"), new Uint8Array(32).fill(7));
  onTestFinished(() => void db.close());
  migrate(db, before);
  db.prepare(
    `INSERT INTO conversation (id, kind, title, participants, occasion, held_on, created_at, zone)
     VALUES (?, 'role-play', 'Skorna vid dörren', '[]', '', '2026-03-02', 1, 'Europe/Stockholm')`,
  ).run(conversationId);
  appendAudit(db, { at: 5, event: "open", conversationId });

  migrate(db, [...before, copiesOutside]);
  const copy = { kind: "for-client", form: "paper", contents: ["notes"], madeAt: 7 } as const;
  insertOutsideCopy(db, { ...copy, contents: [...copy.contents], id: "copy", conversationId });

  expect({
    copies: listOutsideCopies(db, conversationId),
    accesses: listAccesses(db, conversationId, ["open", "play"]),
  }).toEqual({ copies: [copy], accesses: [{ at: 5, event: "open" }] });
});
