import fs from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { nodeFiles } from "../../electron/ports/files.ts";
import { listDoneErasures, readCertificate } from "../../electron/services/certificates.ts";
import { createConsent, listConsents } from "../../electron/services/consents.ts";
import { setHold } from "../../electron/services/hold.ts";
import { issueWithdrawalCode } from "../../electron/services/issueWithdrawalCode.ts";
import { eraseWhileLocked } from "../../electron/services/lockedErasure.ts";
import { setRetention } from "../../electron/services/retention.ts";
import type { VaultHost } from "../../electron/services/vaultHost.ts";
import { withdrawConsent } from "../../electron/services/withdrawConsent.ts";
import {
  carryOutWithdrawal,
  checkWithdrawal,
  readWithdrawalOffer,
} from "../../electron/services/withdrawLocked.ts";
import { writeAuthenticated } from "../../electron/vault/authenticatedText.ts";
import { findRetained, listUnfinishedErasures } from "../../electron/vault/erasureRepository.ts";
import { appendLockedNote, readLockedNotes } from "../../electron/vault/lockedNotes.ts";
import type { OpenVault } from "../../electron/vault/openVault.ts";
import { listVaultIds, vaultPaths } from "../../electron/vault/vaultFolder.ts";
import type { ConversationId, RecordingId } from "../../shared/domain/ids.ts";
import { copyVault } from "../support/copiedVault.ts";
import { faultyFiles, SimulatedCrash } from "../support/faultyFiles.ts";
import { addConversation, filledVault } from "../support/filledVault.ts";
import { fixturePath } from "../support/fixturePath.ts";
import { createRequester } from "../support/requester.ts";
import { temporaryFolder } from "../support/temporaryFolder.ts";
import { testConsent, type VaultForTest } from "../support/vaultForTest.ts";
import {
  clockForTest,
  dayMs,
  secretOf,
  testPassphrase,
  testStart,
  vaultHostForTest,
} from "../support/vaultHostForTest.ts";

/** A locked vault with two clients' conversations, and the code on the first one's copy. */
interface LockedWithCopy {
  readonly test: VaultForTest;
  readonly host: VaultHost;
  readonly code: string;
  readonly own: Content;
  readonly others: Content;
}

interface Content {
  readonly conversationId: ConversationId;
  readonly recordingId: RecordingId;
}

async function lockedWithCopy(
  prepare: (test: VaultForTest, own: Content) => void = () => {},
): Promise<LockedWithCopy> {
  const { test, consent, ...own } = await filledVault();
  const second = createConsent(test.context, { ...testConsent, number: 18, pseudonym: "Björken" });
  const others = await addConversation(test, second, "speech.ogg");
  const { code } = await issueWithdrawalCode(test.context, { consentId: consent.id });
  await issueWithdrawalCode(test.context, { consentId: second.id });
  prepare(test, own);
  test.vault.close();
  const host = await vaultHostForTest(test.home, { clock: test.clock });
  return { test, host, code, own, others };
}

/** What is typed; the bytes are fresh, for whoever receives them wipes them. */
function typed({ test, code }: Pick<LockedWithCopy, "test" | "code">, consentNumber = 17) {
  return { vaultId: test.vault.id, consentNumber, code: secretOf(code) };
}

function mediaFiles({ test }: Pick<LockedWithCopy, "test">): string[] {
  return fs.readdirSync(vaultPaths(test.vault.folder).media);
}

function filesOf({ recordingId }: Content): string[] {
  return [`${recordingId}.blob`, `${recordingId}.shred`];
}

function auditOf({ db }: Pick<OpenVault, "db">) {
  const bodies = db.prepare<[], string>("SELECT body FROM audit ORDER BY sequence").pluck().all() as string[];
  return bodies.map((body) => JSON.parse(body));
}

function presentIn({ db }: Pick<OpenVault, "db">, { conversationId }: Content) {
  return findRetained(db, conversationId)?.present;
}

