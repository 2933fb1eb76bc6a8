import fs from "node:fs";
import path from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { type FilePort, nodeFiles } from "../../electron/ports/files.ts";
import { unlockVault } from "../../electron/services/unlockVault.ts";
import { deviceSecretPath } from "../../electron/vault/deviceSecret.ts";
import type { UnlockedVault } from "../../electron/vault/unlockedVault.ts";
import { vaultFolderOf } from "../../electron/vault/vaultFolder.ts";
import { readHeader } from "../../electron/vault/vaultHeader.ts";
import type { ConversationId, VaultId } from "../../shared/domain/ids.ts";
import type { Result } from "../../shared/result.ts";
import { deviceProtectionForTest } from "../support/deviceProtectionForTest.ts";
import { type FaultKind, faultyFiles } from "../support/faultyFiles.ts";
import { fixturePath } from "../support/fixturePath.ts";
import { createRequester, type Requester } from "../support/requester.ts";
import { temporaryFolder } from "../support/temporaryFolder.ts";
import { rolePlayDraft } from "../support/vaultForTest.ts";
import { clockForTest, secretOf, testPassphrase, vaultHostForTest } from "../support/vaultHostForTest.ts";

const newPassphrase = "fyra helt andra ord";
const sound = fs.readFileSync(fixturePath("speech.ogg"));

/** A closed vault with a sound in it, to be copied for each trial. */
interface Original {
  readonly home: string;
  readonly vaultId: VaultId;
  readonly recoveryCode: string;
  readonly conversationId: ConversationId;
  readonly protection: ReturnType<typeof deviceProtectionForTest>;
}

async function original(): Promise<Original> {
  const home = memoryFolder();
  const protection = deviceProtectionForTest();
  const requester = createRequester(await vaultHostForTest(home, { protection }));
  const { session, recoveryCode } = await requester.get("vault.create", {
    name: "Provvalv",
    passphrase: secretOf(testPassphrase),
    language: "sv",
    rolePair: "adviser-client",
  });
  const { conversationId } = await requester.get("conversation.create", rolePlayDraft);
  const sourceId = requester.offer(fixturePath("speech.ogg"));
  await requester.get("audio.import", { conversationId, sourceId, durationMs: null });
  requester.end();
  return { home, vaultId: session.vaultId, recoveryCode, conversationId, protection };
}

/** What is done to the keys in the trials, and what opens the vault before and after. */
interface Deed {
  readonly act: (requester: Requester) => Promise<Result<unknown>>;
  /** Done before the trial. */
  readonly first?: (requester: Requester) => Promise<unknown>;
  /** Which of the secrets (old passphrase, new passphrase, old recovery code) open the vault. */
  readonly before: readonly boolean[];
  readonly after: readonly boolean[];
}

const bind = (bound: boolean) => (requester: Requester) =>
  requester.ask("keys.bindDevice", { passphrase: secretOf(testPassphrase), bound });

const deeds: Readonly<Record<string, Deed>> = {
  "changing the passphrase": {
    act: (requester) =>
      requester.ask("keys.changePassphrase", {
        secret: { kind: "passphrase", bytes: secretOf(testPassphrase) },
        newPassphrase: secretOf(newPassphrase),
      }),
    before: [true, false, true],
    after: [false, true, true],
  },
  "making a new recovery code": {
    act: (requester) => requester.ask("keys.reissueRecoveryCode", { passphrase: secretOf(testPassphrase) }),
    before: [true, false, true],
    after: [true, false, false],
  },
  "rotating the keys": {
    act: (requester) => requester.ask("keys.rotate", { passphrase: secretOf(testPassphrase) }),
    before: [true, false, true],
    after: [true, false, false],
  },
  "binding to the device": {
    act: bind(true),
    before: [true, false, true],
    after: [true, false, true],
  },
  "letting go of the device": {
    first: bind(true),
    act: bind(false),
    before: [true, false, true],
    after: [true, false, true],
  },
};

