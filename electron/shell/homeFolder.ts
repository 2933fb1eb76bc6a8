/** Where vaults, settings and logs lie. */
import path from "node:path";

/**
 * The folder of everything that is the person's.
 *
 * On Windows Electron's user-data folder belongs to the roaming profile, which organisations copy to a server or
 * keep on one: what is erased here would live on there, and SQLite's log needs a disk of this computer. Its local
 * counterpart is taken instead.
 *
 * @param environment - `LYHORD_HOME` goes before all else
 * @param userData - the user-data folder as Electron gives it
 * @returns an absolute path
 */
export function homeFolder(
  environment: Readonly<Record<string, string | undefined>>,
  userData: string,
  platform: NodeJS.Platform,
): string {
  const { LYHORD_HOME: chosen, LOCALAPPDATA: local } = environment;
  if (chosen !== undefined && chosen !== "") return path.resolve(chosen);
  if (platform !== "win32" || local === undefined || local === "") return userData;
  return path.win32.join(local, path.win32.basename(userData));
}
