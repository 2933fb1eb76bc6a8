import fs from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import type { Computer } from "../../electron/ports/computer.ts";
import { cancelCheck, checkVault } from "../../electron/services/checkVault.ts";
import { issueWithdrawalCode } from "../../electron/services/issueWithdrawalCode.ts";
import { mendVault } from "../../electron/services/mendVault.ts";
import { truncateWal } from "../../electron/vault/truncateWal.ts";
import { databasePath, vaultPaths } from "../../electron/vault/vaultFolder.ts";
import type { CheckDeed, CheckFinding } from "../../shared/domain/vaultCheck.ts";
import { emptyTranscript } from "../support/emptyTranscript.ts";
import { type FilledVault, filledVault } from "../support/filledVault.ts";

/** A computer on which nothing is wrong. */
const fine: Computer = {
  freeBytes: () => 50_000_000_000,
  isOpenToOthers: () => false,
  closeToOthers() {},
  realPath: (folder) => folder,
  environmentOf: () => ({
    platform: "linux",
    userHome: "/home/ada",
    variables: {},
    dropboxFolders: [],
    isDesktopInICloud: false,
    marks: [],
  }),
  mounts: () => [],
};
const stray = "00000000-0000-4000-8000-00000000000f";

describe("a check of the vault", () => {
  it("of a whole vault finds nothing and says how much it looked at", async () => {
    const { test } = await filledVault();
    const outcome = await checkVault(test.context, fine);
    expect(outcome).toEqual({
      phase: "done",
      at: test.clock.now(),
      findings: [],
      checked: {
        conversations: 1,
        recordings: 1,
        soundBytes: fs.statSync(path.join(import.meta.dirname, "../fixtures/speech.wav")).size,
        rows: expect.any(Number),
        logEntries: expect.any(Number),
      },
    });
  });

  it("is logged before and after, and is not listening", async () => {
    const { test } = await filledVault();
    await checkVault(test.context, fine);
    const bodies = test.vault.db
      .prepare<[], string>("SELECT body FROM audit ORDER BY sequence")
      .pluck()
      .all()
      .map((body) => JSON.parse(body) as { event: string; detail?: object });
    expect(bodies.slice(-2).map(({ event, detail }) => [event, detail])).toEqual([
      ["check", { phase: "begun" }],
      ["check", { findings: 0, phase: "done" }],
    ]);
    expect(bodies.filter(({ event }) => event === "play")).toEqual([]);
  });

  it("tells of its stages in order", async () => {
    const { test } = await filledVault();
    test.events.length = 0;
    await checkVault(test.context, fine);
    const stages = test.events.flatMap((event) =>
      event.name === "check.progress" ? [event.payload.stage] : [],
    );
    expect([...new Set(stages)]).toEqual(["files", "database", "log", "sound"]);
  });

  it("that is cancelled says nothing, and another can begin", async () => {
    const { test } = await filledVault();
    const running = checkVault(test.context, fine);
    await expect(checkVault(test.context, fine)).rejects.toMatchObject({ code: "request.invalid" });
    cancelCheck(test.context);
    expect(await running).toEqual({ phase: "cancelled" });
    expect(await found(await checkVault(test.context, fine))).toEqual([]);
  });

  it("changes nothing that it finds", async () => {
    const filled = await filledVault();
    const blob = blobOf(filled);
    flip(blob, 70_000);
    fs.writeFileSync(path.join(filled.test.vault.folder, "audit.json.tmp"), "half");
    const before = [fs.readFileSync(blob), fs.readdirSync(filled.test.vault.folder)];
    await checkVault(filled.test.context, fine);
    expect([fs.readFileSync(blob), fs.readdirSync(filled.test.vault.folder)]).toEqual(before);
  });
});

