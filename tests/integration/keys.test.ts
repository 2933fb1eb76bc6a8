import fs from "node:fs";
import path from "node:path";
import { describe, expect, it, vi } from "vitest";
import { nodeFiles } from "../../electron/ports/files.ts";
import type { VaultHost } from "../../electron/services/vaultHost.ts";
import { deviceSecretPath } from "../../electron/vault/deviceSecret.ts";
import { vaultFolderOf, vaultPaths } from "../../electron/vault/vaultFolder.ts";
import { readHeader } from "../../electron/vault/vaultHeader.ts";
import type { VaultId } from "../../shared/domain/ids.ts";
import { Failure } from "../../shared/errors.ts";
import { deviceProtectionForTest } from "../support/deviceProtectionForTest.ts";
import { fixturePath } from "../support/fixturePath.ts";
import type { Requester } from "../support/requester.ts";
import { requesterForTest } from "../support/requesterForTest.ts";
import { rolePlayDraft } from "../support/vaultForTest.ts";
import { clockForTest, dayMs, secretOf, testPassphrase } from "../support/vaultHostForTest.ts";

const newPassphrase = "fyra helt andra ord";

/** An unlocked vault, what opens it, and a way to a fresh process on the same folder. */
async function vaultWithKeys(host: Partial<VaultHost> = {}) {
  const clock = host.clock ?? clockForTest();
  const first = await requesterForTest({ ...host, clock });
  const { session, recoveryCode } = await first.get("vault.create", {
    name: "Provvalv",
    passphrase: secretOf(testPassphrase),
    language: "sv",
    rolePair: "adviser-client",
  });
  const { home } = first.gate.host;
  const folder = vaultFolderOf(home, session.vaultId);
  return {
    first,
    recoveryCode,
    vaultId: session.vaultId,
    home,
    folder,
    header: () => readHeader(nodeFiles, folder).header,
    next: (changed: Partial<VaultHost> = {}) => requesterForTest({ ...host, clock, home, ...changed }),
  };
}

/** What a secret does at the door of a fresh process: "opened", or the code of the failure. */
async function tryUnlock(requester: Requester, vaultId: VaultId, secret: string): Promise<string> {
  const kind = secret.includes("-") ? "recovery-code" : "passphrase";
  const answer = await requester.ask("vault.unlock", { vaultId, secret: { kind, bytes: secretOf(secret) } });
  return answer.ok ? "opened" : answer.error.code;
}

/** Tries each secret in a process of its own. */
async function tryAll(
  next: () => Promise<Requester>,
  vaultId: VaultId,
  secrets: readonly string[],
): Promise<string[]> {
  const outcomes: string[] = [];
  for (const secret of secrets) {
    const requester = await next();
    outcomes.push(await tryUnlock(requester, vaultId, secret));
    requester.end();
  }
  return outcomes;
}

async function addSound(requester: Requester) {
  const { conversationId } = await requester.get("conversation.create", rolePlayDraft);
  const sourceId = requester.offer(fixturePath("speech.ogg"));
  const { recordingId } = await requester.get("audio.import", { conversationId, sourceId, durationMs: null });
  return { conversationId, recordingId };
}

/** The bytes of a sound as the player gets them. */
async function soundOf(requester: Requester, conversationId: string): Promise<Buffer> {
  const { token } = await requester.get("audio.open", { conversationId: conversationId as never });
  const end = fs.statSync(fixturePath("speech.ogg")).size;
  const result = await requester.ask("internal.mediaRead", { token, start: 0, end });
  if (!result.ok) throw new Error(result.error.code);
  return Buffer.from(result.value as Uint8Array);
}

function auditOf(requester: Requester): { event: string; detail?: Record<string, unknown> }[] {
  const { db } = requester.context().vault;
  return db
    .prepare<[], string>("SELECT body FROM audit ORDER BY sequence")
    .pluck()
    .all()
    .map((body) => JSON.parse(body as string));
}

