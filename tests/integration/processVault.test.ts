import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { deriveKey, kdfLimits } from "../../electron/crypto/keyDerivation.ts";
import { systemClock } from "../../electron/ports/clock.ts";
import type { ConversationId, VaultId } from "../../shared/domain/ids.ts";
import { fixturePath } from "../support/fixturePath.ts";
import type { ForkedVault } from "../support/forkedVault.ts";
import { requesterForTest } from "../support/requesterForTest.ts";
import { temporaryFolder } from "../support/temporaryFolder.ts";
import { rolePlayDraft } from "../support/vaultForTest.ts";
import { secretOf, testPassphrase } from "../support/vaultHostForTest.ts";
import { forkVaultProcess } from "../support/vaultProcessForTest.ts";

const ogg = fs.readFileSync(fixturePath("speech.ogg"));

/** A vault with one empty role play, whose key costs as little as is allowed; made by the services themselves. */
async function created(home: string) {
  const kdfCost = { memoryBytes: kdfLimits.memoryBytes.least, passes: kdfLimits.passes.least };
  const requester = await requesterForTest({ home, clock: systemClock, kdfCost, derive: deriveKey });
  const { session } = await requester.get("vault.create", {
    name: "Provvalv",
    passphrase: secretOf(testPassphrase),
    language: "sv",
    rolePair: "adviser-client",
  });
  const { conversationId } = await requester.get("conversation.create", rolePlayDraft);
  requester.end();
  return { vaultId: session.vaultId, conversationId };
}

async function unlocked(home: string, vaultId: VaultId, resources?: string) {
  const vault = forkVaultProcess(home, resources === undefined ? {} : { resources });
  await vault.get("vault.unlock", {
    vaultId,
    secret: { kind: "passphrase", bytes: secretOf(testPassphrase) },
  });
  return vault;
}

async function offered(vault: ForkedVault, file: string) {
  const result = await vault.ask("internal.offer", { paths: [file] });
  if (!result.ok) throw new Error(result.error.code);
  const [source] = result.value as { sourceId: Parameters<typeof vault.get<"source.open">>[1]["sourceId"] }[];
  if (source === undefined) throw new Error("nothing was offered");
  return source.sourceId;
}

function mediaFiles(home: string, vaultId: VaultId) {
  return fs.readdirSync(path.join(home, "vaults", vaultId, "media"));
}

async function bytesOf(vault: ForkedVault, conversationId: ConversationId) {
  const { token } = await vault.get("audio.open", { conversationId });
  const info = await vault.ask("internal.mediaInfo", { token });
  if (!info.ok) throw new Error(info.error.code);
  const { sizeBytes } = info.value as { sizeBytes: number };
  const range = await vault.ask("internal.mediaRead", { token, start: 0, end: sizeBytes });
  if (!range.ok) throw new Error(range.error.code);
  return range.value as Uint8Array;
}