describe("what a check finds", () => {
  const cases: readonly (readonly [string, (filled: FilledVault) => unknown, Partial<CheckFinding>])[] = [
    [
      "a sound with a changed bit",
      (filled) => flip(blobOf(filled), 70_000),
      { found: "sound-damaged", damagedParts: 1 },
    ],
    ["a sound without its file", (filled) => fs.rmSync(blobOf(filled)), { found: "sound-missing" }],
    [
      "a sound without its key half",
      (filled) => fs.rmSync(mediaOf(filled, `${filled.recordingId}.shred`)),
      { found: "sound-key-missing" },
    ],
    [
      "a sound that was cut",
      (filled) => fs.truncateSync(blobOf(filled), 100_000),
      { found: "sound-damaged" },
    ],
    [
      "files of no recording",
      (filled) => fs.writeFileSync(mediaOf(filled, `${stray}.blob`), "twelve bytes"),
      { found: "orphaned-files", count: 1, sizeBytes: 12 },
    ],
    [
      "a missing list of erasures",
      ({ test }) => fs.rmSync(vaultPaths(test.vault.folder).schedule),
      { found: "schedule-lost" },
    ],
    [
      "a missing list of withdrawal codes, once there is a code",
      async (filled) => {
        await giveCode(filled);
        fs.rmSync(vaultPaths(filled.test.vault.folder).withdrawals);
      },
      { found: "schedule-lost" },
    ],
    [
      "a list of withdrawal codes that was put back",
      async (filled) => {
        const { withdrawals } = vaultPaths(filled.test.vault.folder);
        const before = fs.readFileSync(withdrawals);
        await giveCode(filled);
        fs.writeFileSync(withdrawals, before);
      },
      { found: "schedule-lost" },
    ],
    [
      "a changed list of withdrawal codes",
      ({ test }) => flip(vaultPaths(test.vault.folder).withdrawals, 40),
      { found: "schedule-lost" },
    ],
    [
      "a missing end of the log",
      ({ test }) => fs.rmSync(vaultPaths(test.vault.folder).auditHead),
      { found: "log-copy-lost" },
    ],
    [
      "a changed log",
      ({ test }) => test.vault.db.prepare("UPDATE audit SET body = body || ' ' WHERE sequence = 2").run(),
      { found: "log-broken", entry: 2 },
    ],
    [
      "a changed header",
      ({ test }) => flip(vaultPaths(test.vault.folder).header, 40),
      { found: "header-changed" },
    ],
    [
      "a missing header",
      ({ test }) => fs.rmSync(vaultPaths(test.vault.folder).header),
      { found: "header-changed" },
    ],
    [
      "half-written files",
      ({ test }) => fs.writeFileSync(path.join(test.vault.folder, "schedule.json.tmp"), "half"),
      { found: "leftovers", count: 1, sizeBytes: 4 },
    ],
    [
      "files that nobody knows",
      ({ test }) => fs.writeFileSync(path.join(test.vault.folder, "schedule (1).json"), ""),
      { found: "unknown-files", count: 1, names: ["schedule (1).json"] },
    ],
    [
      "a database of keys to come, which is no leftover",
      ({ test }) => fs.writeFileSync(databasePath(test.vault.folder, 2), ""),
      { found: "unknown-files", count: 1, names: ["vault-2.db"] },
    ],
    [
      "content without a clock",
      ({ test }) => test.vault.db.prepare("UPDATE conversation SET transcript_due_at = NULL").run(),
      { found: "conversation-without-clock", title: "Tallen" },
    ],
    [
      "earlier versions of a text without a clock",
      ({ test, conversationId }) => {
        emptyTranscript(test, conversationId);
        test.vault.db.prepare("UPDATE conversation SET transcript_due_at = NULL").run();
      },
      { found: "conversation-without-clock", title: "Tallen" },
    ],
    [
      "a date that waits for an answer",
      ({ test }) => test.clock.set(test.clock.now() + 90 * 86_400_000),
      { found: "clock-waits" },
    ],
  ];
  it.each(cases)("%s", async (_, harm, expected) => {
    const filled = await filledVault();
    await harm(filled);
    const findings = await found(await checkVault(filled.test.context, fine));
    expect(findings).toEqual([expect.objectContaining(expected)]);
  });

  it("a page of the database with a changed bit, also if it was read before", async () => {
    const { test } = await filledVault();
    truncateWal(test.vault.db);
    const database = databasePath(test.vault.folder, 1);
    let noticed = 0;
    for (const page of [0, 5, 9]) {
      flip(database, page * 4_096 + 100);
      const findings = await found(await checkVault(test.context, fine));
      if (findings.some((finding) => finding.found === "database-damaged")) noticed += 1;
      flip(database, page * 4_096 + 100);
    }
    expect(noticed).toBe(3);
  });

  it("a computer that is not as it should be", async () => {
    const { test } = await filledVault();
    const odd: Computer = {
      ...fine,
      freeBytes: () => 1_000,
      isOpenToOthers: (file) => file === test.vault.folder,
      mounts: () => [{ folder: test.vault.folder, type: "nfs4" }],
    };
    expect(await found(await checkVault(test.context, odd))).toEqual([
      { found: "folder-on-network" },
      { found: "open-to-others", count: 1 },
      { found: "disk-nearly-full", freeBytes: 1_000 },
    ]);
  });
});

