/** Kills and disk errors at the points of a use case. */
import fs from "node:fs";
import path from "node:path";
import { honestRefusals } from "./honestRefusals.ts";
import { inParallel, spread } from "./inParallel.ts";
import { nothingTried, type ProofResult, sumResults } from "./proof.ts";
import {
  type CallPoint,
  type Fault,
  recordCalls,
  runWithFault,
  type Script,
  straceProblem,
} from "./strace.ts";
import { withFolder } from "./trialVault.ts";
import { type UseCaseName, useCases } from "./useCases.ts";

/** A use case with its starting folder and the calls it makes. */
export interface PreparedUseCase {
  readonly name: UseCaseName;
  /** Folder for everything; holds the starting folder as `start`. */
  readonly folder: string;
  readonly points: readonly CallPoint[];
}

/** A fault at a point. */
interface PlannedFault {
  readonly point: CallPoint;
  readonly fault: Fault;
}

/** Share of kills that may miss, beyond two: how many files Node itself opens differs by one or two from run to run. */
const mostMissed = 0.1;

/** Kills each of the use cases at some of its calls. */
export function tryKills(
  names: readonly UseCaseName[],
  parent: string,
  limitEach: number,
): Promise<ProofResult> {
  return tryEach(names, parent, (prepared) => tryFaults(prepared, everyKill(prepared), limitEach));
}

/** Lets the disk fail at some of the calls of each of the use cases. */
export function tryDiskErrors(
  names: readonly UseCaseName[],
  parent: string,
  limitEach: number,
): Promise<ProofResult> {
  return tryEach(names, parent, (prepared) => tryFaults(prepared, everyDiskError(prepared), limitEach));
}

async function tryEach(
  names: readonly UseCaseName[],
  parent: string,
  attempt: (prepared: PreparedUseCase) => Promise<ProofResult>,
): Promise<ProofResult> {
  const problem = straceProblem();
  if (problem !== undefined) return { ...nothingTried, notRun: `faults at system calls: ${problem}` };
  const results: ProofResult[] = [];
  for (const name of names) results.push(await attempt(await prepareUseCase(name, parent)));
  return sumResults(results);
}

/** Makes the starting folder, and finds out which calls the use case makes. */
async function prepareUseCase(name: UseCaseName, parent: string): Promise<PreparedUseCase> {
  const folder = path.join(parent, name);
  const start = path.join(folder, "start");
  fs.mkdirSync(start, { recursive: true });
  await useCases[name].prepare(start);
  // The second run finds compiled modules, as every trial will: then the calls have the same ordinals.
  const record = (home: string) => recordCalls(script(name, folder, home), home, `${home}.log`);
  await onCopy(folder, record);
  const points = await onCopy(folder, record);
  if (points.length === 0) throw new Error(`${name} makes no calls`);
  return { name, folder, points };
}

/** A kill at each call. */
function everyKill({ points }: PreparedUseCase): PlannedFault[] {
  return points.map((point) => ({ point, fault: { kind: "kill" } }));
}

/** A full disk at each call that needs room, for once and for good, and an I/O error at each call. */
function everyDiskError({ points }: PreparedUseCase): PlannedFault[] {
  return points.flatMap((point) => {
    const needsRoom = point.call === "pwrite64" || point.call === "mkdir" || point.creates;
    const full: Fault[] = needsRoom
      ? [
          { kind: "ENOSPC", forever: false },
          { kind: "ENOSPC", forever: true },
        ]
      : [];
    // Node turns this error of `mkdir` into another one before anybody sees it.
    const broken: Fault[] = point.call === "mkdir" ? [] : [{ kind: "EIO", forever: false }];
    return [...full, ...broken].map((fault) => ({ point, fault }));
  });
}

/** Runs the use case with each fault on a fresh copy, restarts, and checks. */
async function tryFaults(
  { name, folder }: PreparedUseCase,
  planned: readonly PlannedFault[],
  limit: number,
): Promise<ProofResult> {
  const chosen = spread(planned, limit);
  const verdicts = await inParallel(chosen, (plan) =>
    onCopy(folder, async (home) => {
      try {
        return (await tryFault(name, folder, home, plan)) ? "held" : "missed";
      } catch (error) {
        const { point, fault } = plan;
        const forever = fault.kind !== "kill" && fault.forever ? " for good" : "";
        const place = `${fault.kind}${forever} at ${point.call} ${point.ordinal}`;
        return `${useCases[name].name}, ${place}: ${String(error).split("\n")[0]}`;
      }
    }),
  );
  const missed = verdicts.filter((verdict) => verdict === "missed").length;
  const failures = verdicts.filter((verdict) => verdict !== "held" && verdict !== "missed");
  if (missed > Math.max(2, chosen.length * mostMissed))
    failures.push(`${missed} of ${chosen.length} kills did not strike`);
  const trials = chosen.length - missed;
  return { trials, failures, crashPoints: trials };
}

/** @returns whether the fault struck, as far as that can be told */
async function tryFault(
  name: UseCaseName,
  folder: string,
  home: string,
  { point, fault }: PlannedFault,
): Promise<boolean> {
  const outcome = await runWithFault(script(name, folder, home), point, fault);
  const refusal = outcome.lines.find((line) => line.startsWith("refused "))?.slice("refused ".length);
  if (refusal !== undefined && !honestRefusals.includes(refusal)) {
    throw new Error(`the person is told ${refusal}`);
  }
  const acknowledged = outcome.lines.filter((line) => line === "done").length;
  await useCases[name].check(home, { acknowledged });
  return fault.kind !== "kill" || outcome.wasKilled;
}

function script(name: UseCaseName, folder: string, home: string): Script {
  return {
    path: path.join(import.meta.dirname, "child.ts"),
    args: [name, home],
    compileCache: path.join(folder, "compiled"),
  };
}

function onCopy<T>(folder: string, act: (home: string) => Promise<T>): Promise<T> {
  return withFolder(folder, (home) => {
    fs.cpSync(path.join(folder, "start"), home, { recursive: true });
    return act(home);
  });
}
