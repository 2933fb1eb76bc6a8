/** Promise 23: each request alone and random sittings, against a model of what the audit log must say before each answer. */
import fs from "node:fs";
import path from "node:path";
import fc from "fast-check";
import { tour, walk, walkSteps } from "../../support/accessWalk.ts";
import { walkedVault } from "../../support/walkedVault.ts";
import type { Control, PerExtent, Proof } from "../proof.ts";

const walks: PerExtent = { short: 3, usual: 40, long: 400 };
const stepsEach: PerExtent = { short: 40, usual: 60, long: 80 };

export const proof: Proof = {
  promise: 23,
  title: "every access to content is in the audit log before the content is given out",
  async run(extent, folder) {
    const vault = await walkedVault(folder);
    const failures: string[] = [];
    let trials = 0;
    for (const isLogBroken of [false, true]) {
      const copy = path.join(folder, `tour-${isLogBroken}`);
      fs.mkdirSync(copy);
      const toured = await tour(vault, copy, isLogBroken);
      const when = isLogBroken ? "while the log cannot be written, " : "";
      failures.push(...toured.failures.map((text) => `${when}${text}`));
      trials += toured.steps;
      fs.rmSync(copy, { recursive: true });
    }
    const length = stepsEach[extent];
    for (const [index, steps] of fc
      .sample(walkSteps(length), { numRuns: walks[extent], seed: 23 })
      .entries()) {
      const copy = path.join(folder, `walk-${index}`);
      fs.mkdirSync(copy);
      failures.push(...(await walk(vault, copy, steps)).map((text) => `walk ${index + 1}, ${text}`));
      fs.rmSync(copy, { recursive: true });
    }
    return { trials: trials + walks[extent] * length, failures };
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
    guard: "what was taken out of a text is read without that being logged",
    file: "electron/services/transcripts.ts",
    find: "conversation.segmentCount + past.length + future.length === 0",
    replace: "conversation.segmentCount === 0",
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
  {
    guard: "an earlier version of a text is read without that being logged",
    file: "electron/services/transcriptVersions.ts",
    find: 'logAccess(vault, sitting, requireConversationOf(vault, versionId), "open");',
    replace: "void sitting; void logAccess;",
  },
  {
    guard: "a text is exported whether or not that can be logged",
    file: "electron/services/exportTranscript.ts",
    find: 'logExport(vault, conversation, { form: "file", format, ...(hasCodes ? { withCodings: true } : {}) });',
    replace: "",
  },
  {
    guard: "a coding goes on paper without that being logged",
    file: "electron/services/exportCoding.ts",
    find: "logExport(vault, given, { form });",
    replace: "",
  },
  {
    guard: "listening with the client is not logged",
    file: "electron/services/clientCopy.ts",
    find: 'log(vault, conversation, "listen-together", {});',
    replace: "",
  },
  {
    guard: "the file for a client is begun before that is logged",
    file: "electron/services/clientCopy.ts",
    find: 'vault.db.transaction(() => logCopy(vault, conversation, "file", contents)).immediate();',
    replace: "",
  },
  {
    guard: "a hand-over is logged only by its receipt",
    file: "electron/services/handOver.ts",
    find: 'appendAudit(vault.db, { ...about(vault, conversation), event: "export", detail: { encrypted: false } });',
    replace: "",
  },
  {
    guard: "agreement over several conversations opens but the first of them",
    file: "electron/services/comparedCodings.ts",
    find: "for (const conversationId of together.keys()) {",
    replace: "for (const conversationId of [...together.keys()].slice(0, 1)) {",
  },
  {
    guard: "what is printed is not logged",
    file: "electron/services/printing.ts",
    find: 'event: "print",',
    replace: 'event: "check",',
  },
];
