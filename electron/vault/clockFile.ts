/** `clock.json`: the time a vault has last seen, written also while it is locked and therefore without a code. */
import { z } from "zod";
import { type FilePort, readWhole, replaceWhole } from "../ports/files.ts";
import { vaultPaths } from "./vaultFolder.ts";

/** An instant as files hold it: epoch ms that a `Date` can show (ECMA-262 §21.4.1.1). */
export const instantInFileSchema = z.int().min(0).max(8_640_000_000_000_000);

const seenTimeSchema = z.object({
  /** The latest time ever shown. */
  lastSeenAt: instantInFileSchema,
  /** The latest time that nobody need confirm. */
  trustedAt: instantInFileSchema,
});
export type SeenTime = z.infer<typeof seenTimeSchema>;

/** Reads what was last seen; `undefined` if there is nothing readable, for then the header still knows. */
export function readClockFile(files: FilePort, folder: string): SeenTime | undefined {
  const bytes = readWhole(files, vaultPaths(folder).clock);
  if (bytes === undefined) return undefined;
  try {
    return seenTimeSchema.parse(JSON.parse(new TextDecoder().decode(bytes)));
  } catch {
    return undefined;
  }
}

/** Replaces what was last seen; when it returns, it is on the medium. */
export function writeClockFile(files: FilePort, folder: string, seen: SeenTime): void {
  const text = `${JSON.stringify(seenTimeSchema.parse(seen))}\n`;
  replaceWhole(files, vaultPaths(folder).clock, new TextEncoder().encode(text));
}

/** The later of two memories of time, field by field. */
export function laterSeen(one: SeenTime, other: SeenTime | undefined): SeenTime {
  return {
    lastSeenAt: Math.max(one.lastSeenAt, other?.lastSeenAt ?? 0),
    trustedAt: Math.max(one.trustedAt, other?.trustedAt ?? 0),
  };
}
