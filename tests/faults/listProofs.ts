/** The proofs there are, by what lies in `tests/faults/proofs`. */
import fs from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import type { ProofModule } from "./proof.ts";

/** A proof and the file that holds it. */
export interface FoundProof extends ProofModule {
  /** Absolute path. */
  readonly path: string;
}

/** Promises about what Lyhörd does not do yet; the proof comes with it. */
export const laterPromises: Readonly<Record<number, string>> = {
  25: "a package opens only for its recipients, only unaltered, once",
  27: "numbered copies: issued = returned + declared missing",
};

/** How many promises SECURITY.md §6 makes. */
export const promiseCount = 30;

/**
 * Loads every proof.
 *
 * @returns in order of promises
 * @throws Error if a file's number is not that of its promise, or two files prove one
 */
export async function listProofs(): Promise<FoundProof[]> {
  const folder = path.join(import.meta.dirname, "proofs");
  const found: FoundProof[] = [];
  for (const name of fs.readdirSync(folder).sort()) {
    const number = Number(/^(\d\d)-\w+\.ts$/.exec(name)?.[1]);
    const file = path.join(folder, name);
    const { proof, controls } = (await import(pathToFileURL(file).href)) as ProofModule;
    if (proof.promise !== number) throw new Error(`${name} proves promise ${proof.promise}`);
    if (found.at(-1)?.proof.promise === number) throw new Error(`promise ${number} has two files`);
    found.push({ path: file, proof, controls });
  }
  return found;
}
