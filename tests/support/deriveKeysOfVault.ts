/** The process behind `keysOfVault`: told a home and a passphrase, it tells the keys. */
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { partKey } from "../../electron/audio/partFormat.ts";
import { deriveKeyHere } from "../../electron/crypto/keyDerivation.ts";
import { loadSodium } from "../../electron/crypto/sodium.ts";
import { type DerivedVaultKeys, deriveVaultKeys, recordingKey } from "../../electron/crypto/vaultKeys.ts";
import { nodeFiles } from "../../electron/ports/files.ts";
import { openDatabase } from "../../electron/vault/database.ts";
import { openSigningKey } from "../../electron/vault/identityKeys.ts";
import { unwrapVaultKey } from "../../electron/vault/keySlots.ts";
import { databasePath, vaultPaths } from "../../electron/vault/vaultFolder.ts";
import { readHeader } from "../../electron/vault/vaultHeader.ts";
import type { KeysOfVault } from "./keysOfVault.ts";
import type { NamedKey } from "./processMemory.ts";
import { secretOf } from "./vaultHostForTest.ts";

const [home = "", passphrase = ""] = process.argv.slice(2);
process.stdout.write(
  JSON.stringify(await deriveKeys(home, passphrase), (_, value) =>
    value instanceof Uint8Array ? Buffer.from(value).toJSON() : value,
  ),
);

async function deriveKeys(home: string, passphrase: string): Promise<KeysOfVault> {
  await loadSodium();
  const [name = ""] = readdirSync(join(home, "vaults"));
  const folder = join(home, "vaults", name);
  const { header } = readHeader(nodeFiles, folder);
  const access = {
    vaultId: header.vaultId,
    slot: "passphrase",
    secret: secretOf(passphrase),
  } as const;
  let fromPassphrase = new Uint8Array();
  const vaultKey = await unwrapVaultKey(header.slots.passphrase, access, async (secret, parameters) => {
    fromPassphrase = Uint8Array.from(deriveKeyHere(secret, parameters));
    return Uint8Array.from(fromPassphrase);
  });
  if (vaultKey === undefined) throw new Error("the passphrase does not open the vault");
  const tree = deriveVaultKeys(vaultKey);
  return {
    momentary: [
      { name: "from the passphrase", bytes: fromPassphrase },
      { name: "vault key", bytes: vaultKey },
    ],
    derived: [
      ...Object.entries(tree).map(([use, bytes]) => ({ name: use, bytes })),
      // The rest of the secret key is the public one.
      {
        name: "signing",
        bytes: openSigningKey(header.vaultId, header.identity, tree.identityWrap).subarray(0, 32),
      },
    ],
    ofSounds: recordingKeysOf(folder, header.generation, tree),
  };
}

function recordingKeysOf(
  folder: string,
  generation: number,
  { database, media }: DerivedVaultKeys,
): NamedKey[] {
  const copy = mkdtempSync(join(tmpdir(), "lyhord-look-"));
  try {
    cpSync(folder, copy, { recursive: true });
    const db = openDatabase(databasePath(copy, generation), database);
    try {
      const rows = db
        .prepare<[], { id: string; key_half: Uint8Array }>(
          "SELECT id, key_half FROM recording WHERE key_half IS NOT NULL ORDER BY rowid",
        )
        .all();
      return rows.flatMap(({ id, key_half }, index) => {
        const fileHalf = readFileSync(join(vaultPaths(folder).media, `${id}.shred`));
        const key = recordingKey(media, key_half, fileHalf);
        const of = `of sound ${index + 1}`;
        return [
          { name: `half in the database ${of}`, bytes: key_half },
          { name: `half in the file ${of}`, bytes: fileHalf },
          { name: `key ${of}`, bytes: key },
          { name: `key of the part ${of}`, bytes: partKey(key) },
        ];
      });
    } finally {
      db.close();
    }
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}
