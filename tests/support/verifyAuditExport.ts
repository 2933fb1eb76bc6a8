/** A verifier that shares nothing with Lyhörd: what anyone can do offline with an exported event log. */
import sodium from "libsodium-wrappers";
import { verifyCertificate } from "./verifyCertificate.ts";

interface Line {
  readonly publicKey?: string;
  readonly entry?: { readonly body: string; readonly hash: string };
  readonly checkpoint?: { readonly text: string; readonly signature: string };
}

/**
 * Checks chain and signatures as the first line of the file says.
 *
 * @returns how many entries there are; `undefined` if anything is not as it was written
 */
export async function verifyAuditExport(jsonLines: string): Promise<number | undefined> {
  await sodium.ready;
  const lines = jsonLines
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as Line);
  const publicKey = lines[0]?.publicKey ?? "";
  const checkpoints = lines.flatMap(({ checkpoint }) => checkpoint ?? []);
  if (checkpoints.some((checkpoint) => !verifyCertificate({ ...checkpoint, publicKey }))) return undefined;
  const signed = checkpoints.map(({ text }) => JSON.parse(text) as Signed);
  const pruned = signed.findLast(({ kind }) => kind === "pruned");
  let sequence = pruned?.sequence ?? 0;
  let hash: string = pruned?.head ?? Buffer.alloc(32).toString("base64");
  const entries = lines.flatMap(({ entry }) => entry ?? []);
  for (const entry of entries) {
    sequence += 1;
    const linked = Buffer.concat([Buffer.from(hash, "base64"), Buffer.from(entry.body)]);
    hash = Buffer.from(sodium.crypto_generichash(32, linked, null)).toString("base64");
    const isSaid = (JSON.parse(entry.body) as { sequence: number }).sequence === sequence;
    const witnesses = signed.filter((checkpoint) => checkpoint.sequence === sequence);
    if (!isSaid || hash !== entry.hash || witnesses.some(({ head }) => head !== hash)) return undefined;
  }
  return signed.some((checkpoint) => checkpoint.sequence > sequence) ? undefined : entries.length;
}

interface Signed {
  readonly kind: string;
  readonly sequence: number;
  readonly head: string;
}
