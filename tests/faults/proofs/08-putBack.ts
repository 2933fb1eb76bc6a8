/** Promise 8: files, pages and rows of earlier sittings are put back, and the next unlock must notice. */
import { type Control, type PerExtent, type Proof, type ProofResult, sumResults } from "../proof.ts";
import { tryFilesPutBack, tryPagesPutBack, tryRowsPutBack, trySoundPutBack } from "../putBack.ts";

const pagesEach: PerExtent = { short: 6, usual: 200, long: Number.POSITIVE_INFINITY };

export const proof: Proof = {
  promise: 8,
  title: "an old row, page, blob, header or list put back is noticed at the next unlock",
  async run(extent, folder): Promise<ProofResult> {
    return sumResults([
      await tryFilesPutBack(folder),
      await tryPagesPutBack(folder, pagesEach[extent]),
      await tryRowsPutBack(folder),
      await trySoundPutBack(folder),
    ]);
  },
};

export const controls: readonly Control[] = [
  {
    guard: "pages are not compared with the digest",
    file: "electron/vault/pageDigest.ts",
    find: "return isSame(digestOf(vault.files, pathOf(vault)), digest);",
    replace: "return digestOf(vault.files, pathOf(vault)) !== digest;",
  },
  {
    guard: "the head of the log is authentic however old",
    file: "electron/vault/pageDigest.ts",
    find: "isSame(hashOfAuditHead(vault), digests.auditHead)",
    replace: "hashOfAuditHead(vault).length === digests.auditHead.length",
  },
  {
    guard: "a list of erasures is authentic however old",
    file: "electron/vault/schedule.ts",
    find: 'return text !== undefined && isTextKnown(vault.db, "schedule-witness", text);',
    replace: "return text !== undefined;",
  },
  {
    guard: "an older header is not told from the last",
    file: "electron/services/settleUnlocked.ts",
    find: 'if (vault.isHeaderPutBack) damaged.push({ what: "vault.json" });',
    replace: "",
  },
  {
    guard: "sound that comes back after its erasure is left alone",
    file: "electron/services/orphans.ts",
    find: ' || recording.state === "erased"',
    replace: "",
  },
];
