/** The log: what happened, when and where in our own code – never messages, content, names or paths. */
import { randomUUID } from "node:crypto";
import { join } from "node:path";
import type { FilePort } from "./files.ts";

/** How much a line matters. */
export type LogLevel = "info" | "warning" | "defect";

/** Words and numbers only; an event's name says what they mean. */
export type LogDetail = Readonly<Record<string, number | boolean>>;

/** A log of one process. */
export interface Log {
  /** Notes an event. @param event - dotted words such as `vault-process.died`, fixed in the code */
  note(level: LogLevel, event: string, detail?: LogDetail): void;
  /** Notes an error nobody foresaw. @returns the incident id that is shown to the person */
  logDefect(error: unknown): string;
}

interface Options {
  readonly files: FilePort;
  /** Folder of the log files; made if missing. */
  readonly folder: string;
  /** Which process writes; names the file, since two processes never share one. */
  readonly process: "main" | "vault";
  /** Wall clock, epoch ms. */
  readonly now: () => number;
}

/** Size at which a file is put aside. */
const fileLimitBytes = 1024 * 1024;
/** Files kept: the current one and two older. */
const filesKept = 3;

/**
 * Opens a log: one JSON object a line in `<process>.log`, older ones in `<process>.1.log` and `.2.log`.
 *
 * A line that cannot be written is lost: logging never makes a deed fail.
 */
export function createLog({ files, folder, process, now }: Options): Log {
  const pathOf = (age: number) => join(folder, age === 0 ? `${process}.log` : `${process}.${age}.log`);

  const write = (line: object) => {
    try {
      files.makeFolder(folder);
      const bytes = new TextEncoder().encode(`${JSON.stringify(line)}\n`);
      append(files, pathOf, bytes);
    } catch {
      // A full disk must not turn into a second failure.
    }
  };

  return {
    note(level, event, detail) {
      write({ time: new Date(now()).toISOString(), process, level, event, ...detail });
    },
    logDefect(error) {
      const incidentId = randomUUID();
      const time = new Date(now()).toISOString();
      write({ time, process, level: "defect", event: "defect", incidentId, ...describeError(error) });
      return incidentId;
    },
  };
}

/**
 * What may be logged of an error: its class, its system code, and where in our bundle it arose.
 *
 * @returns frames as `file:line:column`, innermost first; the message is left out, since it may quote content
 */
export function describeError(error: unknown): { error: string; code?: string; frames: string[] } {
  if (!(error instanceof Error)) return { error: typeof error, frames: [] };
  const code = "code" in error && typeof error.code === "string" ? error.code : "";
  return {
    error: /^[A-Za-z]{1,40}$/.test(error.constructor.name) ? error.constructor.name : "Error",
    ...(/^[A-Z][A-Z0-9_]{1,40}$/.test(code) ? { code } : {}),
    // The stack begins with the message, which may look like anything.
    frames: framesOf((error.stack ?? "").replace(error.message, "")),
  };
}

/** Only lines that are frames, and of them only file names that a build or source of ours has. */
function framesOf(stack: string): string[] {
  return stack.split("\n").flatMap((line) => {
    const match = /^\s+at .*?([A-Za-z][A-Za-z0-9-]*\.(?:ts|js|cjs)):(\d+):(\d+)\)?$/.exec(line);
    if (match === null || !/[\\/](?:electron|shared)[\\/]/.test(line) || line.includes("node_modules"))
      return [];
    return [`${match[1]}:${match[2]}:${match[3]}`];
  });
}

function append(files: FilePort, pathOf: (age: number) => string, bytes: Uint8Array): void {
  const path = pathOf(0);
  if (files.exists(path)) {
    const descriptor = files.openUpdate(path);
    try {
      const sizeBytes = files.size(descriptor);
      if (sizeBytes + bytes.length <= fileLimitBytes) {
        files.write(descriptor, bytes, sizeBytes);
        return;
      }
    } finally {
      files.close(descriptor);
    }
    rotate(files, pathOf);
  }
  const descriptor = files.createNew(path);
  try {
    files.write(descriptor, bytes, 0);
  } finally {
    files.close(descriptor);
  }
}

/** Moves every file one age up; the oldest goes. */
function rotate(files: FilePort, pathOf: (age: number) => string): void {
  for (let age = filesKept - 1; age > 0; age -= 1) {
    if (files.exists(pathOf(age))) files.unlink(pathOf(age));
    if (files.exists(pathOf(age - 1))) files.rename(pathOf(age - 1), pathOf(age));
  }
}
