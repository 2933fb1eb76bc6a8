import { spawn } from "node:child_process";
import { once } from "node:events";
import fs from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import type { KdfParameters } from "../../electron/crypto/argon2id.ts";
import { checkKdfParameters, deriveKey } from "../../electron/crypto/keyDerivation.ts";
import { nodeFiles } from "../../electron/ports/files.ts";
import { createVault } from "../../electron/services/createVault.ts";
import { unlockVault } from "../../electron/services/unlockVault.ts";
import type { VaultHost } from "../../electron/services/vaultHost.ts";
import { listVaults, renameVault } from "../../electron/services/vaults.ts";
import { writeAuthenticated } from "../../electron/vault/authenticatedText.ts";
import { vaultFolderOf, vaultPaths } from "../../electron/vault/vaultFolder.ts";
import type { VaultId } from "../../shared/domain/ids.ts";
import { formatRecoveryCode } from "../../shared/domain/recoveryCode.ts";
import type { Failure } from "../../shared/errors.ts";
import { faultyFiles, SimulatedCrash } from "../support/faultyFiles.ts";
import { temporaryFolder } from "../support/temporaryFolder.ts";
import { vaultForTest } from "../support/vaultForTest.ts";
import { cheapDerive, secretOf, testPassphrase, vaultHostForTest } from "../support/vaultHostForTest.ts";

const newVault = { name: "Mitt valv", language: "sv", rolePair: "adviser-client" } as const;

function passphrase(text = testPassphrase) {
  return { kind: "passphrase", bytes: secretOf(text) } as const;
}

function recoveryCode(text: string) {
  return { kind: "recovery-code", bytes: secretOf(text) } as const;
}

/** Creates a vault and closes it, as the end of a process does. */
async function closedVault(host: VaultHost, name: string = newVault.name) {
  const {
    vault,
    session,
    recoveryCode: code,
  } = await createVault(host, {
    ...newVault,
    name,
    passphrase: secretOf(testPassphrase),
  });
  vault.close();
  return { vaultId: vault.id, session, code, header: vaultPaths(vault.folder).header };
}

/** The code of the failure that a promise ends with; "opened" if it does not fail. */
async function codeOf(outcome: Promise<{ vault: { close(): void } }>): Promise<string> {
  try {
    (await outcome).vault.close();
    return "opened";
  } catch (error) {
    return (error as Failure).code;
  }
}

function auditOf(vault: Awaited<ReturnType<typeof unlockVault>>["vault"]) {
  return vault.db
    .prepare<[], { body: string }>("SELECT body FROM audit ORDER BY sequence")
    .all()
    .map(({ body }) => JSON.parse(body));
}