function passphrase(text: string) {
  return { kind: "passphrase", bytes: secretOf(text) } as const;
}

describe("changing the passphrase", () => {
  it("opens with the new one, never again with the old one, and with the recovery code as before", async () => {
    const { first, vaultId, recoveryCode, header, next, folder } = await vaultWithKeys();
    const before = header();
    const database = fs.statSync(path.join(folder, "vault-1.db")).ino;

    await first.get("keys.changePassphrase", {
      secret: passphrase(testPassphrase),
      newPassphrase: secretOf(newPassphrase),
    });
    const after = header();
    const deeds = auditOf(first).filter(({ event }) => event === "keys");
    first.end();

    expect(deeds).toMatchObject([{ detail: { what: "passphrase", secret: "passphrase" } }]);
    expect(after).toEqual({
      ...before,
      revision: before.revision + 1,
      slots: { recovery: before.slots.recovery, passphrase: expect.anything() },
    });
    expect(after.slots.passphrase.kdf.salt).not.toEqual(before.slots.passphrase.kdf.salt);
    expect(fs.statSync(path.join(folder, "vault-1.db")).ino).toBe(database);
    expect(await tryAll(next, vaultId, [testPassphrase, newPassphrase, recoveryCode])).toEqual([
      "vault.wrong-passphrase",
      "opened",
      "opened",
    ]);
  });

  it("is done with the recovery code where the passphrase is forgotten", async () => {
    const { first, vaultId, recoveryCode, next } = await vaultWithKeys();
    await first.get("keys.changePassphrase", {
      secret: { kind: "recovery-code", bytes: secretOf(recoveryCode) },
      newPassphrase: secretOf(newPassphrase),
    });
    first.end();
    expect(await tryAll(next, vaultId, [testPassphrase, newPassphrase])).toEqual([
      "vault.wrong-passphrase",
      "opened",
    ]);
  });

  it("changes nothing for a wrong secret, which is noted, nor for a weak passphrase", async () => {
    const { first, header } = await vaultWithKeys();
    const before = header();
    const weak = secretOf("kort");
    const otherCode = "0000J-0000T-0000D-00000-0000A-00000-00000-00000";

    const codes = [
      await first.failure("keys.changePassphrase", {
        secret: passphrase("inte den rätta"),
        newPassphrase: secretOf(newPassphrase),
      }),
      await first.failure("keys.changePassphrase", {
        secret: { kind: "recovery-code", bytes: secretOf(otherCode) },
        newPassphrase: secretOf(newPassphrase),
      }),
      await first.failure("keys.changePassphrase", {
        secret: passphrase(testPassphrase),
        newPassphrase: weak,
      }),
      await first.failure("keys.reissueRecoveryCode", { passphrase: secretOf("inte den rätta") }),
      await first.failure("keys.rotate", { passphrase: secretOf("inte den rätta") }),
    ].map(({ code }) => code);

    expect(codes).toEqual([
      "vault.wrong-passphrase",
      "vault.recovery-code-typo",
      "vault.passphrase-too-weak",
      "vault.wrong-passphrase",
      "vault.wrong-passphrase",
    ]);
    expect(header()).toEqual(before);
    expect(auditOf(first).filter(({ event }) => event === "keys")).toMatchObject([
      { detail: { what: "refused", wanted: "passphrase", secret: "passphrase" } },
      { detail: { what: "refused", wanted: "recovery-code", secret: "passphrase" } },
      { detail: { what: "refused", wanted: "rotated", secret: "passphrase" } },
    ]);
  });

  it("wipes what it was given, right or wrong", async () => {
    const { first } = await vaultWithKeys();
    const given = Array.from({ length: 6 }, () => secretOf(testPassphrase));
    const [a, b, c, d, e, f] = given as [
      Uint8Array,
      Uint8Array,
      Uint8Array,
      Uint8Array,
      Uint8Array,
      Uint8Array,
    ];
    const { changePassphrase, reissueRecoveryCode } = await import("../../electron/services/keysChange.ts");
    const { rotateVaultKeys } = await import("../../electron/services/keysRotate.ts");
    await changePassphrase(first.gate, { secret: { kind: "passphrase", bytes: a }, newPassphrase: b });
    await changePassphrase(first.gate, { secret: passphrase("inte den rätta"), newPassphrase: c }).catch(
      () => {},
    );
    await reissueRecoveryCode(first.gate, { passphrase: d });
    await rotateVaultKeys(first.gate, { passphrase: e });
    await rotateVaultKeys(first.gate, { passphrase: f }).catch(() => {});
    expect(given.flatMap((bytes) => [...bytes]).every((byte) => byte === 0)).toBe(true);
  });

  it("does one change at a time", async () => {
    const { first, vaultId, next } = await vaultWithKeys();
    const change = (text: string) =>
      first.ask("keys.changePassphrase", {
        secret: passphrase(testPassphrase),
        newPassphrase: secretOf(text),
      });
    const [one, other] = await Promise.all([change("den första av två"), change("den andra av de två")]);
    first.end();
    expect([one.ok, other.ok]).toEqual([true, false]);
    expect(await tryAll(next, vaultId, ["den första av två", "den andra av de två"])).toEqual([
      "opened",
      "vault.wrong-passphrase",
    ]);
  });
});