describe("number and code of the client's copy, while the vault is locked", () => {
  it("say first what would go, and nothing happens", async () => {
    const locked = await lockedWithCopy();
    const before = mediaFiles(locked);

    const outlook = await checkWithdrawal(locked.host, typed(locked));

    expect(outlook).toEqual({ phase: "possible", sounds: 1, heldSounds: 0 });
    expect(mediaFiles(locked)).toEqual(before);
    expect(readLockedNotes(nodeFiles, locked.test.vault.folder)).toEqual([]);
  });

  it("destroy the sound at once, and no other", async () => {
    const locked = await lockedWithCopy();

    const outcome = await carryOutWithdrawal(locked.host, { ...typed(locked), wish: "erase" });

    expect(outcome).toEqual({ erasedSounds: 1, heldSounds: 0, heldUntil: null });
    expect(mediaFiles(locked)).toEqual(filesOf(locked.others).sort());
  });

  it("are accepted as people type them", async () => {
    const locked = await lockedWithCopy();
    const sloppy = locked.code.toLowerCase().replaceAll("-", " ");
    expect(await checkWithdrawal(locked.host, typed({ ...locked, code: sloppy }))).toMatchObject({
      phase: "possible",
    });
  });

  it("take everything else along at the next unlock, before a row can be read, with certificates", async () => {
    const locked = await lockedWithCopy();
    await carryOutWithdrawal(locked.host, { ...typed(locked), wish: "erase" });
    locked.test.clock.run(dayMs);

    const { vault, context } = await locked.test.reopen();

    expect(presentIn(vault, locked.own)).toEqual([]);
    expect(presentIn(vault, locked.others)).toEqual(["sound", "transcript", "notes"]);
    expect(listConsents(context)).toMatchObject([
      { number: 18, withdrawnAt: null, withdrawnWhileLocked: false },
      { number: 17, withdrawnAt: testStart, withdrawnWhileLocked: true },
    ]);
    const done = listDoneErasures(context);
    expect(
      done.map(({ category, rule, executedWhileLocked }) => [category, rule, executedWhileLocked]).sort(),
    ).toEqual([
      ["notes", "withdrawal", false],
      ["sound", "withdrawal", true],
      ["transcript", "withdrawal", false],
    ]);
    const certificates = done.map(({ certificateNumber }) =>
      readCertificate(context, { number: certificateNumber }),
    );
    expect(certificates.map(({ isValid, text }) => [isValid, JSON.parse(text).executedBy])).toEqual(
      Array(3).fill([true, "number-and-code"]),
    );
    expect(auditOf(vault)).toContainEqual(
      expect.objectContaining({
        event: "withdraw",
        consentNumber: 17,
        detail: { whileLocked: true, saidAt: testStart, wish: "erase" },
      }),
    );
    expect(auditOf(vault).filter(({ event }) => event === "damage")).toEqual([]);
  });

  it("can be given twice; the second time says that it is done already", async () => {
    const locked = await lockedWithCopy();
    await carryOutWithdrawal(locked.host, { ...typed(locked), wish: "erase" });

    const again = {
      check: await checkWithdrawal(locked.host, typed(locked)),
      carryOut: await carryOutWithdrawal(locked.host, { ...typed(locked), wish: "erase" }),
    };
    const { vault } = await locked.test.reopen();
    vault.close();
    const afterUnlock = await checkWithdrawal(locked.host, typed(locked));

    expect(again).toEqual({
      check: { phase: "already" },
      carryOut: { erasedSounds: 0, heldSounds: 0, heldUntil: null },
    });
    expect(afterUnlock).toEqual({ phase: "already" });
  });

  it("cover a conversation of which only text is left", async () => {
    const locked = await lockedWithCopy();
    locked.test.clock.run(40 * dayMs);
    eraseWhileLocked(locked.host);

    const outcome = await carryOutWithdrawal(locked.host, { ...typed(locked), wish: "erase" });
    const { vault } = await locked.test.reopen();

    expect(outcome).toEqual({ erasedSounds: 0, heldSounds: 0, heldUntil: null });
    expect(presentIn(vault, locked.own)).toEqual([]);
  });

  it("count whatever the computer's date says", async () => {
    const locked = await lockedWithCopy(({ context }, { conversationId }) =>
      setRetention(context, { conversationId, soundDays: 60, transcriptDays: 90, notesDays: null }),
    );
    locked.test.clock.set(testStart + 80 * dayMs);
    eraseWhileLocked(locked.host);
    const before = mediaFiles(locked);
    await carryOutWithdrawal(locked.host, { ...typed(locked), wish: "erase" });
    expect({ before, after: mediaFiles(locked) }).toEqual({ before: filesOf(locked.own).sort(), after: [] });
  });

  it("do nothing while the vault is open elsewhere", async () => {
    const locked = await lockedWithCopy();
    await locked.test.reopen();
    await expect(carryOutWithdrawal(locked.host, { ...typed(locked), wish: "erase" })).rejects.toMatchObject({
      code: "vault.in-use",
    });
  });

  it("find room for the note on a full disk by destroying the sound first", async () => {
    const locked = await lockedWithCopy();
    const isFull = () => filesOf(locked.own).some((name) => mediaFiles(locked).includes(name));
    const files = {
      ...nodeFiles,
      createNew(filePath: string) {
        if (isFull()) throw Object.assign(new Error("no space left"), { code: "ENOSPC" });
        return nodeFiles.createNew(filePath);
      },
    };

    await carryOutWithdrawal({ ...locked.host, files }, { ...typed(locked), wish: "erase" });
    const { vault } = await locked.test.reopen();

    expect(presentIn(vault, locked.own)).toEqual([]);
  });
});

