/** Promise 1: processes end at the file operations, and are killed at the system calls, of everything a person saves. */
import { crash, tryFileFaults } from "../inProcessTrials.ts";
import { type Control, type PerExtent, type Proof, sumResults } from "../proof.ts";
import type { UseCaseName } from "../useCases.ts";
import { tryKills } from "../useCaseTrials.ts";

const operationsEach: PerExtent = { short: 20, usual: 200, long: Number.POSITIVE_INFINITY };
const killsEach: PerExtent = { short: 4, usual: 80, long: Number.POSITIVE_INFINITY };
/** Of these the deeds are many and alike. */
const operationsOfSteps: PerExtent = { short: 8, usual: 100, long: Number.POSITIVE_INFINITY };
const killsOfSteps: PerExtent = { short: 3, usual: 60, long: Number.POSITIVE_INFINITY };
const killsOfRest: PerExtent = { short: 2, usual: 60, long: Number.POSITIVE_INFINITY };

const names: readonly UseCaseName[] = [
  "createVault",
  "smallSaves",
  "editTranscript",
  "editHistory",
  "changeCoding",
  "importSound",
  "transcodeSound",
  "recordSound",
  "handOver",
];

const stepwise: readonly UseCaseName[] = ["takeInText", "wholeCodings"];
/** Of these hardly anything is in a file. */
const rest: readonly UseCaseName[] = ["schemesAndPractice"];

export const proof: Proof = {
  promise: 1,
  title: "an acknowledged save survives kill −9 at any system call",
  run: async (extent, folder) =>
    sumResults([
      await tryFileFaults(names, folder, crash, operationsEach[extent]),
      await tryKills(names, folder, killsEach[extent]),
      await tryFileFaults(stepwise, folder, crash, operationsOfSteps[extent]),
      await tryKills(stepwise, folder, killsOfSteps[extent]),
      await tryFileFaults(rest, folder, crash, operationsOfSteps[extent]),
      await tryKills(rest, folder, killsOfRest[extent]),
    ]),
};

export const controls: readonly Control[] = [
  {
    guard: "small files are written in place instead of being replaced whole",
    file: "electron/ports/files.ts",
    find: "if (files.exists(temporary)) files.unlink(temporary);",
    replace: "temporary = path; if (files.exists(temporary)) files.unlink(temporary);",
  },
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
    file: "electron/services/codings.ts",
    find: "      settleFigure(context, codingId);",
    replace: '      db.exec("COMMIT"); db.exec("BEGIN IMMEDIATE"); settleFigure(context, codingId);',
  },
  {
    guard: "a decision on a word is not in one transaction with the places where it stood",
    file: "electron/services/deidentify.ts",
    find: "    for (const place of places) {",
    replace: '    vault.db.exec("COMMIT"); vault.db.exec("BEGIN IMMEDIATE"); for (const place of places) {',
  },
  {
    guard: "a step of one's practice does not begin in the transaction that ends the one before",
    file: "electron/services/practice.ts",
    find: "    insertStep(db, {",
    replace: '    db.exec("COMMIT"); db.exec("BEGIN IMMEDIATE"); insertStep(db, {',
  },
];