describe("a new recovery code", () => {
  it("opens, the old one does not, and the passphrase stays", async () => {
    const { first, vaultId, recoveryCode, header, next } = await vaultWithKeys();
    const before = header();
    const { recoveryCode: fresh } = await first.get("keys.reissueRecoveryCode", {
      passphrase: secretOf(testPassphrase),
    });
    const after = header();
    first.end();
    expect(after.slots.passphrase).toEqual(before.slots.passphrase);
    expect(fresh).not.toBe(recoveryCode);
    expect(await tryAll(next, vaultId, [recoveryCode, fresh, testPassphrase])).toEqual([
      "vault.wrong-recovery-code",
      "opened",
      "opened",
    ]);
  });
});

describe("a new recovery code that was not typed back", () => {
  const isReminded = async (requester: Requester) =>
    (await requester.get("today.list", {})).some(({ about }) => about === "recovery-code-untyped");

  it("is reminded of until one is", async () => {
    const { first, vaultId, next } = await vaultWithKeys();
    const atFirst = await isReminded(first);
    await first.get("keys.reissueRecoveryCode", { passphrase: secretOf(testPassphrase) });
    const made = await isReminded(first);
    first.end();
    const second = await next();
    await tryUnlock(second, vaultId, testPassphrase);
    const nextTime = await isReminded(second);
    await second.get("vault.recoveryCodeTyped", { vaultId });
    expect([atFirst, made, nextTime, await isReminded(second)]).toEqual([false, true, true, false]);
  });

  it("is reminded of after a rotation as well, unless it was typed back while the vault was closed", async () => {
    const reminded: boolean[] = [];
    for (const isTyped of [false, true]) {
      const { first, vaultId, next } = await vaultWithKeys();
      await first.get("keys.rotate", { passphrase: secretOf(testPassphrase) });
      if (isTyped) await first.get("vault.recoveryCodeTyped", { vaultId });
      first.end();
      const second = await next();
      await tryUnlock(second, vaultId, testPassphrase);
      reminded.push(await isReminded(second));
      second.end();
    }
    expect(reminded).toEqual([true, false]);
  });

  it("is not reminded of where the rotation did not come about, and the old code stays", async () => {
    const { first } = await vaultWithKeys();
    Object.assign(first.context().vault, {
      rotate() {
        throw new Failure("vault.disk-full");
      },
    });
    const answer = await first.ask("keys.rotate", { passphrase: secretOf(testPassphrase) });
    expect([answer, await isReminded(first)]).toEqual([
      { ok: false, error: { code: "vault.disk-full" } },
      false,
    ]);
  });

  it("can only be of a vault that is there", async () => {
    const { first } = await vaultWithKeys();
    const vaultId = crypto.randomUUID() as VaultId;
    expect(await first.ask("vault.recoveryCodeTyped", { vaultId })).toEqual({
      ok: false,
      error: { code: "vault.not-found" },
    });
  });
});