describe("a vault", () => {
  it("opens with its passphrase and with its recovery code, through the real key derivation", async () => {
    const kdfCost = { memoryBytes: 64 * 1024 * 1024, passes: 3 };
    const host = await vaultHostForTest(temporaryFolder(), { derive: deriveKey, kdfCost });
    const { vaultId, session, code } = await closedVault(host);

    const byPassphrase = await unlockVault(host, { vaultId, secret: passphrase() });
    byPassphrase.vault.close();
    const byCode = await unlockVault(host, { vaultId, secret: recoveryCode(code.toLowerCase()) });
    byCode.vault.close();

    expect([byPassphrase.session, byCode.session]).toEqual([session, session]);
  });

  it("costs 256 MiB and three passes by default", async () => {
    const costs: Pick<KdfParameters, "memoryBytes" | "passes">[] = [];
    const host = await vaultHostForTest(temporaryFolder(), {
      derive(secret, parameters) {
        costs.push({ memoryBytes: parameters.memoryBytes, passes: parameters.passes });
        return cheapDerive(secret, parameters);
      },
    });
    await closedVault(host);
    expect(costs).toEqual(Array(2).fill({ memoryBytes: 256 * 1024 * 1024, passes: 3 }));
  });

  it("is not opened by another passphrase, and the try is in the audit log after the next unlock", async () => {
    const host = await vaultHostForTest(temporaryFolder());
    const { vaultId } = await closedVault(host);

    expect(await codeOf(unlockVault(host, { vaultId, secret: passphrase("korrekt häst batterj") }))).toBe(
      "vault.wrong-passphrase",
    );

    const { vault } = await unlockVault(host, { vaultId, secret: passphrase() });
    expect(auditOf(vault)).toMatchObject([
      { event: "create" },
      { event: "unlock-failed", detail: { whileLocked: true, secret: "passphrase" } },
      { event: "unlock", detail: { slot: "passphrase" } },
    ]);
    vault.close();
    expect(fs.existsSync(vaultPaths(vault.folder).lockedNotes)).toBe(false);
  });

  it("is not opened by another recovery code, and names the group in which a code is mistyped", async () => {
    const host = await vaultHostForTest(temporaryFolder());
    const { vaultId, code } = await closedVault(host);
    const other = formatRecoveryCode(new Uint8Array(20).fill(7));
    const third = code.split("-")[2] ?? "";
    const typo = code.replace(third, `${third.slice(0, -1)}${third.endsWith("7") ? "8" : "7"}`);

    expect(await codeOf(unlockVault(host, { vaultId, secret: recoveryCode(other) }))).toBe(
      "vault.wrong-recovery-code",
    );
    await expect(unlockVault(host, { vaultId, secret: recoveryCode(typo) })).rejects.toMatchObject({
      code: "vault.recovery-code-typo",
      detail: { group: 3 },
    });
    await expect(unlockVault(host, { vaultId, secret: recoveryCode(code.slice(6)) })).rejects.toMatchObject({
      code: "vault.recovery-code-typo",
      detail: { group: 0 },
    });
  });

  it("wipes the passphrase it was given, right or wrong", async () => {
    const host = await vaultHostForTest(temporaryFolder());
    const given = [secretOf(testPassphrase), secretOf(testPassphrase), secretOf("inte den rätta alls")];
    const [creating, right, wrong] = given as [Uint8Array, Uint8Array, Uint8Array];
    const { vault } = await createVault(host, { ...newVault, passphrase: creating });
    vault.close();
    await codeOf(unlockVault(host, { vaultId: vault.id, secret: { kind: "passphrase", bytes: right } }));
    await codeOf(unlockVault(host, { vaultId: vault.id, secret: { kind: "passphrase", bytes: wrong } }));
    expect(given.every((bytes) => bytes.every((byte) => byte === 0))).toBe(true);
  });

  it.each(["kort", "elva tecken"])("is not created with the passphrase %j", async (text) => {
    const host = await vaultHostForTest(temporaryFolder());
    const outcome = codeOf(createVault(host, { ...newVault, passphrase: secretOf(text) }));
    expect(await outcome).toBe("vault.passphrase-too-weak");
    expect(listVaults(host)).toEqual([]);
  });

  it("is not created under a name that is taken, whatever its case", async () => {
    const host = await vaultHostForTest(temporaryFolder());
    await closedVault(host, "Åsas valv");
    expect(
      await codeOf(
        createVault(host, { ...newVault, name: "åsas VALV ", passphrase: secretOf(testPassphrase) }),
      ),
    ).toBe("vault.name-taken");
    expect(listVaults(host).map(({ name }) => name)).toEqual(["Åsas valv"]);
  });

  it("gets another name, but not that of another vault", async () => {
    const test = await vaultForTest();
    const host = await vaultHostForTest(test.home);
    await closedVault(host, "Ett annat");

    expect(() => renameVault(test.context, { name: "ett annat" })).toThrow("vault.name-taken");
    renameVault(test.context, { name: "Nytt namn" });

    expect(listVaults(host).map(({ name }) => name)).toEqual(["Ett annat", "Nytt namn"]);
    const { vault } = await test.reopen();
    expect(vault.header().name).toBe("Nytt namn");
  });
});

