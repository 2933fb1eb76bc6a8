/** `checkpoints.jsonl`: the checkpoints of the audit log outside the database, so that it cannot be written anew with its own key. */
import { z } from "zod";
import { readWhole, replaceWhole } from "../ports/files.ts";
import { readCheckpoint, type StoredCheckpoint } from "./auditCheckpoint.ts";
import { base64Codec } from "./base64.ts";
import type { OpenVault } from "./openVault.ts";
import { vaultPaths } from "./vaultFolder.ts";

const lineSchema = z.strictObject({
  number: z.int().positive(),
  text: z.string(),
  signature: base64Codec(64),
});

/**
 * Reads what was copied; nothing in it has been checked.
 *
 * A last line that a crash has torn is left out.
 *
 * @returns `undefined` if there is no file; `"malformed"` if it is not what `copyCheckpoints` writes
 */
export function readCheckpointCopies(
  vault: Pick<OpenVault, "files" | "folder">,
): StoredCheckpoint[] | "malformed" | undefined {
  const bytes = readWhole(vault.files, vaultPaths(vault.folder).checkpoints);
  if (bytes === undefined) return undefined;
  const content = new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes);
  const lines = content.slice(0, content.lastIndexOf("\n") + 1).split("\n");
  const copies = lines.slice(0, -1).map(checkpointIn);
  return copies.every((copy) => copy !== undefined) ? copies : "malformed";
}

/**
 * Brings the copies up to date: appends and syncs what is new, and writes the file anew where it is not the beginning
 * of what it should be. When it returns, they are on the medium.
 *
 * @param checkpoints - those in the database, in order
 */
export function copyCheckpoints(
  { files, folder }: Pick<OpenVault, "files" | "folder">,
  checkpoints: readonly StoredCheckpoint[],
): void {
  const path = vaultPaths(folder).checkpoints;
  const there = readWhole(files, path);
  const last = checkpoints.at(-1);
  // Nearly always nothing is new; a thousand lines need not be made to see that.
  if (there !== undefined && last !== undefined && Buffer.from(there).toString().endsWith(lineOf(last)))
    return;
  const wanted = new TextEncoder().encode(checkpoints.map(lineOf).join(""));
  if (there === undefined || !isBeginning(there, wanted)) {
    replaceWhole(files, path, wanted);
    return;
  }
  const descriptor = files.openUpdate(path);
  try {
    files.write(descriptor, wanted.subarray(there.length), there.length);
    files.sync(descriptor);
  } finally {
    files.close(descriptor);
  }
}

function isBeginning(there: Uint8Array, wanted: Uint8Array): boolean {
  return there.length <= wanted.length && Buffer.compare(there, wanted.subarray(0, there.length)) === 0;
}

function lineOf(checkpoint: StoredCheckpoint): string {
  return `${JSON.stringify(z.encode(lineSchema, checkpoint))}\n`;
}

/** One spelling only, as in every file that is authenticated. */
function checkpointIn(line: string): StoredCheckpoint | undefined {
  try {
    const parsed = lineSchema.safeParse(JSON.parse(line));
    if (!parsed.success || lineOf(parsed.data) !== `${line}\n`) return undefined;
    return readCheckpoint(parsed.data) === undefined ? undefined : parsed.data;
  } catch {
    return undefined;
  }
}