describe("what does not belong together", () => {
  it.each([
    ["another client's number", 18],
    ["a number that nobody has", 99],
  ])("– %s – costs one derivation, is noted, and says no more", async (_, consentNumber) => {
    const locked = await lockedWithCopy();
    let derivations = 0;
    const derive: VaultHost["derive"] = async (...given) => {
      derivations += 1;
      return (await vaultHostForTest("")).derive?.(...given) ?? new Uint8Array(32);
    };
    const before = mediaFiles(locked);

    const failures = [
      await checkWithdrawal({ ...locked.host, derive }, typed(locked, consentNumber)).catch((error) => error),
      await carryOutWithdrawal(
        { ...locked.host, derive },
        { ...typed(locked, consentNumber), wish: "erase" },
      ).catch((error) => error),
    ];
    const { vault } = await locked.test.reopen();

    expect(failures).toMatchObject([
      { code: "withdrawal.mismatch", detail: undefined },
      { code: "withdrawal.mismatch", detail: undefined },
    ]);
    expect(derivations).toBe(2);
    expect(mediaFiles(locked)).toEqual(before);
    expect(auditOf(vault).filter(({ event }) => event === "withdraw-failed")).toMatchObject([
      { detail: { whileLocked: true, saidAt: testStart } },
      { detail: { whileLocked: true, saidAt: testStart } },
    ]);
  });

  it("a typing error is told with its group, and is not counted as a try", async () => {
    const locked = await lockedWithCopy();
    const groups = locked.code.split("-");
    const third = groups[2] ?? "";
    const slipped = groups.with(2, `${third.slice(0, 4)}${third[4] === "0" ? "1" : "0"}`).join("-");
    await expect(checkWithdrawal(locked.host, typed({ ...locked, code: slipped }))).rejects.toMatchObject({
      code: "withdrawal.code-typo",
      detail: { group: 3 },
    });
    expect(readLockedNotes(nodeFiles, locked.test.vault.folder)).toEqual([]);
  });

  it("a lost code is void once a new one was made", async () => {
    const { test, consent } = await filledVault();
    const lost = await issueWithdrawalCode(test.context, { consentId: consent.id });
    const found = await issueWithdrawalCode(test.context, { consentId: consent.id });
    test.vault.close();
    const host = await vaultHostForTest(test.home, { clock: test.clock });

    await expect(checkWithdrawal(host, typed({ test, code: lost.code }))).rejects.toMatchObject({
      code: "withdrawal.mismatch",
    });
    expect(await checkWithdrawal(host, typed({ test, code: found.code }))).toMatchObject({
      phase: "possible",
    });
  });

  it("tries stop being noted before they fill the disk", async () => {
    const locked = await lockedWithCopy();
    const notes = vaultPaths(locked.test.vault.folder).lockedNotes;
    fs.writeFileSync(notes, `${"x".repeat(256 * 1024)}\n`);
    await expect(checkWithdrawal(locked.host, typed(locked, 99))).rejects.toMatchObject({
      code: "withdrawal.mismatch",
    });
    await carryOutWithdrawal(locked.host, { ...typed(locked), wish: "erase" });
    expect(readLockedNotes(nodeFiles, locked.test.vault.folder).map(({ event }) => event)).toEqual([
      "withdrawal",
      "sound-erasure",
    ]);
  });

  it("a vault whose permissions have no code says so", async () => {
    const { test } = await filledVault();
    test.vault.close();
    const host = await vaultHostForTest(test.home, { clock: test.clock });
    await expect(
      checkWithdrawal(host, typed({ test, code: "00001-00002-00003-00004" })),
    ).rejects.toMatchObject({ code: "withdrawal.no-codes" });
  });
});

