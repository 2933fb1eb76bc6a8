/** Promise 22: somebody with the database's key rewrites the audit log and whatever witnesses it. */
import fs from "node:fs";
import path from "node:path";
import fc from "fast-check";
import { writeAuditHead } from "../../../electron/vault/auditHeadFile.ts";
import { checkAuditLog } from "../../../electron/vault/auditVerification.ts";
import { pruneAudit } from "../../../electron/vault/pruneAudit.ts";
import { vaultPaths } from "../../../electron/vault/vaultFolder.ts";
import {
  checkpointDeeds,
  type Forgery,
  isRollback,
  logDeeds,
  outsideDeeds,
  withForgery,
} from "../../support/auditForger.ts";
import { type LoggedVault, logEntries, loggedVault } from "../../support/loggedVault.ts";
import {
  type Control,
  type Extent,
  type PerExtent,
  type Proof,
  type ProofResult,
  sumResults,
} from "../proof.ts";

const forgeriesEach: PerExtent = { short: 250, usual: 3_000, long: 12_000 };
/** Every so many bytes of the files outside one is changed. */
const flipEvery: PerExtent = { short: 37, usual: 3, long: 1 };
const entries = 113;

export const proof: Proof = {
  promise: 22,
  title:
    "any edit, deletion, insertion, cut of the audit log is detected, also from one with the database key",
  async run(extent, folder) {
    const whole = await tryForgeries(path.join(folder, "whole"), extent, 0);
    const pruned = await tryForgeries(path.join(folder, "pruned"), extent, 60);
    return sumResults([whole, pruned]);
  },
};

export const controls: readonly Control[] = [
  {
    guard: "what lies outside the database is not compared",
    file: "electron/vault/auditVerification.ts",
    find: "const outside = checkOutside(evidence, inside.trusted);",
    replace: "const outside = { trusted: [], findings: [], heads: [] };",
  },
  {
    guard: "signatures are not checked",
    file: "electron/vault/auditCheckpoint.ts",
    find: "return isSignedBy(publicKey, new TextEncoder().encode(text), signature);",
    replace: "return isSignedBy(publicKey, new TextEncoder().encode(text), signature) || true;",
    extent: "usual",
  },
  {
    guard: "a checkpoint is not compared with the entry it names",
    file: "electron/vault/auditVerification.ts",
    find: "if (Buffer.compare(witness.hash, head.hash) !== 0) return false;",
    replace: "",
  },
];

async function tryForgeries(folder: string, extent: Extent, pruned: number): Promise<ProofResult> {
  fs.mkdirSync(folder);
  const vault = await loggedVault(folder, 110);
  if (pruned > 0) {
    pruneAudit(vault, pruned);
    writeAuditHead(vault);
  }
  const olderHead = fs.readFileSync(vaultPaths(folder).auditHead);
  logEntries(vault, entries - 110);
  writeAuditHead(vault, "lock");
  const failures: string[] = [];
  if (checkAuditLog(vault).verdict !== "whole") failures.push("an untouched log is called broken");
  const forgeries = fc.sample(forgeryOf(entries - pruned), { numRuns: forgeriesEach[extent], seed: 22 });
  for (const forgery of forgeries) {
    const { verdict } = withForgery(vault, forgery, olderHead, () => checkAuditLog(vault));
    if (verdict === "whole") failures.push(`not detected: ${JSON.stringify({ ...forgery, pruned })}`);
  }
  const flips = flipEveryByte(vault, failures, flipEvery[extent]);
  vault.db.close();
  const mutations = forgeries.length + flips;
  return { trials: mutations + 1, failures, mutations };
}

/** One bit at a time in both files that lie outside. @returns how many */
function flipEveryByte(vault: LoggedVault, failures: string[], every: number): number {
  let flips = 0;
  for (const file of ["checkpoints", "auditHead"] as const) {
    const copy = vaultPaths(vault.folder)[file];
    const bytes = fs.readFileSync(copy);
    for (let at = 0; at < bytes.length; at += every) {
      const flipped = Uint8Array.from(bytes);
      flipped[at] = (bytes[at] ?? 0) ^ (1 << (at % 8));
      fs.writeFileSync(copy, flipped);
      flips += 1;
      if (checkAuditLog(vault).verdict === "whole")
        failures.push(`a changed bit at ${at} of ${path.basename(copy)} is not detected`);
    }
    fs.writeFileSync(copy, bytes);
  }
  return flips;
}

function forgeryOf(kept: number): fc.Arbitrary<Forgery> {
  return fc
    .record({
      deed: fc.constantFrom(...logDeeds),
      at: fc.nat(kept - 1),
      rehashed: fc.boolean(),
      checkpoints: fc.constantFrom(...checkpointDeeds),
      outside: fc.constantFrom(...outsideDeeds),
    })
    .filter((forgery) => !isRollback(forgery));
}
