/** Promise 1: processes end at the file operations, and are killed at the system calls, of everything a person saves. */
import { crash, tryFileFaults } from "../inProcessTrials.ts";
import { type Control, type PerExtent, type Proof, type ProofResult, sumResults } from "../proof.ts";
import type { UseCaseName } from "../useCases.ts";
import { tryKills } from "../useCaseTrials.ts";

/** How many operations on files and how many system calls of a use case are tried. */
interface Limits {
  readonly operations: PerExtent;
  readonly kills: PerExtent;
}

const usual: Limits = {
  operations: { short: 20, usual: 200, long: Number.POSITIVE_INFINITY },
  kills: { short: 4, usual: 80, long: Number.POSITIVE_INFINITY },
};
/** Of these the deeds are many and alike. */
const ofSteps: Limits = {
  operations: { short: 8, usual: 100, long: Number.POSITIVE_INFINITY },
  kills: { short: 3, usual: 60, long: Number.POSITIVE_INFINITY },
};
/** Of these hardly anything is in a file. */
const ofRows: Limits = { ...ofSteps, kills: { ...ofSteps.kills, short: 2 } };

const limitsByName: Readonly<Partial<Record<UseCaseName, Limits>>> = {
  createVault: usual,
  smallSaves: usual,
  editTranscript: usual,
  editHistory: usual,
  changeCoding: usual,
  importSound: usual,
  transcodeSound: usual,
  recordSound: usual,
  handOver: usual,
  takeInText: ofSteps,
  wholeCodings: ofSteps,
  schemesAndPractice: ofRows,
};

/** Its parts are the use cases. */
export const proof: Proof = {
  promise: 1,
  title: "an acknowledged save survives kill −9 at any system call",
  async run(extent, folder, part) {
    const results: ProofResult[] = [];
    for (const [key, limits] of Object.entries(limitsByName)) {
      if (part !== undefined && part !== key) continue;
      const names = [key as UseCaseName];
      results.push(await tryFileFaults(names, folder, crash, limits.operations[extent]));
      results.push(await tryKills(names, folder, limits.kills[extent]));
    }
    return sumResults(results);
  },
};

export const controls: readonly Control[] = [
  {
    guard: "saves are acknowledged before they are made",
    file: "tests/faults/child.ts",
    find: "const result = await step();",
    replace: 'say("done"); const result = await step(); if (result.ok) return true;',
  },
  {
    guard: "the steps of undo are not in one transaction with the text they lead back from",
    file: "electron/services/transcripts.ts",
    find: "const before = findSegments(vault.db, id, namedIn(edits));",
    replace:
      'vault.db.exec("COMMIT"); vault.db.exec("BEGIN IMMEDIATE"); const before = findSegments(vault.db, id, namedIn(edits));',
  },
  {
    guard: "what a coding came to is not kept in the transaction that ends it",
    part: "wholeCodings",
    extent: "long",
    file: "electron/services/codings.ts",
    find: "      settleFigure(context, codingId);",
    replace: '      db.exec("COMMIT"); db.exec("BEGIN IMMEDIATE"); settleFigure(context, codingId);',
  },
  {
    guard: "a decision on a word is not in one transaction with the places where it stood",
    part: "takeInText",
    extent: "long",
    file: "electron/services/deidentify.ts",
    find: "    for (const place of places) {",
    replace: '    vault.db.exec("COMMIT"); vault.db.exec("BEGIN IMMEDIATE"); for (const place of places) {',
  },
  {
    guard: "a step of one's practice does not begin in the transaction that ends the one before",
    part: "schemesAndPractice",
    extent: "long",
    file: "electron/services/practice.ts",
    find: "    insertStep(db, {",
    replace: '    db.exec("COMMIT"); db.exec("BEGIN IMMEDIATE"); insertStep(db, {',
  },
];
