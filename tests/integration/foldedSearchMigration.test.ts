import path from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { loadSodium } from "../../electron/crypto/sodium.ts";
import { createDatabase } from "../../electron/vault/database.ts";
import { migrate, migrations } from "../../electron/vault/migrate.ts";
import { foldedSearch } from "../../electron/vault/migrations/0016-folded-search.ts";
import { temporaryFolder } from "../support/temporaryFolder.ts";

it("lines of an older vault are found without signs on letters, and what is changed or removed is not", async () => {
  await loadSodium();
  const before = migrations.slice(0, migrations.indexOf(foldedSearch));
  const db = createDatabase(path.join(temporaryFolder(), "vault.db"), new Uint8Array(32).fill(7));
  onTestFinished(() => void db.close());
  migrate(db, before);
  db.exec(`INSERT INTO conversation (id, kind, title, participants, occasion, held_on, created_at, zone)
           VALUES ('c', 'role-play', 'Skorna vid dörren', '[]', '', '2026-03-02', 1, 'Europe/Stockholm')`);
  const say = db.prepare(
    "INSERT INTO segment (id, conversation_id, start_ms, end_ms, speaker, text) VALUES (?, 'c', 0, 900, 'client', ?)",
  );
  for (const [id, text] of [
    ["a", "Då försökte jag"],
    ["b", "Förstår du?"],
    ["c", "Måndagar"],
  ])
    say.run(id, text);
  const count = (match: string) =>
    db
      .prepare("SELECT count(*) FROM segment_search_folded WHERE segment_search_folded MATCH ?")
      .pluck()
      .get(match);

  migrate(db, [...before, foldedSearch]);
  const taken = ["forsokte", '"forstar" *', "mandag*"].map(count);
  db.exec("UPDATE segment SET text = 'Äntligen' WHERE id = 'a'; DELETE FROM segment WHERE id = 'b'");
  say.run("d", "Ännu en gång");

  expect([taken, ["forsokte", "antligen", "forstar", "annu", "mandag*"].map(count)]).toEqual([
    [1, 1, 1],
    [0, 1, 0, 1, 1],
  ]);
  expect(
    db.prepare("SELECT v FROM segment_search_folded_config WHERE k = 'secure-delete'").pluck().get(),
  ).toBe(1);
});
