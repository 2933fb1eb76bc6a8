import path from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { loadSodium } from "../../electron/crypto/sodium.ts";
import { readCertificate } from "../../electron/services/certificates.ts";
import { eraseNow } from "../../electron/services/eraseNow.ts";
import { addExample } from "../../electron/services/example.ts";
import { importAudio } from "../../electron/services/importAudio.ts";
import { rejectPreparation } from "../../electron/services/preparation.ts";
import { listToday } from "../../electron/services/today.ts";
import { readWhereabouts, setOrigin, settleWhereabouts } from "../../electron/services/whereabouts.ts";
import { createDatabase } from "../../electron/vault/database.ts";
import { migrate, migrations } from "../../electron/vault/migrate.ts";
import { sourceErasure } from "../../electron/vault/migrations/0008-source-erasure.ts";
import { listOpenWhereabouts } from "../../electron/vault/whereaboutsRepository.ts";
import { placesFor } from "../../shared/domain/whereabouts.ts";
import { type FilledVault, filledVault } from "../support/filledVault.ts";
import { temporaryFolder } from "../support/temporaryFolder.ts";
import { vaultForTest } from "../support/vaultForTest.ts";

function reminders({ test }: Pick<FilledVault, "test">) {
  return listToday(test.context).filter(({ about }) => about === "sound-elsewhere");
}

function settledLog({ test }: FilledVault) {
  return test.vault.db
    .prepare<[], string>("SELECT body FROM audit ORDER BY sequence")
    .pluck()
    .all()
    .map((body) => JSON.parse(body))
    .filter(({ event }) => event === "source-settled")
    .map(({ consentNumber, detail }) => ({ consentNumber, ...detail }));
}

function settleAll({ test, conversationId }: FilledVault) {
  for (const place of placesFor("iphone")) {
    settleWhereabouts(test.context, { conversationId, place, as: "gone" });
  }
}

describe("the list of where a sound may still be", () => {
  it("begins with an import, and reminds until the last place is ticked", async () => {
    const filled = await filledVault();
    const { test, conversationId } = filled;
    const about = {
      about: "sound-elsewhere",
      conversationId,
      title: "Tallen",
      occasion: "andra samtalet",
      consentNumber: 17,
      isErasureUnfinished: false,
    };
    const seen = [reminders(filled)];

    setOrigin(test.context, { conversationId, origin: "iphone" });
    seen.push(reminders(filled));
    settleAll(filled);
    seen.push(reminders(filled));
    settleWhereabouts(test.context, { conversationId, place: "cloud", as: null });
    seen.push(reminders(filled));

    expect({ seen, log: settledLog(filled) }).toEqual({
      seen: [
        [{ ...about, origin: null }],
        [{ ...about, origin: "iphone" }],
        [],
        [{ ...about, origin: "iphone" }],
      ],
      log: [
        { consentNumber: 17, settled: true },
        { consentNumber: 17, settled: false },
      ],
    });
  });

  it("keeps when each place was ticked, and what else is ticked when the origin is mended", async () => {
    const { test, conversationId } = await filledVault();
    setOrigin(test.context, { conversationId, origin: "iphone" });
    settleWhereabouts(test.context, { conversationId, place: "recycle-bin", as: "not-applicable" });
    setOrigin(test.context, { conversationId, origin: "computer" });

    const settled = { as: "not-applicable", at: test.clock.now(), byLyhord: false };
    expect(readWhereabouts(test.context, { conversationId })).toEqual({
      origin: "computer",
      isErasureUnfinished: false,
      places: placesFor("computer").map((place) => ({
        place,
        settled: place === "recycle-bin" ? settled : null,
      })),
    });
  });

  it("refuses a place that is not on it", async () => {
    const { test, conversationId } = await filledVault();
    setOrigin(test.context, { conversationId, origin: "computer" });
    const wrong = { conversationId, place: "memory-card", as: "gone" } as const;
    expect(() => settleWhereabouts(test.context, wrong)).toThrow("request.invalid");
  });

  it("stays when the sound is erased here, and what is open stands in the certificate", async () => {
    const filled = await filledVault();
    const { test, conversationId } = filled;
    setOrigin(test.context, { conversationId, origin: "recorder" });
    settleWhereabouts(test.context, { conversationId, place: "file", as: "gone" });
    settleWhereabouts(test.context, { conversationId, place: "memory-card", as: "gone" });

    eraseNow(test.context, { conversationId, categories: ["sound", "notes"], typedTitle: "" });

    const mayRemain = [1, 2].map((number) => {
      const { category, copiesOutsideControl } = JSON.parse(readCertificate(test.context, { number }).text);
      return { category, mayRemain: copiesOutsideControl.mayRemainAtSource };
    });
    expect({ reminders: reminders(filled).length, mayRemain }).toEqual({
      reminders: 1,
      mayRemain: [
        {
          category: "sound",
          mayRemain: {
            origin: "recorder",
            places: ["recorder-memory", "dictation-software", "recycle-bin", "backup-programs"],
          },
        },
        { category: "notes", mayRemain: undefined },
      ],
    });
  });

  it("is not there for the example, nor for sound that turned out not to be sound", async () => {
    const test = await vaultForTest();
    const example = await addExample(test.context, { language: "sv" });
    const conversationId = test.rolePlay();
    const { recordingId } = await importAudio(test.context, {
      conversationId,
      sourceId: test.offer("speech.wav"),
      durationMs: null,
    });
    const before = readWhereabouts(test.context, { conversationId })?.origin;
    rejectPreparation(test.context, { recordingId, reason: "no-decoder" });

    expect({
      before,
      after: readWhereabouts(test.context, { conversationId }),
      example: readWhereabouts(test.context, example),
      reminders: reminders({ test }),
    }).toEqual({ before: null, after: null, example: null, reminders: [] });
  });
});