describe("if someone has asked for the recording", () => {
  it("the sound is kept, and goes by itself after thirty days, also while locked", async () => {
    const locked = await lockedWithCopy();

    const outcome = await carryOutWithdrawal(locked.host, { ...typed(locked), wish: "hold" });

    expect(outcome).toEqual({ erasedSounds: 0, heldSounds: 1, heldUntil: testStart + 30 * dayMs });
    const left: string[][] = [];
    for (const days of [29, 30]) {
      locked.test.clock.set(testStart + days * dayMs);
      eraseWhileLocked(locked.host);
      left.push(mediaFiles(locked));
    }
    expect(left).toEqual([
      [...filesOf(locked.own), ...filesOf(locked.others)].sort(),
      filesOf(locked.others).sort(),
    ]);
  });

  it("the hold outlasts a clock that runs out meanwhile", async () => {
    const locked = await lockedWithCopy();
    locked.test.clock.run(20 * dayMs);
    eraseWhileLocked(locked.host);
    await carryOutWithdrawal(locked.host, { ...typed(locked), wish: "hold" });
    locked.test.clock.run(15 * dayMs);
    eraseWhileLocked(locked.host);
    expect(mediaFiles(locked)).toEqual(filesOf(locked.own).sort());
  });

  it("a sound that went on its own day before they asked is not waited for, and nothing is called damaged", async () => {
    const locked = await lockedWithCopy((test, own) =>
      setRetention(test.context, { ...own, soundDays: 5, transcriptDays: 90, notesDays: null }),
    );
    locked.test.clock.run(10 * dayMs);
    eraseWhileLocked(locked.host);
    await carryOutWithdrawal(locked.host, { ...typed(locked), wish: "hold" });

    const { vault, context } = await locked.test.reopen();

    expect(presentIn(vault, locked.own)).toEqual(["transcript", "notes"]);
    expect(listDoneErasures(context)).toMatchObject([
      { category: "sound", rule: "clock", executedWhileLocked: true },
    ]);
    expect(auditOf(vault).filter(({ event }) => event === "damage")).toEqual([]);
  });

  it("a sound whose key half is taken away under a hold is called damaged, and not erased", async () => {
    const locked = await lockedWithCopy((test, own) => {
      setRetention(test.context, { ...own, soundDays: 5, transcriptDays: 90, notesDays: null });
      setHold(test.context, { ...own, reason: "complaint", days: 30 });
    });
    locked.test.clock.run(10 * dayMs);
    await carryOutWithdrawal(locked.host, { ...typed(locked), wish: "hold" });
    fs.rmSync(path.join(vaultPaths(locked.test.vault.folder).media, `${locked.own.recordingId}.shred`));

    const { vault, context } = await locked.test.reopen();

    expect(listDoneErasures(context)).toEqual([]);
    expect(auditOf(vault)).toContainEqual(
      expect.objectContaining({
        event: "damage",
        detail: { what: "key half", recordingId: locked.own.recordingId },
      }),
    );
  });

  it("unlocking sets the hold and records the withdrawal, which is carried out when the hold ends", async () => {
    const locked = await lockedWithCopy();
    await carryOutWithdrawal(locked.host, { ...typed(locked), wish: "hold" });
    locked.test.clock.run(dayMs);

    const first = await locked.test.reopen();
    const held = {
      present: presentIn(first.vault, locked.own),
      heldUntil: findRetained(first.vault.db, locked.own.conversationId)?.heldUntil,
      consent: listConsents(first.context).find(({ number }) => number === 17),
    };
    first.clock.run(29 * dayMs);
    const second = await first.reopen();

    expect(held).toMatchObject({
      present: ["sound", "transcript", "notes"],
      heldUntil: testStart + 30 * dayMs,
      consent: { withdrawnAt: testStart, withdrawnWhileLocked: true },
    });
    expect(presentIn(second.vault, locked.own)).toEqual([]);
  });

  it("a later wish to erase does not undo the hold", async () => {
    const locked = await lockedWithCopy();
    await carryOutWithdrawal(locked.host, { ...typed(locked), wish: "hold" });
    const outcome = await carryOutWithdrawal(locked.host, { ...typed(locked), wish: "erase" });
    expect(outcome).toEqual({ erasedSounds: 0, heldSounds: 1, heldUntil: testStart + 30 * dayMs });
  });

  it("a hold that was set before keeps the sound for as long as it lasts", async () => {
    const locked = await lockedWithCopy(({ context }, { conversationId }) =>
      setHold(context, { conversationId, reason: "complaint", days: 10 }),
    );

    const outlook = await checkWithdrawal(locked.host, typed(locked));
    const outcome = await carryOutWithdrawal(locked.host, { ...typed(locked), wish: "erase" });
    locked.test.clock.run(10 * dayMs);
    eraseWhileLocked(locked.host);

    expect(outlook).toEqual({ phase: "possible", sounds: 1, heldSounds: 1 });
    expect(outcome).toEqual({ erasedSounds: 0, heldSounds: 1, heldUntil: testStart + 10 * dayMs });
    expect(mediaFiles(locked)).toEqual(filesOf(locked.others).sort());
  });

  it("a permission that was taken back before is held no longer for it, and nothing else is said", async () => {
    const locked = await lockedWithCopy(({ context }, { conversationId }) => {
      setHold(context, { conversationId, reason: "complaint", days: 10 });
      const [consentId] = listConsents(context).flatMap(({ id, number }) => (number === 17 ? [id] : []));
      if (consentId === undefined) throw new Error("there is no permission");
      expect(() => withdrawConsent(context, { consentId, typedPseudonym: "Tallen" })).toThrow(
        "conversation.on-hold",
      );
    });

    const outcome = await carryOutWithdrawal(locked.host, { ...typed(locked), wish: "hold" });
    locked.test.clock.run(10 * dayMs);
    eraseWhileLocked(locked.host);

    expect(outcome).toEqual({ erasedSounds: 0, heldSounds: 1, heldUntil: testStart + 10 * dayMs });
    expect(mediaFiles(locked)).toEqual(filesOf(locked.others).sort());
  });
});

