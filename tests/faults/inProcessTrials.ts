/** Faults at the file operations of a use case, in this process: many in little time, and on every system. */
import fs from "node:fs";
import path from "node:path";
import { nodeFiles } from "../../electron/ports/files.ts";
import { type FaultKind, type FaultyFiles, faultyFiles, SimulatedCrash } from "../support/faultyFiles.ts";
import { honestRefusals } from "./honestRefusals.ts";
import { spread } from "./inParallel.ts";
import { type ProofResult, sumResults } from "./proof.ts";
import { onFiles, withFolder } from "./trialVault.ts";
import type { Steps } from "./useCase.ts";
import { type UseCaseName, useCases } from "./useCases.ts";

/** What happens at an operation; `crash` ends everything that the process does with files. */
export interface FileFault {
  readonly kind: FaultKind;
  readonly forever: boolean;
}

/** Every way in which a disk fails. */
export const diskFaults: readonly FileFault[] = [
  { kind: "ENOSPC", forever: false },
  { kind: "ENOSPC", forever: true },
  { kind: "EIO", forever: false },
  { kind: "EIO", forever: true },
];

/** The end of the process, as far as its files are concerned. */
export const crash: readonly FileFault[] = [{ kind: "crash", forever: true }];

/** Lets operations of each of the use cases fail in each of the ways, evenly spread over all there are. */
export async function tryFileFaults(
  names: readonly UseCaseName[],
  parent: string,
  faults: readonly FileFault[],
  limitEach: number,
): Promise<ProofResult> {
  const results: ProofResult[] = [];
  for (const name of names) results.push(await tryUseCase(name, parent, faults, limitEach));
  return sumResults(results);
}

async function tryUseCase(
  name: UseCaseName,
  parent: string,
  faults: readonly FileFault[],
  limit: number,
): Promise<ProofResult> {
  const start = path.join(parent, `${name}-in-process`);
  fs.mkdirSync(start);
  await useCases[name].prepare(start);
  const { first, last } = await withCopy(start, parent, (home) => operationsOf(name, home));
  const operations = Array.from({ length: last - first + 1 }, (_, index) => first + index);
  const planned = operations.flatMap((failAt) => faults.map((fault) => ({ failAt, fault })));
  const chosen = spread(planned, limit);
  const failures: string[] = [];
  for (const { failAt, fault } of chosen) {
    const broken = await withCopy(start, parent, (home) => brokenBy(name, home, failAt, fault));
    const forever = fault.forever && fault.kind !== "crash" ? " for good" : "";
    const place = `${fault.kind}${forever} at file operation ${failAt}`;
    if (broken !== undefined) failures.push(`${useCases[name].name}, ${place}: ${broken}`);
  }
  return { trials: chosen.length, failures, crashPoints: chosen.length };
}

/** The numbers of the operations between the beginning and the end. */
async function operationsOf(name: UseCaseName, home: string): Promise<{ first: number; last: number }> {
  const counting = faultyFiles(nodeFiles, { failAt: 0, kind: "EIO" });
  let before = 0;
  const { refusals } = await act(name, home, counting, () => {
    before = counting.operations.length;
  });
  if (refusals.length > 0) throw new Error(`${name}: ${refusals.join()}`);
  return { first: before + 1, last: counting.operations.length };
}

async function brokenBy(
  name: UseCaseName,
  home: string,
  failAt: number,
  fault: FileFault,
): Promise<string | undefined> {
  const faulty = faultyFiles(nodeFiles, { failAt, ...fault });
  const { acknowledged, refusals } = await act(name, home, faulty, () => {});
  // Nobody is told anything by a process that has ended.
  const dishonest =
    fault.kind === "crash" ? undefined : refusals.find((refusal) => !honestRefusals.includes(refusal));
  if (dishonest !== undefined) return `the person is told ${dishonest}`;
  try {
    await useCases[name].check(home, { acknowledged });
    return undefined;
  } catch (error) {
    return String(error).split("\n")[0];
  }
}

async function act(
  name: UseCaseName,
  home: string,
  { files }: FaultyFiles,
  begin: () => void,
): Promise<{ acknowledged: number; refusals: readonly string[] }> {
  let acknowledged = 0;
  const refusals: string[] = [];
  const steps: Steps = {
    begin,
    async take(step) {
      const result = await step();
      if (result.ok) acknowledged += 1;
      else refusals.push(result.error.code);
      return result.ok;
    },
  };
  try {
    await onFiles(files, () => useCases[name].act(home, steps));
  } catch (error) {
    if (!(error instanceof SimulatedCrash)) throw error;
  }
  return { acknowledged, refusals };
}

function withCopy<T>(start: string, parent: string, run: (home: string) => Promise<T>): Promise<T> {
  return withFolder(parent, (home) => {
    fs.cpSync(start, home, { recursive: true });
    return run(home);
  });
}
