/** Looks for canaries – words that stand nowhere else – in everything that processes have left on this computer. */
import { readdirSync, readFileSync, readlinkSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";

/** Which canary was found, and where. */
export interface Finding {
  readonly canary: string;
  readonly where: string;
}

/**
 * A canary as it may lie in a file: UTF-8, Latin-1 and UTF-16LE (as which Chromium keeps strings), base64 of UTF-8
 * at each of its three places, hexadecimal, and as in an address.
 */
export function encodingsOf(canary: string): readonly Buffer[] {
  const utf8 = Buffer.from(canary, "utf8");
  const base64 = [0, 1, 2].map((place) => {
    const text = Buffer.concat([Buffer.alloc(place), utf8])
      .toString("base64")
      .replace(/=+$/, "");
    // What the bytes before and after take part in is left out.
    return Buffer.from(text.slice(place === 0 ? 0 : place + 1, -1), "latin1");
  });
  const hexadecimal = Buffer.from(utf8.toString("hex"));
  const inAddress = Buffer.from(encodeURIComponent(canary));
  return [
    utf8,
    Buffer.from(canary, "latin1"),
    Buffer.from(canary, "utf16le"),
    ...base64,
    hexadecimal,
    inAddress,
  ];
}

/** @returns the canaries that bytes hold in any encoding */
export function canariesIn(bytes: Buffer, canaries: readonly string[]): string[] {
  return canaries.filter((canary) => encodingsOf(canary).some((encoded) => bytes.includes(encoded)));
}

/** Scans every file below folders, and the files' names. */
export async function scanFolders(
  folders: readonly string[],
  canaries: readonly string[],
): Promise<Finding[]> {
  const found: Finding[] = [];
  for (const folder of folders) {
    for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
      const path = join(entry.parentPath, entry.name);
      const inName = canariesIn(Buffer.from(entry.name), canaries);
      // A file may go while the processes live; then there is nothing left to find.
      const bytes = entry.isFile() ? await readFile(path).catch(() => Buffer.alloc(0)) : Buffer.alloc(0);
      const inside = canariesIn(bytes, canaries);
      found.push(...[...inName, ...inside].map((canary) => ({ canary, where: path })));
    }
  }
  return found;
}

/** Files that processes hold open after they were deleted; shared memory is none (it is on no disk). */
export function scanDeletedFiles(pids: readonly number[], canaries: readonly string[]): Finding[] {
  return pids.flatMap((pid) =>
    openDescriptors(pid).flatMap((descriptor) => {
      const target = unlessGone(() => readlinkSync(descriptor), "");
      if (!target.endsWith(" (deleted)") || /^\/(memfd:|dev\/shm\/|dev\/zero)/.test(target)) return [];
      const bytes = unlessGone(() => readFileSync(descriptor), Buffer.alloc(0));
      return canariesIn(bytes, canaries).map((canary) => ({ canary, where: `${target} of process ${pid}` }));
    }),
  );
}

/** This process's children, their children, and so on. */
export function descendants(root: number): number[] {
  const parents = readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .map((name) => ({ pid: Number(name), parent: parentOf(Number(name)) }));
  const childrenOf = (pid: number): number[] =>
    parents.filter(({ parent }) => parent === pid).flatMap((child) => [child.pid, ...childrenOf(child.pid)]);
  return childrenOf(root);
}

function parentOf(pid: number): number {
  const status = unlessGone(() => readFileSync(`/proc/${pid}/status`, "utf8"), "");
  return Number(/^PPid:\s+(\d+)/m.exec(status)?.[1] ?? 0);
}

function openDescriptors(pid: number): string[] {
  const folder = `/proc/${pid}/fd`;
  return unlessGone(() => readdirSync(folder), []).map((name) => join(folder, name));
}

/** Processes and their files go at any time. */
function unlessGone<T>(read: () => T, otherwise: T): T {
  try {
    return read();
  } catch {
    return otherwise;
  }
}