describe("whoever may write in the folder", () => {
  const forged = (wish: "erase" | "hold", at = testStart) =>
    ({ event: "withdrawal", at, consentNumber: 17, wish, proof: new Uint8Array(32) }) as const;

  it("takes no permission back with a note that does not show the code", async () => {
    const locked = await lockedWithCopy();
    appendLockedNote(nodeFiles, locked.test.vault.folder, forged("erase"));

    const { vault, context } = await locked.test.reopen();

    expect(presentIn(vault, locked.own)).toEqual(["sound", "transcript", "notes"]);
    expect(listConsents(context).map(({ withdrawnAt }) => withdrawnAt)).toEqual([null, null]);
    expect(auditOf(vault)).toContainEqual(
      expect.objectContaining({
        event: "damage",
        detail: { what: "withdrawal note", whileLocked: true, saidAt: testStart },
      }),
    );
  });

  it("does not keep a sound from a client who has the code", async () => {
    const locked = await lockedWithCopy();
    appendLockedNote(nodeFiles, locked.test.vault.folder, forged("hold"));
    expect(await carryOutWithdrawal(locked.host, { ...typed(locked), wish: "erase" })).toMatchObject({
      erasedSounds: 1,
    });
  });

  it("delays what is due no longer than a hold may last, and not at all by a note from the future", async () => {
    const locked = await lockedWithCopy();
    appendLockedNote(nodeFiles, locked.test.vault.folder, forged("hold", testStart + 10 * dayMs));
    const left: number[] = [];
    for (const days of [9, 31, 39, 40]) {
      locked.test.clock.set(testStart + days * dayMs);
      eraseWhileLocked(locked.host);
      left.push(mediaFiles(locked).length);
    }
    // The other client's sound is due after thirty days.
    expect(left).toEqual([4, 2, 2, 0]);
  });

  it("is noticed when they change the file of the codes", async () => {
    const locked = await lockedWithCopy();
    const file = vaultPaths(locked.test.vault.folder).withdrawals;
    const { text } = JSON.parse(fs.readFileSync(file, "utf8")) as { text: string };
    writeAuthenticated(nodeFiles, file, text, new Uint8Array(32));
    const first = await locked.test.reopen();
    first.vault.close();
    fs.rmSync(file);
    const second = await first.reopen();
    expect(
      auditOf(second.vault)
        .filter(({ event }) => event === "damage")
        .map(({ detail }) => detail),
    ).toEqual([{ what: "withdrawals.json" }, { what: "withdrawals.json" }]);
    expect(fs.existsSync(file)).toBe(true);
  });

  it.each(["{}", "", '{"text":"{}","mac":""}'])(
    "makes a file that reads %j into no codes",
    async (content) => {
      const locked = await lockedWithCopy();
      fs.writeFileSync(vaultPaths(locked.test.vault.folder).withdrawals, content);
      await expect(checkWithdrawal(locked.host, typed(locked))).rejects.toMatchObject({
        code: "withdrawal.no-codes",
      });
    },
  );

  it("finds neither code nor hash in the folder", async () => {
    const locked = await lockedWithCopy();
    await carryOutWithdrawal(locked.host, { ...typed(locked), wish: "erase" });
    const hash = locked.test.vault.folder;
    const texts = fs
      .readdirSync(hash)
      .filter((name) => name.endsWith(".json") || name.endsWith(".jsonl"))
      .map((name) => fs.readFileSync(path.join(hash, name), "utf8"));
    const bare = locked.code.replaceAll("-", "");
    expect(texts.filter((text) => text.includes(locked.code) || text.includes(bare))).toEqual([]);
  });
});