describe("the vault process", () => {
  let longFile: string;
  beforeAll(() => {
    longFile = path.join(fs.mkdtempSync(path.join(os.tmpdir(), "lyhord-test-")), "long.wav");
    fs.copyFileSync(fixturePath("speech.wav"), longFile);
    fs.appendFileSync(longFile, Buffer.alloc(24_000_000));
    return () => fs.rmSync(path.dirname(longFile), { recursive: true });
  });

  it("answers what it was asked before it was ready, and in one piece each", async () => {
    const vault = forkVaultProcess(temporaryFolder());
    let isReady = false;
    void vault.ready.then(() => {
      isReady = true;
    });

    expect(isReady).toBe(false);
    const answers = await Promise.all([
      vault.ask("vault.list", {}),
      vault.ask("conversation.list", {}),
      vault.ask("nothing.known", {}),
    ]);

    expect(answers).toEqual([
      { ok: true, value: [] },
      { ok: false, error: { code: "vault.locked" } },
      { ok: false, error: { code: "request.unknown" } },
    ]);
  });

  it("keeps nothing of an import that it was killed in", async () => {
    const home = temporaryFolder();
    const { vaultId, conversationId } = await created(home);
    for (const phase of ["encrypting", "verifying"]) {
      const running = await unlocked(home, vaultId);
      const isFar = (payload: unknown) => (payload as { phase: string }).phase === phase;
      const told = running.event("import.progress", isFar);
      const importing = running.ask("audio.import", {
        conversationId,
        sourceId: await offered(running, longFile),
        durationMs: null,
      });
      importing.catch(() => {});
      await told;
      await running.kill();
      await expect(importing).rejects.toThrow("ended");
      expect(mediaFiles(home, vaultId)).toHaveLength(2);

      const after = await unlocked(home, vaultId);
      expect(mediaFiles(home, vaultId)).toEqual([]);
      expect((await after.get("conversation.read", { conversationId })).sound).toEqual({ phase: "none" });
      await after.kill();
    }
  });

  it("keeps an acknowledged import through a kill, and serves others meanwhile", async () => {
    const home = temporaryFolder();
    const { vaultId, conversationId } = await created(home);
    const vault = await unlocked(home, vaultId);
    const order: string[] = [];
    const sourceId = await offered(vault, longFile);
    const importing = vault
      .get("audio.import", { conversationId, sourceId, durationMs: null })
      .then(() => order.push("import"));
    await vault.get("conversation.list", {}).then(() => order.push("list"));
    await importing;
    await vault.kill();

    const after = await unlocked(home, vaultId);

    expect(order).toEqual(["list", "import"]);
    expect((await after.get("conversation.read", { conversationId })).sound.phase).toBe("preparing");
  });

  it("begins a preparation anew that it was killed in", async () => {
    const home = temporaryFolder();
    const { vaultId, conversationId } = await created(home);
    const vault = await unlocked(home, vaultId);
    const sourceId = await offered(vault, fixturePath("speech.flac"));
    const { recordingId } = await vault.get("audio.import", { conversationId, sourceId, durationMs: null });
    await vault.get("preparation.begin", { recordingId });
    await vault.get("preparation.append", { recordingId, offset: 0, bytes: ogg.subarray(0, 9_000) });
    await vault.kill();
    expect(mediaFiles(home, vaultId)).toHaveLength(4);

    const after = await unlocked(home, vaultId);
    expect(mediaFiles(home, vaultId)).toHaveLength(2);
    expect(await after.get("preparation.list", {})).toEqual([{ recordingId, conversationId }]);
    const original = fs.readFileSync(fixturePath("speech.flac"));
    expect(Buffer.compare(await bytesOf(after, conversationId), original)).toBe(0);
    await after.get("preparation.begin", { recordingId });
    await after.get("preparation.append", { recordingId, offset: 0, bytes: ogg });
    const peaks = new Int8Array(800);
    await after.get("preparation.finish", { recordingId, durationMs: 8_000, peaks });
    await after.kill();

    const last = await unlocked(home, vaultId);
    expect(await last.get("preparation.list", {})).toEqual([]);
    expect(mediaFiles(home, vaultId)).toHaveLength(2);
    expect(Buffer.compare(await bytesOf(last, conversationId), ogg)).toBe(0);
  });

  it("logs a defect under the number it tells, without what it was about", async () => {
    const home = temporaryFolder();
    const resources = temporaryFolder();
    fs.mkdirSync(path.join(resources, "sample"));
    fs.writeFileSync(path.join(resources, "sample", "sample.json"), "{ hemligt");
    const { vaultId } = await created(home);
    const vault = await unlocked(home, vaultId, resources);

    const result = await vault.ask("example.add", { language: "sv" });

    const incidentId = result.ok ? "" : result.error.incidentId;
    expect(result).toEqual({ ok: false, error: { code: "defect", incidentId: expect.any(String) } });
    const lines = fs.readFileSync(path.join(home, "logs", "vault.log"), "utf8");
    expect(lines).toContain(incidentId);
    expect(lines).toContain("SyntaxError");
    expect(lines).not.toMatch(/hemligt|Provvalv|Skorna|lyhord-test-/);
  });
});