describe("the header of a vault", () => {
  it("never opens with any byte of it changed", async () => {
    const host = await vaultHostForTest(temporaryFolder());
    const { vaultId, header } = await closedVault(host);
    const original = fs.readFileSync(header);
    const outcomes = new Set<string>();
    for (let position = 0; position < original.length; position += 1) {
      const changed = Buffer.from(original);
      changed[position] = (changed[position] ?? 0) ^ (1 << (position % 8));
      fs.writeFileSync(header, changed);
      outcomes.add(await codeOf(unlockVault(host, { vaultId, secret: passphrase() })));
    }
    fs.writeFileSync(header, original);

    expect([...outcomes].sort()).toEqual(["vault.tampered", "vault.wrong-passphrase"]);
    expect(await codeOf(unlockVault(host, { vaultId, secret: passphrase() }))).toBe("opened");
  });

  it("is refused if it was written with another key, which is what the code under the vault key is for", async () => {
    const host = await vaultHostForTest(temporaryFolder());
    const { vaultId, header } = await closedVault(host);
    const { text } = JSON.parse(fs.readFileSync(header, "utf8"));
    writeAuthenticated(nodeFiles, header, text.replace("Mitt valv", "Ditt valv"), new Uint8Array(32));
    expect(await codeOf(unlockVault(host, { vaultId, secret: passphrase() }))).toBe("vault.tampered");
  });

  it("is refused in the folder of another vault", async () => {
    const host = await vaultHostForTest(temporaryFolder());
    const one = await closedVault(host, "Ett");
    const other = await closedVault(host, "Ett annat");
    fs.copyFileSync(other.header, one.header);
    expect(await codeOf(unlockVault(host, { vaultId: one.vaultId, secret: passphrase() }))).toBe(
      "vault.tampered",
    );
  });

  it("is refused under another id, also with its whole folder", async () => {
    const host = await vaultHostForTest(temporaryFolder());
    const { vaultId } = await closedVault(host);
    const otherId = "00000000-0000-4000-8000-000000000001" as VaultId;
    fs.cpSync(vaultFolderOf(host.home, vaultId), vaultFolderOf(host.home, otherId), { recursive: true });
    expect(await codeOf(unlockVault(host, { vaultId: otherId, secret: passphrase() }))).toBe(
      "vault.tampered",
    );
  });

  it("has one spelling: a space more is a change", async () => {
    const host = await vaultHostForTest(temporaryFolder());
    const { vaultId, header } = await closedVault(host);
    fs.appendFileSync(header, " ");
    expect(await codeOf(unlockVault(host, { vaultId, secret: passphrase() }))).toBe("vault.tampered");
  });

  it("of a later format says so", async () => {
    const host = await vaultHostForTest(temporaryFolder());
    const { vaultId, header } = await closedVault(host);
    writeAuthenticated(nodeFiles, header, '{"format":3,"somethingNew":true}', new Uint8Array(32));
    expect(await codeOf(unlockVault(host, { vaultId, secret: passphrase() }))).toBe("vault.format-too-new");
  });

  it.each([
    ["less memory than the floor", '"memoryBytes":268435456', '"memoryBytes":67107840'],
    ["more memory than a gigabyte", '"memoryBytes":268435456', '"memoryBytes":4503599627370496'],
    ["two passes", '"passes":3', '"passes":2'],
  ])("asking for %s is refused before any memory is taken", async (_, from, to) => {
    const home = temporaryFolder();
    const { vaultId, header } = await closedVault(await vaultHostForTest(home));
    const { text } = JSON.parse(fs.readFileSync(header, "utf8"));
    writeAuthenticated(nodeFiles, header, text.replace(from, to), new Uint8Array(32));
    const derived: number[] = [];
    const host = await vaultHostForTest(home, {
      async derive(secret, parameters) {
        checkKdfParameters(parameters);
        derived.push(parameters.memoryBytes);
        return cheapDerive(secret, parameters);
      },
    });

    expect(await codeOf(unlockVault(host, { vaultId, secret: passphrase() }))).toBe("vault.kdf-out-of-range");
    // As dear as any other try, with parameters of our own.
    expect(derived).toEqual([256 * 1024 * 1024]);
  });

  it("costs one derivation whatever is wrong with it", async () => {
    const home = temporaryFolder();
    const { vaultId, header } = await closedVault(await vaultHostForTest(home));
    let derivations = 0;
    const host = await vaultHostForTest(home, {
      derive(secret, parameters) {
        derivations += 1;
        return cheapDerive(secret, parameters);
      },
    });
    const counts: number[] = [];
    async function count(text: string) {
      derivations = 0;
      await codeOf(unlockVault(host, { vaultId, secret: passphrase(text) }));
      counts.push(derivations);
    }
    await count(testPassphrase);
    await count("inte den rätta alls");
    fs.writeFileSync(header, "{}");
    await count(testPassphrase);
    expect(counts).toEqual([1, 1, 1]);
  });

  it("that cannot be read does not make the vault vanish from the list", async () => {
    const host = await vaultHostForTest(temporaryFolder());
    const { vaultId, header } = await closedVault(host);
    fs.writeFileSync(header, "not a header");
    expect(listVaults(host)).toMatchObject([{ id: vaultId, name: vaultId.slice(0, 8) }]);
  });
});