describe("a process that ends while a permission is taken back", () => {
  it("at any file operation has done nothing, or leaves what the next start and unlock finish", async () => {
    const locked = await lockedWithCopy();
    let failAt = 1;
    for (; ; failAt += 1) {
      const copy = await copyVault(locked.test, testStart + dayMs);
      const faulty = faultyFiles(nodeFiles, { failAt, kind: "crash" });
      await carryOutWithdrawal(
        { ...copy.host, files: faulty.files },
        { ...typed(locked), wish: "erase" },
      ).catch((error) => {
        if (!(error instanceof SimulatedCrash)) throw error;
      });
      const folder = path.dirname(copy.media);
      const isNoted = readLockedNotes(nodeFiles, folder).some(({ event }) => event === "withdrawal");
      eraseWhileLocked(copy.host);
      const ownFiles = fs.readdirSync(copy.media).filter((name) => name.startsWith(locked.own.recordingId));
      const vault = await copy.unlock();
      expect({
        ownFiles: ownFiles.length,
        own: presentIn(vault, locked.own),
        others: presentIn(vault, locked.others),
        unfinished: listUnfinishedErasures(vault.db),
      }).toEqual({
        ownFiles: isNoted ? 0 : 2,
        own: isNoted ? [] : ["sound", "transcript", "notes"],
        others: ["sound", "transcript", "notes"],
        unfinished: [],
      });
      vault.close();
      copy.remove();
      if (!faulty.struck()) break;
    }
    expect(failAt).toBeGreaterThan(20);
  });

  it("at any file operation of the unlock that takes it in", async () => {
    const locked = await lockedWithCopy();
    await carryOutWithdrawal(locked.host, { ...typed(locked), wish: "erase" });
    let failAt = 1;
    for (; ; failAt += 1) {
      const copy = await copyVault(locked.test, testStart + dayMs);
      const faulty = faultyFiles(nodeFiles, { failAt, kind: "crash" });
      try {
        (await copy.unlock({ files: faulty.files })).close();
      } catch (error) {
        if (!(error instanceof SimulatedCrash)) throw error;
      }
      const vault = await copy.unlock();
      expect({
        own: presentIn(vault, locked.own),
        certified: listDoneErasures({ vault }).length,
        withdrawals: auditOf(vault).filter(({ event }) => event === "withdraw").length,
      }).toEqual({ own: [], certified: 3, withdrawals: 1 });
      vault.close();
      copy.remove();
      if (!faulty.struck()) break;
    }
    expect(failAt).toBeGreaterThan(40);
  });
});

