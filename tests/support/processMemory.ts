/** Looks for keys in the memory of other processes, as they lie there at one moment; on Linux, which shows it to whoever started them. */
import { closeSync, openSync, readFileSync, readSync } from "node:fs";

/** A key that must not be found, or must. */
export interface NamedKey {
  readonly name: string;
  /** At least 32 bytes; looked for by halves, for what frees memory overwrites the first bytes of it. */
  readonly bytes: Uint8Array;
}

/** Which key lies in which form in which process. */
export interface KeyInMemory {
  readonly key: string;
  readonly form: string;
  readonly pid: number;
}

/** So much of a process is read at a time. */
const pieceBytes = 8 * 1024 * 1024;
/** No form of half a key is shorter. */
const leastFormBytes = 16;

/**
 * Halts a process and looks through all it can read and write or has made unwritable; a program's code is left out.
 *
 * @returns each form of each key once, in order of their names; `undefined` if the process has ended
 * @throws Error if the system does not let this process look
 */
export function keysInMemory(pid: number, keys: readonly NamedKey[]): KeyInMemory[] | undefined {
  const search = searchFor(keys.flatMap(formsOf));
  const found = unlessEnded(pid, () => whileHalted(pid, () => foundIn(pid, search)));
  return found
    ?.map(({ key, form }) => ({ key, form, pid }))
    .sort((a, b) => `${a.key} ${a.form}`.localeCompare(`${b.key} ${b.form}`));
}

/** Bytes that stand for a key. */
interface Form {
  readonly key: string;
  readonly form: string;
  readonly bytes: Buffer;
}

/** Raw; hexadecimal, base64 at each of its three places, and numbers with commas, each as Latin-1 and UTF-16 (as V8 keeps strings). */
function formsOf({ name, bytes }: NamedKey): Form[] {
  const middle = bytes.length / 2;
  return [bytes.subarray(0, middle), bytes.subarray(middle)].flatMap((part) => {
    const half = Buffer.from(part);
    const hexadecimal = half.toString("hex");
    const base64 = [0, 1, 2].flatMap((place) => base64At(half, place));
    const texts = [
      ...[hexadecimal, hexadecimal.toUpperCase()].map((text) => ({ form: "hexadecimal", text })),
      ...base64.map((text) => ({ form: "base64", text })),
      { form: "numbers", text: half.join() },
    ];
    return [
      { key: name, form: "raw", bytes: half },
      ...texts.flatMap(({ form, text }) => [
        { key: name, form, bytes: Buffer.from(text, "latin1") },
        { key: name, form, bytes: Buffer.from(text, "utf16le") },
      ]),
    ];
  });
}

/** What of the text depends on nothing before and after, in both alphabets. */
function base64At(bytes: Buffer, place: number): string[] {
  const padded = Buffer.concat([Buffer.alloc(place), bytes]);
  return (["base64", "base64url"] as const).map((alphabet) => {
    const text = padded.toString(alphabet).replace(/=+$/, "");
    return text.slice(place === 0 ? 0 : place + 1, -1);
  });
}

/** Looks through a piece. @returns the forms in it */
type Search = (piece: Buffer) => Iterable<Form>;

/**
 * For many forms at once, after Wu and Manber (1994): two bytes tell how far one may go on, mostly fifteen.
 *
 * @param forms - of 16 bytes or more
 */
function searchFor(forms: readonly Form[]): Search {
  const shifts = new Uint8Array(65_536).fill(leastFormBytes - 1);
  const ending = new Map<number, Form[]>();
  for (const form of forms) {
    if (form.bytes.length < leastFormBytes) throw new RangeError("a form is too short to be looked for");
    for (let end = 1; end < leastFormBytes; end += 1) {
      const pair = form.bytes.readUInt16LE(end - 1);
      shifts[pair] = Math.min(shifts[pair] ?? 0, leastFormBytes - 1 - end);
      if (end === leastFormBytes - 1) ending.set(pair, [...(ending.get(pair) ?? []), form]);
    }
  }
  return function* (piece) {
    for (let at = leastFormBytes - 1; at < piece.length; ) {
      const pair = (piece[at - 1] ?? 0) | ((piece[at] ?? 0) << 8);
      const shift = shifts[pair] ?? 0;
      at += Math.max(shift, 1);
      if (shift > 0) continue;
      const start = at - leastFormBytes;
      for (const form of ending.get(pair) ?? []) {
        if (form.bytes.equals(piece.subarray(start, start + form.bytes.length))) yield form;
      }
    }
  };
}

function foundIn(pid: number, search: Search): Form[] {
  const found = new Map<string, Form>();
  const memory = openSync(`/proc/${pid}/mem`, "r");
  try {
    for (const piece of piecesOf(pid, memory)) {
      for (const form of search(piece)) found.set(`${form.key} ${form.form}`, form);
    }
  } finally {
    closeSync(memory);
  }
  return [...found.values()];
}

/** Pieces overlap by more than the longest form. */
function* piecesOf(pid: number, memory: number): Generator<Buffer> {
  const overlapBytes = 1_024;
  const buffer = Buffer.alloc(pieceBytes + overlapBytes);
  for (const { start, end } of regionsOf(pid)) {
    for (let at = start; at < end; at += pieceBytes) {
      const length = readAt(memory, buffer, at, Math.min(end - at, buffer.length));
      if (length > 0) yield buffer.subarray(0, length);
    }
  }
}

/** What cannot be read is not there: pages of a device, or behind the end of a file. */
function readAt(memory: number, buffer: Buffer, at: number, length: number): number {
  try {
    return readSync(memory, buffer, 0, length, at);
  } catch (error) {
    if (codeOf(error) === "EIO" || codeOf(error) === "EFAULT") return 0;
    throw error;
  }
}

interface Region {
  readonly start: number;
  readonly end: number;
}

/** Readable memory (proc_pid_maps(5)), without what is a file's and cannot be written. */
function regionsOf(pid: number): Region[] {
  const lines = readFileSync(`/proc/${pid}/maps`, "utf8").split("\n");
  return lines.flatMap((line) => {
    const [, start = "", end = "", rights = "", inode = "", path = ""] =
      /^([0-9a-f]+)-([0-9a-f]+) (\S+) \S+ \S+ (\d+) *(.*)$/.exec(line) ?? [];
    const isOfFile = inode !== "0" && !rights.includes("w");
    if (!rights.startsWith("r") || isOfFile || /^\[(vvar|vsyscall)/.test(path)) return [];
    return [{ start: Number.parseInt(start, 16), end: Number.parseInt(end, 16) }];
  });
}

/** Memory that moves while it is read could hide what is in it. */
function whileHalted<T>(pid: number, look: () => T): T {
  process.kill(pid, "SIGSTOP");
  try {
    while (!isHalted(pid));
    return look();
  } finally {
    process.kill(pid, "SIGCONT");
  }
}

/** All of its threads, or what is left of it. */
function isHalted(pid: number): boolean {
  return /^State:\s+[TtZX]/m.test(readFileSync(`/proc/${pid}/status`, "utf8"));
}

function unlessEnded<T>(pid: number, look: () => T): T | undefined {
  try {
    return look();
  } catch (error) {
    const code = codeOf(error);
    if (code === "ESRCH" || code === "ENOENT") return undefined;
    if (code === "EACCES" || code === "EPERM") {
      throw new Error(
        `The memory of process ${pid} may not be read here (${code}): run as its owner, with ` +
          "kernel.yama.ptrace_scope at most 1, or as root with the capability SYS_PTRACE.",
        { cause: error },
      );
    }
    throw error;
  }
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && "code" in error ? error.code : undefined;
}