describe("rotating the keys", () => {
  it("keeps every recording readable, before and after, through several rotations", async () => {
    const { first, vaultId, next, folder, header } = await vaultWithKeys();
    const original = fs.readFileSync(fixturePath("speech.ogg"));
    const { publicKey } = header().identity.signing;
    const { conversationId } = await addSound(first);
    let requester = first;
    for (const generation of [2, 3]) {
      await requester.get("keys.rotate", { passphrase: secretOf(testPassphrase) });
      expect(await requester.get("vault.session", {})).toBeNull();
      expect(await requester.failure("conversation.list", {})).toEqual({ code: "vault.locked" });
      requester = await next();
      expect(await tryUnlock(requester, vaultId, testPassphrase)).toBe("opened");
      expect(await soundOf(requester, conversationId)).toEqual(original);
      expect(fs.readdirSync(folder).filter((name) => name.includes(".db"))).toEqual([
        `vault-${generation}.db`,
        `vault-${generation}.db-shm`,
        `vault-${generation}.db-wal`,
      ]);
    }
    const later = await requester.get("conversation.create", rolePlayDraft);
    const added = { ...later, sourceId: requester.offer(fixturePath("speech.wav")), durationMs: null };
    await requester.get("audio.import", added);
    const generations = requester
      .context()
      .vault.db.prepare("SELECT key_generation FROM recording ORDER BY imported_at, rowid")
      .pluck()
      .all();
    expect(generations).toEqual([1, 3]);
    expect(header().earlierMediaKeys.map(({ generation }) => generation)).toEqual([1, 2]);
    expect(header().identity.signing.publicKey).toEqual(publicKey);
    expect(await requester.get("vault.session", {})).toMatchObject({ fingerprint: expect.any(String) });
    expect(auditOf(requester).filter(({ event }) => event === "damage")).toEqual([]);
  });

  it("gives a new recovery code; the old code, the old database and the old header open nothing", async () => {
    const { first, vaultId, recoveryCode, next, folder } = await vaultWithKeys();
    const oldHeader = fs.readFileSync(vaultPaths(folder).header);
    const phases: string[] = [];
    const { recoveryCode: fresh } = await first.get("keys.rotate", { passphrase: secretOf(testPassphrase) });
    for (const { name, payload } of first.events) if (name === "keys.progress") phases.push(payload.phase);

    expect(phases).toEqual(["copying", "encrypting", "checking", "switching", "destroying"]);
    expect(await tryAll(next, vaultId, [recoveryCode, fresh, testPassphrase])).toEqual([
      "vault.wrong-recovery-code",
      "opened",
      "opened",
    ]);
    fs.writeFileSync(vaultPaths(folder).header, oldHeader);
    expect(await tryAll(next, vaultId, [testPassphrase])).toEqual(["vault.tampered"]);
  });

  it("lets the new code be printed although the vault is closed, and nothing else", async () => {
    const { first } = await vaultWithKeys();
    await first.get("keys.rotate", { passphrase: secretOf(testPassphrase) });
    const print = (kind: string) =>
      first.ask("internal.printing", { document: { kind }, printedOn: "paper" });
    expect([await print("recovery-code"), await print("audit-log")]).toEqual([
      { ok: true, value: {} },
      { ok: false, error: { code: "vault.locked" } },
    ]);
  });

  it("is refused while something is being taken in, and goes ahead afterwards", async () => {
    const { first, header } = await vaultWithKeys();
    const { sitting } = first.context();
    const { conversationId } = await first.get("conversation.create", rolePlayDraft);
    sitting.imports.set(conversationId, { isCancelled: false });
    expect(await first.failure("keys.rotate", { passphrase: secretOf(testPassphrase) })).toEqual({
      code: "vault.busy",
    });
    sitting.imports.delete(conversationId);
    expect(header().generation).toBe(1);
    await first.get("keys.rotate", { passphrase: secretOf(testPassphrase) });
    expect(header().generation).toBe(2);
  });

  it("is refused on a full disk before anything is written, and the vault stays open", async () => {
    const files = { ...nodeFiles, freeBytes: () => 1_000_000 };
    const { first, folder } = await vaultWithKeys({ files });
    const before = fs.readdirSync(folder);
    expect(await first.failure("keys.rotate", { passphrase: secretOf(testPassphrase) })).toEqual({
      code: "vault.disk-full",
    });
    expect(fs.readdirSync(folder)).toEqual(before);
    expect(await first.get("conversation.list", {})).toEqual([]);
  });

  it("does not take a forged schedule for its own, even one under the old keys", async () => {
    const { first, vaultId, next, folder } = await vaultWithKeys();
    const { schedule } = vaultPaths(folder);
    const earlier = fs.readFileSync(schedule);
    await addSound(first);
    await first.get("keys.rotate", { passphrase: secretOf(testPassphrase) });
    // Authentic under the old keys, and not what lay there at the switch.
    fs.writeFileSync(schedule, earlier);
    const later = await next();
    expect(await tryUnlock(later, vaultId, testPassphrase)).toBe("opened");
    expect(auditOf(later).filter(({ event }) => event === "damage")).toMatchObject([
      { detail: { what: "schedule.json" } },
    ]);
  });

  it("erases afterwards what was recorded before", async () => {
    const clock = clockForTest();
    const { first, vaultId, next, folder } = await vaultWithKeys({ clock });
    const { conversationId } = await addSound(first);
    await first.get("keys.rotate", { passphrase: secretOf(testPassphrase) });
    clock.run(40 * dayMs);
    const later = await next();
    expect(await tryUnlock(later, vaultId, testPassphrase)).toBe("opened");
    expect(fs.readdirSync(vaultPaths(folder).media)).toEqual([]);
    const [done] = await later.get("erasure.done", {});
    expect(done).toMatchObject({ conversationId, category: "sound" });
    expect(await later.get("certificate.read", { number: 1 })).toMatchObject({ isValid: true });
  });
});

