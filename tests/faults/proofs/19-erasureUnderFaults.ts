/** Promise 19: the seven steps of erasing end at every system call, file operation and call of the database. */
import { tryDatabaseCrashes } from "../erasureCrashes.ts";
import { crash, tryFileFaults } from "../inProcessTrials.ts";
import { type Control, type PerExtent, type Proof, sumResults } from "../proof.ts";
import type { UseCaseName } from "../useCases.ts";
import { tryKills } from "../useCaseTrials.ts";

const killsEach: PerExtent = { short: 10, usual: 160, long: Number.POSITIVE_INFINITY };
const operationsEach: PerExtent = { short: 20, usual: 200, long: Number.POSITIVE_INFINITY };
const databaseCalls: PerExtent = { short: 40, usual: 200, long: Number.POSITIVE_INFINITY };

const erasures: readonly UseCaseName[] = ["eraseByChoice", "eraseWhileLockedDue", "eraseAtUnlock"];

export const proof: Proof = {
  promise: 19,
  title: "erasing survives the end of its process anywhere; the certificate comes after the check",
  run: async (extent, folder) =>
    sumResults([
      await tryDatabaseCrashes(folder, databaseCalls[extent]),
      await tryFileFaults(erasures, folder, crash, operationsEach[extent]),
      await tryKills(["eraseByChoice"], folder, killsEach[extent]),
    ]),
};

export const controls: readonly Control[] = [
  {
    guard: "the certificate is written before anything was verified",
    file: "electron/services/erase.ts",
    find: "going = verifyAll(context, going, run, canaries);\n  going = takeTogether(context, going, 7, (erasure) => certify(context, erasure, run));",
    replace:
      "for (const one of going) run.checks.set(one.id, verifyErased(context, one, checkDatabase(context, canaries)));" +
      " going = takeTogether(context, going, 7, (erasure) => certify(context, erasure, run));" +
      " going = verifyAll(context, going, run, canaries);",
  },
  {
    guard: "what was destroyed is not looked for before the certificate",
    file: "electron/services/erase.ts",
    find: "audio.destroyBlob(id),\n    audio.destroyPart(id),",
    replace: "{ wasThere: audio.hasBlob(id), wasOverwritten: true },\n    audio.destroyPart(id),",
    also: [
      {
        file: "electron/services/verifyErased.ts",
        find: "!audio.hasShred(id) && !audio.hasBlob(id)",
        replace: "!audio.hasShred(id)",
      },
    ],
  },
  {
    guard: "an erasure that was interrupted is not resumed",
    file: "electron/services/sweep.ts",
    find: "return unfinished.length === 0 ?",
    replace: "return unfinished.length >= 0 ?",
  },
  {
    guard: "the sound is destroyed before the intent is committed",
    file: "electron/services/erase.ts",
    find: "  const { db } = context.vault;\n  const erasures",
    replace:
      "  const { db } = context.vault; const { audio } = context;" +
      " for (const { conversationId } of tasks)" +
      " for (const { id } of listRecordings(db, conversationId)) audio.destroyShred(id);\n  const erasures",
  },
];
