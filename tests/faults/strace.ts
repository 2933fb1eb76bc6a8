/** Running a Node script under strace: which system calls it makes between two marks, and how it fares when one of them fails. */
import { spawn, spawnSync } from "node:child_process";
import fs from "node:fs";

/** The calls through which anything reaches the disk. */
export const faultyCalls = [
  "openat",
  "mkdir",
  "pwrite64",
  "fsync",
  "fdatasync",
  "ftruncate",
  "rename",
  "unlink",
] as const;
export type FaultyCall = (typeof faultyCalls)[number];

const callsWithPath: ReadonlySet<string> = new Set(["openat", "mkdir", "rename", "unlink"]);

/** One call of a run: the `ordinal`th of its kind, from 1, counted from the start of the process. */
export interface CallPoint {
  readonly call: FaultyCall;
  readonly ordinal: number;
  /** Whether it opens a file that it may create. */
  readonly creates: boolean;
}

/** What happens at a point; `forever` goes on failing from there. */
export type Fault =
  | { readonly kind: "kill" }
  | { readonly kind: "ENOSPC" | "EIO"; readonly forever: boolean };

/** How a run ended. */
export interface RunOutcome {
  /** The lines it wrote, without the marks. */
  readonly lines: readonly string[];
  readonly wasKilled: boolean;
  readonly errors: string;
}

/** A script and its arguments. */
export interface Script {
  readonly path: string;
  readonly args: readonly string[];
  /** Folder in which Node keeps compiled modules between runs. */
  readonly compileCache: string;
}

/** What a script writes before its first and after its last call that counts. */
export const marks = { begin: "begin", end: "end" } as const;

/** Whether strace is installed and may trace here; otherwise why not. */
export function straceProblem(): string | undefined {
  const { error, status } = spawnSync("strace", ["-qq", "-o", "/dev/null", "true"], { stdio: "ignore" });
  if (error !== undefined) return "strace is not installed";
  return status === 0 ? undefined : "strace may not trace processes here";
}

/**
 * Runs a script to its end and lists the calls of its main thread between the marks that touch a folder.
 *
 * @param folder - only files below it are of interest, and calls on descriptors
 * @throws Error if the script fails, or tells of anything but success
 */
export async function recordCalls(script: Script, folder: string, logFile: string): Promise<CallPoint[]> {
  const outcome = await runStrace(script, [
    onlyTraced,
    ...["-o", logFile, "-e", `trace=${faultyCalls.join()},write`],
  ]);
  const refusal = outcome.lines.find((line) => line !== "done");
  if (outcome.errors !== "" || refusal !== undefined) throw new Error(outcome.errors || refusal);
  const lines = fs.readFileSync(logFile, "utf8").split("\n");
  const mainThread = lines[0]?.split(/\s/, 1)[0];
  const counts = new Map<string, number>();
  const points: CallPoint[] = [];
  let isBetween = false;
  for (const line of lines) {
    const [, thread, name, args] = /^(\d+)\s+(\w+)\((.*)/.exec(line) ?? [];
    if (thread !== mainThread || name === undefined || args === undefined) continue;
    if (name === "write") {
      if (args.startsWith(`1, "${marks.begin}\\n"`)) isBetween = true;
      if (args.startsWith(`1, "${marks.end}\\n"`)) isBetween = false;
      continue;
    }
    const ordinal = (counts.get(name) ?? 0) + 1;
    counts.set(name, ordinal);
    const isOurs = !callsWithPath.has(name) || args.includes(`"${folder}`);
    if (isBetween && isOurs) {
      points.push({ call: name as FaultyCall, ordinal, creates: args.includes("O_CREAT") });
    }
  }
  return points;
}

/** Runs a script with a fault at one point. */
export function runWithFault(
  script: Script,
  { call, ordinal }: CallPoint,
  fault: Fault,
): Promise<RunOutcome> {
  const traced = ["-o", "/dev/null", "-e", `trace=${call}`, "-e"];
  if (fault.kind === "kill")
    return runStrace(script, [...traced, `inject=${call}:signal=KILL:when=${ordinal}`]);
  const when = fault.forever ? `${ordinal}+` : ordinal;
  return runStrace(script, [onlyTraced, ...traced, `inject=${call}:error=${fault.kind}:when=${when}`]);
}

/** Lets other calls pass at full speed; strace 6.1 then does not deliver injected signals. */
const onlyTraced = "--seccomp-bpf";

function runStrace({ path, args, compileCache }: Script, options: readonly string[]): Promise<RunOutcome> {
  const child = spawn("strace", ["-f", "-qq", ...options, process.execPath, path, ...args], {
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, NODE_COMPILE_CACHE: compileCache },
  });
  let output = "";
  let errors = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    output += text;
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    errors += text;
  });
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    // strace ends as what it traced has ended.
    child.once("close", (code, signal) => {
      const isMark = (line: string) => line === marks.begin || line === marks.end;
      const lines = output.split("\n").filter((line) => line !== "" && !isMark(line));
      resolve({ lines, wasKilled: signal === "SIGKILL" || code === 137, errors });
    });
  });
}
