/** Promise 13: every word a person types or takes in is looked for in every file of the computer, deleted ones included. */
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { type Finding, scanDeletedFiles, scanFolders } from "../../support/canaryScan.ts";
import { createRequester, type Requester } from "../../support/requester.ts";
import { vaultHostForTest } from "../../support/vaultHostForTest.ts";
import { runJourney } from "../journeys.ts";
import { logIn } from "../logIn.ts";
import { type Control, type Proof, type ProofResult, sumResults } from "../proof.ts";
import { goTour, words } from "../wordsTour.ts";

/** Rows of 2 kB: more than SQLite keeps in memory for one query of its own accord (16 MB). */
const manyRows = 15_000;

export const proof: Proof = {
  promise: 13,
  title: "no plaintext on disk, ever",
  run: async (extent, folder) =>
    sumResults([
      await tryTour(folder),
      // The page and its browser: with a profile on the disk.
      ...(extent === "short" ? [] : [await runJourney("canary.spec.ts", folder)]),
    ]),
};

async function tryTour(folder: string): Promise<ProofResult> {
  const [home, desk] = [path.join(folder, "home"), path.join(folder, "desk")];
  for (const place of [home, desk]) fs.mkdirSync(place);
  // Not in memory: shared memory is on no disk, and is passed over.
  const temporary = fs.mkdtempSync(path.join(os.tmpdir(), "lyhord-faults-"));
  try {
    return await tryIn({ home, temporary, desk });
  } finally {
    fs.rmSync(temporary, { recursive: true, force: true });
  }
}

interface Places {
  readonly home: string;
  readonly temporary: string;
  readonly desk: string;
}

async function tryIn({ home, temporary, desk }: Places): Promise<ProofResult> {
  process.env.TMPDIR = temporary;
  process.env.SQLITE_TMPDIR = temporary;
  const vault = createRequester(await vaultHostForTest(home), logIn(home));
  const secrets = Object.values(words);
  const found: Finding[] = [];
  let scans = 0;
  const look = async () => {
    scans += 1;
    found.push(...scanDeletedFiles([process.pid], secrets));
    found.push(...(await scanFolders([home, temporary], secrets)));
  };
  const recoveryCode = await goTour(
    {
      async get(name, input) {
        const output = await vault.get(name, input);
        await look();
        return output;
      },
      offer: vault.offer,
    },
    desk,
  );
  await askMuch(vault, look);
  vault.end();
  await look();
  found.push(...(await scanFolders([home, temporary], [recoveryCode, ...recoveryCode.split("-")])));
  return {
    trials: scans * secrets.length,
    failures: found.map(({ canary, where }) => `“${canary}” lies in ${path.basename(where)}`),
  };
}

/** Asks the database for so much at once that it must put it aside, and looks while it does. */
async function askMuch({ context }: Requester, look: () => Promise<void>): Promise<void> {
  const rows = context()
    .vault.db.prepare<{ text: string; last: number }, number>(
      `WITH RECURSIVE line (number, text) AS (
         SELECT 1, :text UNION SELECT number + 1, :text || hex(zeroblob(1000)) || number FROM line WHERE number < :last
       ) SELECT number FROM line`,
    )
    .pluck()
    .iterate({ text: words.said, last: manyRows });
  for (const number of rows) {
    if (number === manyRows) await look();
  }
}

export const controls: readonly Control[] = [
  {
    guard: "what SQLite puts aside goes to a file",
    file: "electron/vault/database.ts",
    find: '["temp_store", 2]',
    replace: '["temp_store", 1]',
  },
  {
    guard: "the database gets no key, and nobody looks",
    file: "electron/vault/database.ts",
    find: "withRawKey(key, (rawKey) => db.key(rawKey));",
    replace: "void withRawKey;",
    also: [
      {
        file: "electron/vault/database.ts",
        find: 'if (start.toString("latin1").startsWith("SQLite format 3"))',
        replace: "if (start.length === 0)",
      },
    ],
  },
  {
    guard: "a copy of what is taken in is left among the temporary files",
    file: "electron/services/importAudio.ts",
    find: 'if (source.hasChanged()) throw new Failure("media.source-changed");',
    replace:
      'const { writeFileSync } = await import("node:fs"); const { tmpdir } = await import("node:os");' +
      " writeFileSync(`${tmpdir()}/copy`, source.read(0, source.sizeBytes));",
  },
];
