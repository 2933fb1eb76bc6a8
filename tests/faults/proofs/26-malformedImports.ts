/** Promise 26: malformed and changed files are offered to a process whose memory and silence are watched. */
import { spawn } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { createInterface } from "node:readline";
import { spread } from "../inParallel.ts";
import { corpus, cutFiles } from "../malformedFiles.ts";
import { type Control, type PerExtent, type Proof, type ProofResult, sumResults } from "../proof.ts";

const fuzzedFiles: PerExtent = { short: 400, usual: 10_000, long: 60_000 };
const filesByHand: PerExtent = { short: 9, usual: corpus.length, long: corpus.length };
/** So many in one process: its memory is asked for at the end. */
const filesAtOnce = 2_500;
const mostBytes = 256 * 2 ** 20;
/** What is left uncollected while there is room is not what an import needs: beyond 128 MiB the process ends. */
const heapLimits = ["--max-old-space-size=128", "--max-semi-space-size=8"];
/** A file that takes longer has hung. */
const longestMs = 20_000;

export const proof: Proof = {
  promise: 26,
  title: "importers never crash, hang or take more than 256 MiB",
  async run(extent, folder) {
    const results: ProofResult[] = [];
    // Each in a process of its own: what the one before left uncollected is not what it takes.
    for (const index of spread([...corpus.keys()], filesByHand[extent])) {
      results.push(await offerFiles(folder, ["by-hand", index, 1]));
    }
    results.push(await offerFiles(folder, ["cut", 0, cutFiles.length]));
    for (let done = 0; done < fuzzedFiles[extent]; done += filesAtOnce) {
      const count = Math.min(filesAtOnce, fuzzedFiles[extent] - done);
      results.push(await offerFiles(folder, ["fuzzed", done, count]));
    }
    return sumResults(results);
  },
};

interface Line {
  readonly at?: string;
  readonly broken?: string;
  readonly peakBytes?: number;
}

function offerFiles(
  parent: string,
  [kind, number, count]: readonly ["by-hand" | "cut" | "fuzzed", number, number],
): Promise<ProofResult> {
  const folder = fs.mkdtempSync(path.join(parent, "import-"));
  const script = path.join(import.meta.dirname, "../importChild.ts");
  const args = [...heapLimits, script, folder, kind, String(number), String(count)];
  const child = spawn(process.execPath, args, {
    stdio: ["ignore", "pipe", "ignore"],
  });
  const failures: string[] = [];
  let at = "the start";
  let peakBytes: number | undefined;
  let hasHung = false;
  const kill = () => {
    hasHung = true;
    failures.push(`${at}: no answer after ${longestMs / 1_000} s`);
    child.kill("SIGKILL");
  };
  let timer = setTimeout(kill, longestMs);
  createInterface({ input: child.stdout }).on("line", (text) => {
    const line = JSON.parse(text) as Line;
    if (line.broken !== undefined) failures.push(line.broken);
    peakBytes ??= line.peakBytes;
    at = line.at ?? at;
    clearTimeout(timer);
    timer = setTimeout(kill, longestMs);
  });
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code, signal) => {
      clearTimeout(timer);
      if (!hasHung && code !== 0) failures.push(`${at}: the process ended with ${signal ?? code}`);
      const peakMiB = Math.round((peakBytes ?? 0) / 2 ** 20);
      if ((peakBytes ?? 0) > mostBytes) failures.push(`${at}: the process took ${peakMiB} MiB`);
      fs.rmSync(folder, { recursive: true, force: true });
      resolve({ trials: count, failures, mutations: kind === "fuzzed" ? count : 0 });
    });
  });
}

export const controls: readonly Control[] = [
  {
    guard: "a tag is read whole, however large it claims to be",
    file: "electron/audio/inspectAudio.ts",
    find: "const head = there(from, to);",
    replace: "void from; const head = there(0, to);",
  },
  {
    guard: "a transcript may have any number of lines",
    file: "shared/formats/readTranscript.ts",
    find: "if (hasTooManyLines(text, format))",
    replace: "if (hasTooManyLines(text, format) && text === undefined)",
    extent: "usual",
  },
  {
    guard: "text that is not UTF-8 is not read otherwise",
    file: "shared/formats/decodeText.ts",
    find: 'utf8(bytes, true), encoding: "utf-8" };\n  } catch {',
    replace:
      'utf8(bytes, true), encoding: "utf-8" };\n  } catch (error) {\n    if (error !== undefined) throw new Error("not UTF-8");',
  },
];
