/** Which drives are plugged in, as far as the system tells without help from programs that an organisation may forbid. */
import fs from "node:fs/promises";
import path from "node:path";
import { setTimeout } from "node:timers/promises";
import { isNetworkType, type Mount } from "../../shared/domain/syncedFolder.ts";
import { thisComputer } from "./computer.ts";

/** A drive that is there now. */
export interface Drive {
  readonly folder: string;
  readonly kind: "removable" | "network";
}

/** What is asked of the system. */
export interface DriveSystem {
  readonly platform: NodeJS.Platform;
  /** `SystemDrive` is looked at on Windows. */
  readonly variables: Readonly<Record<string, string | undefined>>;
  /** Numeric id of the user, where there is one. */
  readonly userId: number | undefined;
  /** Resolves to a folder with links and mapped drives resolved; rejects if it is not there. */
  realPath(folder: string): Promise<string>;
  /** Names in a folder; empty if there is none. */
  list(folder: string): Promise<readonly string[]>;
  mounts(): readonly Mount[];
}

/** This computer. */
export const theseDrives: DriveSystem = {
  platform: process.platform,
  variables: process.env,
  userId: process.getuid?.(),
  realPath: (folder) => fs.realpath(folder),
  list: (folder) => fs.readdir(folder).catch(() => []),
  mounts: () => thisComputer.mounts(),
};

/** How long a drive may take to say that it is there: a network drive out of reach would keep everyone waiting. */
const longestWaitMs = 1_500;

/**
 * The drives that are plugged in, without the system's own; in the order of their names.
 *
 * Windows does not tell plain programs which letters are cards: all but the system's are given, and what turns out to
 * be a folder of another computer is `network`.
 */
export async function listDrives(system: DriveSystem = theseDrives): Promise<Drive[]> {
  switch (system.platform) {
    case "win32":
      return listLetters(system);
    case "darwin":
      return listVolumes(system);
    case "linux":
      return [...listMounted(system), ...(await listGnomeMounts(system))];
    default:
      return [];
  }
}

/** A and B are left out: asking for them makes a floppy drive rattle. */
async function listLetters(system: DriveSystem): Promise<Drive[]> {
  const own = (system.variables.SystemDrive ?? "C:").toUpperCase();
  const letters = [..."CDEFGHIJKLMNOPQRSTUVWXYZ"].filter((letter) => `${letter}:` !== own);
  const found = await Promise.all(letters.map((letter) => driveAt(system, `${letter}:\\`)));
  return found.filter((drive) => drive !== undefined);
}

async function driveAt(system: DriveSystem, folder: string): Promise<Drive | undefined> {
  const waiting = new AbortController();
  const real = await Promise.race([
    system.realPath(folder).catch(() => undefined),
    setTimeout(longestWaitMs, undefined, { signal: waiting.signal }).catch(() => undefined),
  ]);
  waiting.abort();
  if (real === undefined) return undefined;
  return { folder, kind: real.startsWith("\\\\") && !real.startsWith("\\\\?\\") ? "network" : "removable" };
}

/** The system's own volume stands there too, as a link to the root. */
async function listVolumes(system: DriveSystem): Promise<Drive[]> {
  const names = await system.list("/Volumes");
  const types = new Map(system.mounts().map(({ folder, type }) => [folder, type]));
  const found = await Promise.all(
    names
      .filter((name) => !name.startsWith("."))
      .map(async (name): Promise<Drive | undefined> => {
        const folder = path.posix.join("/Volumes", name);
        const real = await system.realPath(folder).catch(() => "/");
        return real === "/" ? undefined : { folder, kind: kindOf(types.get(folder) ?? "") };
      }),
  );
  return found.filter((drive) => drive !== undefined);
}

/** Where Linux desktops put what is plugged in: `/media/<user>/<name>`, `/media/<name>`, `/run/media/<user>/<name>`. */
function listMounted(system: DriveSystem): Drive[] {
  return system
    .mounts()
    .filter(({ folder }) => /^(\/run)?\/media\/./.test(folder))
    .map(({ folder, type }) => ({ folder, kind: kindOf(type) }));
}

/** GNOME shows phones and other computers as folders of the user's own. */
async function listGnomeMounts(system: DriveSystem): Promise<Drive[]> {
  if (system.userId === undefined) return [];
  const folder = `/run/user/${system.userId}/gvfs`;
  const names = await system.list(folder);
  return names.flatMap((name): Drive[] => {
    const kind = /^(mtp|gphoto2|afc):/.test(name) ? "removable" : "network";
    return [{ folder: path.posix.join(folder, name), kind }];
  });
}

function kindOf(type: string): Drive["kind"] {
  return isNetworkType(type) ? "network" : "removable";
}
