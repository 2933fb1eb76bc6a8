/** A program of the computer that decodes what Lyhörd does not: ffmpeg, where the person has installed one. */
import { type ChildProcessWithoutNullStreams, execFile, spawn } from "node:child_process";
import fs from "node:fs";
import path from "node:path";

/** A converter that was found. */
export interface Converter {
  readonly name: "ffmpeg";
  /** As the program itself says it. */
  readonly version: string;
  /** Starts it for one sound. @param demuxer - ffmpeg's name of the kind of file */
  start(demuxer: string): Conversion;
}

/** A conversion under way; nothing of it is ever a file. Ends with its output, or with `stop`. */
export interface Conversion {
  /** Hands on bytes of the file in order; resolves when they are taken, or when the program wants no more. */
  write(bytes: Uint8Array): Promise<void>;
  /** Says that the file ends here. */
  end(): void;
  /**
   * Mono WAV of 16 bits without known sizes, as it comes.
   *
   * @throws ConverterError if the program ends with a complaint, or is silent for too long
   */
  output(): AsyncGenerator<Uint8Array>;
  /** Ends the program at once; may be called at any time. */
  stop(): void;
}

/** Looks for a converter. */
export interface ConverterPort {
  /** @returns `undefined` if there is none that answers */
  find(): Promise<Converter | undefined>;
}

/** The program gave up or had to be ended. What it said is not kept: it may quote the file. */
export class ConverterError extends Error {}

/** Where there is none. */
export const noConverter: ConverterPort = { find: async () => undefined };

/** Where and how to look; tests pass a folder of their own. */
export interface ConverterSurroundings {
  /** The variable `PATH`. */
  readonly searchPath: string;
  readonly platform: NodeJS.Platform;
  /** So long the program may neither take nor give anything, ms. */
  readonly longestSilenceMs: number;
}

/** The computer's own. */
export function systemConverter(): ConverterPort {
  return createConverterPort({
    searchPath: process.env.PATH ?? "",
    platform: process.platform,
    longestSilenceMs: 30_000,
  });
}

/** Creates a port that keeps in mind what it found. */
export function createConverterPort(surroundings: ConverterSurroundings): ConverterPort {
  let known: Converter | undefined;
  return {
    async find() {
      if (known !== undefined) return known;
      for (const program of programsOnPath(surroundings)) {
        const version = await versionOf(program);
        if (version === undefined) continue;
        known = { name: "ffmpeg", version, start: (demuxer) => start(program, demuxer, surroundings) };
        return known;
      }
      return undefined;
    },
  };
}

const versionMs = 5_000;
/** What the program may say of itself, and of what went wrong. */
const mostSaidBytes = 65_536;

/** Files of that name in the folders of the path; none is looked for beside the program or in the folder at hand. */
function programsOnPath({ searchPath, platform }: ConverterSurroundings): string[] {
  const isWindows = platform === "win32";
  const folders = searchPath
    .split(isWindows ? ";" : ":")
    .map((folder) => (isWindows ? folder.replaceAll('"', "") : folder))
    .filter((folder) => path.isAbsolute(folder));
  const programs = folders.map((folder) => path.join(folder, isWindows ? "ffmpeg.exe" : "ffmpeg"));
  return [...new Set(programs)].filter((program) => isProgram(program, isWindows));
}

/** Whether it is a file that may be run, and that not everybody could have put there. */
function isProgram(program: string, isWindows: boolean): boolean {
  try {
    fs.accessSync(program, fs.constants.X_OK);
    const { mode, isFile } = fileAt(program);
    return isFile && (isWindows || !(isOpenToAll(mode) || isOpenToAll(fileAt(path.dirname(program)).mode)));
  } catch {
    return false;
  }
}

function fileAt(place: string): { readonly mode: number; readonly isFile: boolean } {
  const stat = fs.statSync(place);
  return { mode: stat.mode, isFile: stat.isFile() };
}

function isOpenToAll(mode: number): boolean {
  return (mode & 0o002) !== 0;
}

function versionOf(program: string): Promise<string | undefined> {
  return new Promise((resolve) => {
    const limits = { timeout: versionMs, maxBuffer: mostSaidBytes, killSignal: "SIGKILL" } as const;
    execFile(program, ["-version"], { ...limits, ...surroundingsOf(program) }, (error, stdout) => {
      const [, version] = /^ffmpeg version (\S{1,60})/.exec(stdout) ?? [];
      resolve(error === null ? version : undefined);
    });
  });
}

/** Nothing of the vault's surroundings, no shell, no window. */
function surroundingsOf(program: string) {
  const { SystemRoot } = process.env;
  return {
    cwd: path.dirname(program),
    env: SystemRoot === undefined ? {} : { SystemRoot },
    windowsHide: true,
    shell: false,
  };
}

/** From a pipe to a pipe, and with no other way to read than the pipe: no file and no address can be named in a file. */
function conversionArguments(demuxer: string): string[] {
  return [
    ...["-nostdin", "-hide_banner", "-loglevel", "error"],
    ...["-protocol_whitelist", "pipe", "-f", demuxer, "-i", "pipe:0"],
    ...["-map", "0:a:0", "-map_metadata", "-1", "-fflags", "+bitexact", "-flags:a", "+bitexact"],
    ...["-ac", "1", "-ar", "48000", "-c:a", "pcm_s16le", "-f", "wav", "pipe:1"],
  ];
}

function start(program: string, demuxer: string, { longestSilenceMs }: ConverterSurroundings): Conversion {
  const child = spawn(program, conversionArguments(demuxer), {
    ...surroundingsOf(program),
    stdio: ["pipe", "pipe", "pipe"],
  });
  const ended = endOf(child);
  // Not taking all of the file is the program's right: whether it came to an end says its exit.
  child.stdin.on("error", () => {});
  child.stderr.resume();
  let movedAt = performance.now();
  const watch = setInterval(
    () => {
      if (performance.now() - movedAt > longestSilenceMs) child.kill("SIGKILL");
    },
    Math.max(50, longestSilenceMs / 10),
  );
  ended.finally(() => clearInterval(watch)).catch(() => undefined);
  const moved = () => {
    movedAt = performance.now();
  };
  return {
    async write(bytes) {
      if (child.stdin.destroyed || !child.stdin.writable) return;
      await Promise.race([taken(child, bytes), ended.catch(() => undefined)]);
      moved();
    },
    end: () => child.stdin.end(),
    async *output() {
      for await (const bytes of child.stdout) {
        moved();
        yield bytes as Uint8Array;
        moved();
      }
      await ended;
    },
    stop: () => void child.kill("SIGKILL"),
  };
}

function taken(child: ChildProcessWithoutNullStreams, bytes: Uint8Array): Promise<void> {
  return new Promise((resolve) => child.stdin.write(bytes, () => resolve()));
}

/** Resolves when the program has ended well. */
function endOf(child: ChildProcessWithoutNullStreams): Promise<void> {
  return new Promise((resolve, reject) => {
    child.once("error", () => reject(new ConverterError("not started")));
    child.once("close", (code) => (code === 0 ? resolve() : reject(new ConverterError("ended early"))));
  });
}