/** Runs a deed with a fault at one file operation. @returns whether the fault struck, and what was answered */
async function tryDeed(from: Original, deed: Deed, failAt: number, kind: FaultKind) {
  const home = path.join(memoryFolder(), "home");
  fs.cpSync(from.home, home, { recursive: true });
  const faulty = faultyFiles(nodeFiles, { failAt, kind });
  let present: FilePort = nodeFiles;
  // Sound until the deed begins.
  const files = new Proxy(nodeFiles, { get: (_, name) => Reflect.get(present, name) as unknown });
  const host = await vaultHostForTest(home, { files, protection: from.protection, clock: clockForTest() });
  const requester = createRequester(host);
  await requester.get("vault.unlock", {
    vaultId: from.vaultId,
    secret: { kind: "passphrase", bytes: secretOf(testPassphrase) },
  });
  await deed.first?.(requester);
  present = faulty.files;
  const answer = await deed.act(requester);
  present = nodeFiles;
  const isStillOpen = (await requester.get("vault.session", {})) !== null;
  requester.end();
  const outcome = { home, answer, struck: faulty.struck(), isStillOpen };
  const check = () => checkAfter(from, deed, outcome);
  return { ...outcome, check, remove: () => fs.rmSync(path.dirname(home), { recursive: true }) };
}

/** What must hold afterwards, in fresh processes with a sound disk. */
async function checkAfter(from: Original, { before, after }: Deed, { home }: { readonly home: string }) {
  const { vaultId, conversationId, recoveryCode } = from;
  const opened: boolean[] = [];
  for (const [kind, text] of [
    ["passphrase", testPassphrase],
    ["passphrase", newPassphrase],
    ["recovery-code", recoveryCode],
  ] as const) {
    const requester = createRequester(await vaultHostForTest(home, { protection: from.protection }));
    const secret = { kind, bytes: secretOf(text) };
    const answer = await requester.ask("vault.unlock", { vaultId, secret });
    opened.push(answer.ok);
    if (answer.ok) {
      const { token } = await requester.get("audio.open", { conversationId });
      const read = await requester.ask("internal.mediaRead", { token, start: 0, end: sound.length });
      expect(read).toEqual({ ok: true, value: Uint8Array.from(sound) });
      const { db } = requester.context().vault;
      const damage = db.prepare(`SELECT body FROM audit WHERE body LIKE '%"damage"%'`).pluck().all();
      expect(damage).toEqual([]);
      expect(requester.defects).toEqual([]);
    }
    requester.end();
  }
  const databases = fs.readdirSync(vaultFolderOf(home, vaultId)).filter((name) => name.startsWith("vault-"));
  expect(databases).toHaveLength(1);
  expect([before, after]).toContainEqual(opened);
  const { header } = readHeader(nodeFiles, vaultFolderOf(home, vaultId));
  // A secret that binds nothing is not left lying about.
  const isBound = header.slots.passphrase.boundTo === "device";
  expect(fs.existsSync(deviceSecretPath(home, vaultId))).toBe(isBound);
  return opened;
}

describe.each(Object.keys(deeds))("a process that ends while %s", (name) => {
  it("leaves a vault that opens with exactly the old or the new set", async () => {
    const deed = deeds[name] as Deed;
    const from = await original();
    const outcomes: string[] = [];
    for (let failAt = 1; ; failAt += 1) {
      const trial = await tryDeed(from, deed, failAt, "crash");
      const opened = await trial.check();
      outcomes.push(opened.join());
      trial.remove();
      if (trial.struck) continue;
      expect(trial.answer.ok).toBe(true);
      break;
    }
    // It was not all before, or all after, the moment that counts.
    expect(outcomes.length).toBeGreaterThan(5);
    expect(outcomes[0]).toBe(deed.before.join());
    expect(outcomes.at(-1)).toBe(deed.after.join());
  });
});