describe("a header that was put back", () => {
  it("with the passphrase before the change is noticed at unlock", async () => {
    const { first, vaultId, next, folder } = await vaultWithKeys();
    const old = fs.readFileSync(vaultPaths(folder).header);
    await first.get("keys.changePassphrase", {
      secret: passphrase(testPassphrase),
      newPassphrase: secretOf(newPassphrase),
    });
    first.end();
    fs.writeFileSync(vaultPaths(folder).header, old);
    const later = await next();
    expect(await tryUnlock(later, vaultId, testPassphrase)).toBe("opened");
    expect(auditOf(later).filter(({ event }) => event === "damage")).toMatchObject([
      { detail: { what: "vault.json" } },
    ]);
  });
});

describe("binding the passphrase to this computer", () => {
  it("opens here, on another computer only with the recovery code, and after that with a new passphrase", async () => {
    const protection = deviceProtectionForTest();
    const { first, vaultId, recoveryCode, next, header } = await vaultWithKeys({ protection });
    expect(await first.get("keys.read", {})).toEqual({ generation: 1, device: { phase: "unbound" } });
    await first.get("keys.bindDevice", { passphrase: secretOf(testPassphrase), bound: true });
    expect(await first.get("keys.read", {})).toEqual({ generation: 1, device: { phase: "bound" } });
    first.end();

    const elsewhere = () => next({ protection: deviceProtectionForTest() });
    expect([
      await tryAll(next, vaultId, [testPassphrase, "inte den rätta"]),
      await tryAll(elsewhere, vaultId, [testPassphrase, "inte den rätta", recoveryCode]),
    ]).toEqual([
      ["opened", "vault.wrong-passphrase"],
      ["vault.device-secret-missing", "vault.device-secret-missing", "opened"],
    ]);

    const moved = await elsewhere();
    expect(await tryUnlock(moved, vaultId, recoveryCode)).toBe("opened");
    await moved.get("keys.changePassphrase", {
      secret: { kind: "recovery-code", bytes: secretOf(recoveryCode) },
      newPassphrase: secretOf(newPassphrase),
    });
    moved.end();
    expect(header().slots.passphrase.boundTo).toBe("nothing");
    expect(await tryAll(elsewhere, vaultId, [newPassphrase])).toEqual(["opened"]);
  });

  it("stays through a change of passphrase and a rotation, and can be let go of", async () => {
    const protection = deviceProtectionForTest();
    const { first, vaultId, next, header, home } = await vaultWithKeys({ protection });
    await first.get("keys.bindDevice", { passphrase: secretOf(testPassphrase), bound: true });
    await first.get("keys.changePassphrase", {
      secret: passphrase(testPassphrase),
      newPassphrase: secretOf(newPassphrase),
    });
    await first.get("keys.rotate", { passphrase: secretOf(newPassphrase) });
    expect(header().slots.passphrase.boundTo).toBe("device");

    const later = await next();
    expect(await tryUnlock(later, vaultId, newPassphrase)).toBe("opened");
    await later.get("keys.bindDevice", { passphrase: secretOf(newPassphrase), bound: false });
    later.end();

    expect(header().slots.passphrase.boundTo).toBe("nothing");
    expect(fs.existsSync(deviceSecretPath(home, vaultId))).toBe(false);
    const elsewhere = () => next({ protection: deviceProtectionForTest() });
    expect(await tryAll(elsewhere, vaultId, [newPassphrase])).toEqual(["opened"]);
  });

  it("needs the passphrase, and a store that protects", async () => {
    const protection = deviceProtectionForTest();
    const { first, header, home, vaultId } = await vaultWithKeys({ protection });
    const wrong = await first.failure("keys.bindDevice", {
      passphrase: secretOf("inte den rätta"),
      bound: true,
    });
    protection.isGone = true;
    const gone = await first.failure("keys.bindDevice", {
      passphrase: secretOf(testPassphrase),
      bound: true,
    });
    expect([wrong.code, gone.code, await first.get("keys.read", {})]).toEqual([
      "vault.wrong-passphrase",
      "vault.device-unavailable",
      { generation: 1, device: { phase: "unavailable", reason: "none" } },
    ]);
    expect(header().slots.passphrase.boundTo).toBe("nothing");
    expect(fs.existsSync(deviceSecretPath(home, vaultId))).toBe(false);
  });

  it("costs one derivation also where the device is missing, and the try is not noted as a wrong passphrase", async () => {
    const { cheapDerive } = await import("../support/vaultHostForTest.ts");
    const derive = vi.fn(cheapDerive);
    const protection = deviceProtectionForTest();
    const { first, vaultId, next, folder } = await vaultWithKeys({ protection });
    await first.get("keys.bindDevice", { passphrase: secretOf(testPassphrase), bound: true });
    first.end();
    const elsewhere = await next({ protection: deviceProtectionForTest(), derive });
    await tryUnlock(elsewhere, vaultId, testPassphrase);
    expect(derive).toHaveBeenCalledTimes(1);
    expect(fs.existsSync(vaultPaths(folder).lockedNotes)).toBe(false);
  });

  it("is protected anew when the system has changed its key, and opens also if that fails", async () => {
    const protection = deviceProtectionForTest();
    const { first, vaultId, next } = await vaultWithKeys({ protection });
    await first.get("keys.bindDevice", { passphrase: secretOf(testPassphrase), bound: true });
    first.end();
    protection.isStale = true;
    expect(await tryAll(next, vaultId, [testPassphrase])).toEqual(["opened"]);
    expect(protection.protections()).toBe(2);
  });
});