describe("a process that ends at any file operation", () => {
  it("while creating leaves no vault, or a whole one", async () => {
    const outcomes: string[] = [];
    for (let failAt = 1; ; failAt += 1) {
      const home = temporaryFolder();
      const host = await vaultHostForTest(home);
      const faulty = faultyFiles(nodeFiles, { failAt, kind: "crash" });
      const creating = createVault(
        { ...host, files: faulty.files },
        { ...newVault, passphrase: secretOf(testPassphrase) },
      );
      await creating.then(({ vault }) => vault.close()).catch(ignoreCrash);
      const [left] = listVaults(host);
      const outcome = left && (await codeOf(unlockVault(host, { vaultId: left.id, secret: passphrase() })));
      outcomes.push(outcome ?? "none");
      if (!faulty.struck()) break;
    }
    expect(outcomes.length).toBeGreaterThan(15);
    expect(new Set(outcomes)).toEqual(new Set(["none", "opened"]));
    expect(outcomes.at(0)).toBe("none");
    expect(outcomes.at(-1)).toBe("opened");
  });

  it("while unlocking leaves a vault that opens", async () => {
    const host = await vaultHostForTest(temporaryFolder());
    const { vaultId } = await closedVault(host);
    for (let failAt = 1; ; failAt += 1) {
      await codeOf(unlockVault(host, { vaultId, secret: passphrase("inte den rätta alls") }));
      const faulty = faultyFiles(nodeFiles, { failAt, kind: "crash" });
      const unlocking = unlockVault({ ...host, files: faulty.files }, { vaultId, secret: passphrase() });
      await unlocking.then(({ vault }) => vault.close()).catch(ignoreCrash);
      const { vault } = await unlockVault(host, { vaultId, secret: passphrase() });
      const failures = auditOf(vault).filter(({ event }) => event === "unlock-failed");
      vault.close();
      // One try before each round: taken in once each, however often the process ended on the way.
      expect(failures).toHaveLength(failAt);
      if (!faulty.struck()) break;
    }
  });
});

describe("the lock of a vault", () => {
  it("keeps a second one out, also in the same process, until the first is closed", async () => {
    const host = await vaultHostForTest(temporaryFolder());
    const { vaultId } = await closedVault(host);
    const { vault } = await unlockVault(host, { vaultId, secret: passphrase() });
    expect(await codeOf(unlockVault(host, { vaultId, secret: passphrase() }))).toBe("vault.in-use");
    vault.close();
    expect(await codeOf(unlockVault(host, { vaultId, secret: passphrase() }))).toBe("opened");
  });

  it("is let go of by a process that is killed", async () => {
    const host = await vaultHostForTest(temporaryFolder());
    const { vaultId } = await closedVault(host);
    const holder = await holdInAnotherProcess(vaultFolderOf(host.home, vaultId));
    expect(await codeOf(unlockVault(host, { vaultId, secret: passphrase() }))).toBe("vault.in-use");
    holder.kill("SIGKILL");
    await once(holder, "exit");
    expect(await codeOf(unlockVault(host, { vaultId, secret: passphrase() }))).toBe("opened");
  });
});

function ignoreCrash(error: unknown): void {
  if (!(error instanceof SimulatedCrash)) throw error;
}

async function holdInAnotherProcess(folder: string) {
  const module = path.resolve(import.meta.dirname, "../../electron/vault/vaultLock.ts");
  const script = `
    const { acquireVaultLock } = await import(${JSON.stringify(module)});
    acquireVaultLock(${JSON.stringify(folder)});
    console.log("held");
    setInterval(() => {}, 1000);`;
  const holder = spawn(process.execPath, ["--input-type=module", "--eval", script], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  await once(holder.stdout, "data");
  return holder;
}

it("a vault that is not there is not found", async () => {
  const host = await vaultHostForTest(temporaryFolder());
  const vaultId = "00000000-0000-0000-0000-000000000000" as VaultId;
  expect(await codeOf(unlockVault(host, { vaultId, secret: passphrase() }))).toBe("vault.not-found");
});
