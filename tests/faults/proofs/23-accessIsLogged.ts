/** Promise 23: random sittings against a model of what the audit log must say before each answer. */
import fs from "node:fs";
import path from "node:path";
import fc from "fast-check";
import { walk, walkedVault, walkSteps } from "../../support/accessWalk.ts";
import type { Control, PerExtent, Proof } from "../proof.ts";

const walks: PerExtent = { short: 3, usual: 40, long: 400 };
const stepsEach: PerExtent = { short: 40, usual: 60, long: 80 };

export const proof: Proof = {
  promise: 23,
  title: "every access to content is in the audit log before the content is given out",
  async run(extent, folder) {
    const vault = await walkedVault(folder);
    const failures: string[] = [];
    const length = stepsEach[extent];
    for (const [index, steps] of fc
      .sample(walkSteps(length), { numRuns: walks[extent], seed: 23 })
      .entries()) {
      const copy = path.join(folder, `walk-${index}`);
      fs.mkdirSync(copy);
      failures.push(...(await walk(vault, copy, steps)).map((text) => `walk ${index + 1}, ${text}`));
      fs.rmSync(copy, { recursive: true });
    }
    return { trials: walks[extent] * length, failures };
  },
};

export const controls: readonly Control[] = [
  {
    guard: "accesses are not logged",
    file: "electron/services/accessLog.ts",
    find: "if (sitting.logged.has(access)) return;",
    replace: "return;",
  },
  {
    guard: "a transcript is read before that is logged",
    file: "electron/services/transcripts.ts",
    find: 'if (!isEmpty) logAccess(vault, sitting, conversation, "open");',
    replace: "void isEmpty;",
  },
  {
    guard: "the log is exported whether or not that can be logged",
    file: "electron/services/auditEvents.ts",
    find: 'appendAudit(vault.db, { at: vault.clock.now(), event: "export", detail: { what: "audit-log" } }),',
    replace: "undefined,",
  },
  {
    guard: "making sound ready is not logged before",
    file: "electron/services/preparation.ts",
    find: 'logAccess(vault, sitting, requireConversation(vault, original.conversationId), "prepare");',
    replace: "",
  },
];
