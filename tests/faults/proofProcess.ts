/** The process of one proof: runs it and writes what it came to. */
import { AssertionError } from "node:assert";
import fs from "node:fs";
import { pathToFileURL } from "node:url";
import type { Extent, ProofModule, ProofResult } from "./proof.ts";

const [file, extent, folder, resultFile, part] = process.argv.slice(2) as [
  string,
  Extent,
  string,
  string,
  string?,
];
const { proof } = (await import(pathToFileURL(file).href)) as ProofModule;
fs.writeFileSync(resultFile, JSON.stringify(await result()));
process.exit(0);

async function result(): Promise<ProofResult> {
  try {
    return await proof.run(extent, folder, part);
  } catch (error) {
    if (error instanceof AssertionError) return { trials: 1, failures: [error.message] };
    throw error;
  }
}