it("a vault from before the lists has one for each sound that is still there and came from a client or a colleague", async () => {
  await loadSodium();
  const before = migrations.slice(0, migrations.indexOf(sourceErasure));
  const db = createDatabase(path.join(temporaryFolder(), "vault.db"), new Uint8Array(32).fill(7));
  onTestFinished(() => void db.close());
  migrate(db, before);
  const add = (
    id: string,
    kind: string,
    isExample: number,
    erasedAt: number | null,
    state: string | null,
  ) => {
    db.prepare(
      `INSERT INTO conversation (id, kind, title, participants, source, licence, occasion, held_on, created_at, zone, is_example, sound_erased_at)
       VALUES (?, ?, 'Skorna', '[]', ?, ?, '', '2026-03-02', 1, 'Europe/Stockholm', ?, ?)`,
    ).run(
      id,
      kind,
      kind === "published" ? "x" : null,
      kind === "published" ? "x" : null,
      isExample,
      erasedAt,
    );
    if (state === null) return;
    db.prepare(
      `INSERT INTO recording (id, conversation_id, role, state, key_generation, media_type, size_bytes, imported_at)
       VALUES (?, ?, 'original', ?, 1, 'wav', 1, 1)`,
    ).run(`recording-${id}`, id, state);
  };
  add("ready", "role-play", 0, null, "ready");
  add("replaced", "exercise", 0, null, "replaced");
  add("importing", "role-play", 0, null, "importing");
  add("without-sound", "role-play", 0, null, null);
  add("erased", "role-play", 0, 5, "ready");
  add("example", "role-play", 1, null, "ready");
  add("published", "published", 0, null, "ready");

  migrate(db, [...before, sourceErasure]);

  expect(listOpenWhereabouts(db)).toEqual(
    ["ready", "replaced"].map((conversationId) => ({
      conversationId,
      origin: null,
      isErasureUnfinished: false,
    })),
  );
});
