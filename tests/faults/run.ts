/** `npm run faults`: kills, disk errors and changed bytes on real use cases; `--short` tries a few, `--all` every point. */
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { tryCaptureKills } from "./captureTrials.ts";
import { tryBlobMutations, tryPartMutations } from "./mediaMutations.ts";
import { controlFinding, type Finding, reportFinding, reportHead } from "./report.ts";
import { straceProblem } from "./strace.ts";
import { type UseCaseName, useCases } from "./useCases.ts";
import { everyDiskError, everyKill, prepareUseCase, tryFaults } from "./useCaseTrials.ts";
import { tryVaultMutations } from "./vaultMutations.ts";

/** How many trials of each kind. */
interface Extent {
  readonly killsEach: number;
  readonly diskErrorsEach: number;
  readonly captures: number;
  readonly mutationsEach: number;
  readonly bytesPerFile: number;
}

const extents = {
  short: { killsEach: 8, diskErrorsEach: 6, captures: 6, mutationsEach: 100, bytesPerFile: 20 },
  usual: { killsEach: 80, diskErrorsEach: 40, captures: 60, mutationsEach: 2_000, bytesPerFile: 300 },
  all: {
    killsEach: Number.POSITIVE_INFINITY,
    diskErrorsEach: Number.POSITIVE_INFINITY,
    captures: 300,
    mutationsEach: 10_000,
    bytesPerFile: Number.POSITIVE_INFINITY,
  },
} as const satisfies Record<string, Extent>;

/** The promise of SECURITY.md §6 that a kill during the use case is a proof of. */
const promiseOf: Readonly<Record<UseCaseName, string>> = {
  createVault: "1",
  smallSaves: "1",
  editTranscript: "1",
  importSound: "1",
  transcodeSound: "1",
  eraseByChoice: "19",
  eraseWhileLockedDue: "16",
  eraseAtUnlock: "16, 19",
};

const args = process.argv.slice(2);
const extent: Extent = args.includes("--short")
  ? extents.short
  : args.includes("--all")
    ? extents.all
    : extents.usual;
const folder = fs.mkdtempSync(path.join(os.tmpdir(), "lyhord-faults-"));
let failures = 0;

try {
  console.log(reportHead);
  await tryUseCases();
  await tryCaptures();
  await tryMutations();
} finally {
  fs.rmSync(folder, { recursive: true, force: true });
}
console.log(failures === 0 ? "Every promise that was tried held." : `${failures} failures.`);
process.exitCode = failures === 0 ? 0 : 1;

async function tryUseCases(): Promise<void> {
  const problem = straceProblem();
  if (problem !== undefined) {
    for (const promise of ["1", "3", "16", "19"]) console.log(`${promise.padEnd(9)}not run: ${problem}`);
    return;
  }
  const names = Object.keys(useCases) as UseCaseName[];
  for (const name of names) {
    const prepared = await prepareUseCase(name, folder);
    const kills = await tryFaults(prepared, everyKill(prepared), { limit: extent.killsEach });
    tell({ promise: promiseOf[name], what: `kill −9: ${useCases[name].name}`, ...kills });
    const errors = await tryFaults(prepared, everyDiskError(prepared), { limit: extent.diskErrorsEach });
    tell({ promise: "3", what: `full disk, I/O error: ${useCases[name].name}`, ...errors });
    if (name === "editTranscript") await tryLiar(prepared);
  }
}

/** The trials must notice a process that acknowledges what it has not done. */
async function tryLiar(prepared: Awaited<ReturnType<typeof prepareUseCase>>): Promise<void> {
  const options = { limit: 8, mode: "liar" } as const;
  const killed = await tryFaults(prepared, everyKill(prepared), options);
  tell(controlFinding("1", "saves are acknowledged before they are made", killed));
  const full = everyDiskError(prepared).filter(({ fault }) => fault.kind === "ENOSPC" && fault.forever);
  const refused = await tryFaults(prepared, full, options);
  tell(controlFinding("3", "saves are acknowledged although the disk is full", refused));
}

async function tryCaptures(): Promise<void> {
  const honest = await tryCaptureKills(folder, extent.captures, "honest");
  tell({ promise: "2", what: "kill −9 at a random moment of a recording in progress", ...honest });
  const liar = await tryCaptureKills(folder, 4, "liar");
  tell(controlFinding("2", "seconds are acknowledged before they are written", liar));
}

async function tryMutations(): Promise<void> {
  for (const finding of await tryVaultMutations(folder, extent.bytesPerFile)) tell(finding);
  for (const finding of await tryBlobMutations(folder, extent.mutationsEach)) tell(finding);
  for (const finding of await tryPartMutations(folder, extent.mutationsEach)) tell(finding);
}

function tell(finding: Finding): void {
  failures += finding.failures.length;
  console.log(reportFinding(finding));
}