describe("putting right what was found", () => {
  const cases: readonly (readonly [CheckDeed, (filled: FilledVault) => unknown])[] = [
    ["rebuild-schedule", ({ test }) => fs.rmSync(vaultPaths(test.vault.folder).schedule)],
    [
      "rebuild-schedule",
      async (filled) => {
        await giveCode(filled);
        fs.rmSync(vaultPaths(filled.test.vault.folder).withdrawals);
      },
    ],
    ["keep-log", ({ test }) => fs.rmSync(vaultPaths(test.vault.folder).auditHead)],
    ["write-header", ({ test }) => flip(vaultPaths(test.vault.folder).header, 40)],
    ["remove-orphans", (filled) => fs.writeFileSync(mediaOf(filled, `${stray}.blob`), "x")],
    ["remove-leftovers", ({ test }) => fs.writeFileSync(path.join(test.vault.folder, "audit.json.tmp"), "x")],
  ];
  it.each(cases)("%s leaves nothing to find, and the vault opens", async (deed, harm) => {
    const filled = await filledVault();
    await harm(filled);
    expect(await found(await checkVault(filled.test.context, fine))).toHaveLength(1);
    mendVault(filled.test.context, { deed });
    expect(await found(await checkVault(filled.test.context, fine))).toEqual([]);
    const again = await filled.test.reopen();
    expect(await found(await checkVault(again.context, fine))).toEqual([]);
  });

  it.skipIf(process.platform === "win32")("closes to others what stood open", async () => {
    const { test } = await filledVault();
    fs.chmodSync(vaultPaths(test.vault.folder).schedule, 0o644);
    fs.chmodSync(test.vault.folder, 0o755);
    mendVault(test.context, { deed: "close-to-others" });
    const mode = (file: string) => fs.statSync(file).mode & 0o777;
    expect([mode(test.vault.folder), mode(vaultPaths(test.vault.folder).schedule)]).toEqual([0o700, 0o600]);
  });
});

describe("every file of a new vault", () => {
  it.skipIf(process.platform === "win32")("is closed to other users of the computer", async () => {
    const { test } = await filledVault();
    const real = await import("../../electron/ports/computer.ts");
    const computer: Computer = { ...fine, isOpenToOthers: real.thisComputer.isOpenToOthers };
    expect(await found(await checkVault(test.context, computer))).toEqual([]);
  });
});

async function found(outcome: Awaited<ReturnType<typeof checkVault>>): Promise<readonly CheckFinding[]> {
  if (outcome.phase !== "done") throw new Error("the check was cancelled");
  return outcome.findings;
}

/** Makes the code of the client's copy. */
function giveCode({ test, consent }: FilledVault) {
  return issueWithdrawalCode(test.context, { consentId: consent.id });
}

function mediaOf({ test }: FilledVault, name: string): string {
  return path.join(vaultPaths(test.vault.folder).media, name);
}

function blobOf(filled: FilledVault): string {
  return mediaOf(filled, `${filled.recordingId}.blob`);
}

function flip(file: string, position: number): void {
  const descriptor = fs.openSync(file, "r+");
  const byte = Buffer.alloc(1);
  fs.readSync(descriptor, byte, 0, 1, position);
  byte[0] = (byte[0] ?? 0) ^ 1;
  fs.writeSync(descriptor, byte, 0, 1, position);
  fs.closeSync(descriptor);
}