describe("a vault of format 1, from before there were codes", () => {
  it("says that none was given out, and has them once it was opened and one was made", async () => {
    const home = temporaryFolder();
    fs.cpSync(fixturePath("vault-format-1"), home, { recursive: true });
    const clock = clockForTest();
    const { derive: _, ...host } = await vaultHostForTest(home, { clock });
    const [vaultId] = listVaultIds(nodeFiles, home);
    if (vaultId === undefined) throw new Error("there is no frozen vault");
    const input = (code: string) => ({ vaultId, consentNumber: 17, code: secretOf(code) });

    const before = {
      offer: readWithdrawalOffer(host, { vaultId }),
      check: await checkWithdrawal(host, input("00001-00002-00003-00004")).catch((error) => error.code),
    };
    const requester = createRequester({ ...host, kdfCost: { memoryBytes: 64 * 1024 * 1024, passes: 3 } });
    await requester.get("vault.unlock", {
      vaultId,
      secret: { kind: "passphrase", bytes: secretOf(testPassphrase) },
    });
    const [consent] = await requester.get("consent.list", {});
    if (consent === undefined) throw new Error("there is no consent");
    const { code } = await requester.get("consent.issueCode", { consentId: consent.id });
    requester.end();
    const after = {
      offer: readWithdrawalOffer(host, { vaultId }),
      outcome: await carryOutWithdrawal(host, { ...input(code), wish: "erase" }),
    };

    expect(before).toEqual({ offer: { hasCodes: false }, check: "withdrawal.no-codes" });
    expect(consent).toMatchObject({ number: 17, copyIssuedAt: null, withdrawnWhileLocked: false });
    expect(after).toEqual({
      offer: { hasCodes: true },
      outcome: { erasedSounds: 1, heldSounds: 0, heldUntil: null },
    });
  });
});

describe("the requests", () => {
  it("are answered only while no vault is unlocked in this process", async () => {
    const locked = await lockedWithCopy();
    const requester = createRequester(locked.host);
    const given = { vaultId: locked.test.vault.id, consentNumber: 17 };

    const check = await requester.get("withdrawal.check", { ...given, code: secretOf(locked.code) });
    const secret = { kind: "passphrase", bytes: secretOf(testPassphrase) } as const;
    await requester.get("vault.unlock", { vaultId: given.vaultId, secret });
    const refused = await requester.failure("withdrawal.carryOut", {
      ...given,
      code: secretOf(locked.code),
      wish: "erase",
    });
    requester.end();

    expect(check).toMatchObject({ phase: "possible" });
    expect(refused).toMatchObject({ code: "request.invalid" });
  });
});