describe("a disk that fails", () => {
  it.each([
    ["ENOSPC", "rotating the keys"],
    ["EIO", "rotating the keys"],
    ["EIO", "changing the passphrase"],
    ["EIO", "binding to the device"],
    ["EIO", "letting go of the device"],
  ] as const)("with %s while %s leaves the old or the new set, and says so", async (kind, name) => {
    const deed = deeds[name] as Deed;
    const from = await original();
    const told = new Set<string>();
    for (let failAt = 1; ; failAt += 1) {
      const trial = await tryDeed(from, deed, failAt, kind);
      told.add(trial.answer.ok ? "done" : trial.answer.error.code);
      await trial.check();
      trial.remove();
      if (!trial.struck) break;
    }
    const trouble = kind === "ENOSPC" ? "vault.disk-full" : "vault.disk-error";
    expect([...told].sort()).toEqual(["done", trouble]);
  });
});

describe("a process that ends while a vault of format 1 is opened by this version", () => {
  it("leaves a vault that opens, with the old database or the new one", async () => {
    const frozen = fixturePath("vault-format-1");
    const [id = ""] = fs.readdirSync(path.join(frozen, "vaults"));
    const vaultId = id as VaultId;
    const fixture = await vaultHostForTest(memoryFolder(), {
      clock: clockForTest(Date.parse("2026-03-02T09:00Z")),
    });
    // The real derivation once; its result is what the trials go by.
    const { deriveKey } = await import("../../electron/crypto/keyDerivation.ts");
    const derived = new Map<string, Uint8Array>();
    const host = {
      ...fixture,
      async derive(secret: Uint8Array, parameters: Parameters<typeof deriveKey>[1]) {
        const key = `${Buffer.from(secret)} ${Buffer.from(parameters.salt).toString("hex")}`;
        const known = derived.get(key) ?? (await deriveKey(secret, parameters));
        derived.set(key, Uint8Array.from(known));
        return Uint8Array.from(known);
      },
    };
    const unlock = async (home: string, files = nodeFiles): Promise<UnlockedVault> => {
      const secret = { kind: "passphrase", bytes: secretOf(testPassphrase) } as const;
      return (await unlockVault({ ...host, home, files }, { vaultId, secret })).vault;
    };
    const formats = new Set<number>();
    for (let failAt = 1; ; failAt += 1) {
      const home = memoryFolder();
      fs.cpSync(frozen, home, { recursive: true });
      const folder = vaultFolderOf(home, vaultId);
      const faulty = faultyFiles(nodeFiles, { failAt, kind: "crash" });
      await unlock(home, faulty.files)
        .then((vault) => vault.close())
        .catch((error: unknown) => {
          if (!faulty.struck()) throw error;
        });
      formats.add(storedFormat(folder));
      const vault = await unlock(home);
      expect(vault.db.prepare("SELECT count(*) FROM segment").pluck().get()).toBe(4);
      vault.close();
      expect(storedFormat(folder)).toBe(2);
      expect(readHeader(nodeFiles, folder).header.format).toBe(2);
      expect(fs.readdirSync(folder).filter((name) => name.startsWith("vault-"))).toEqual(["vault-1.db"]);
      fs.rmSync(home, { recursive: true });
      if (!faulty.struck()) break;
    }
    expect([...formats].sort()).toEqual([1, 2]);
  });
});

function storedFormat(folder: string): number {
  const { text } = JSON.parse(fs.readFileSync(path.join(folder, "vault.json"), "utf8"));
  return JSON.parse(text).format;
}

function memoryFolder(): string {
  if (!fs.existsSync("/dev/shm")) return temporaryFolder();
  const folder = fs.mkdtempSync("/dev/shm/lyhord-test-");
  onTestFinished(() => fs.rmSync(folder, { recursive: true, force: true }));
  return folder;
}
