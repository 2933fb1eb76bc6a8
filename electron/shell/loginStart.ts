/** The start at login that erases what is due and ends: set, and read back from the system, which has the last word. */
import path from "node:path";
import type { App } from "electron";
import type { LoginStart, LoginStartObstacle } from "../../shared/domain/loginStart.ts";
import type { FilePort } from "../ports/files.ts";
import { autostartPath, readAutostart, removeAutostart, writeAutostart } from "./autostartEntry.ts";

/** Started with it, Lyhörd opens nothing: it erases what is due, and ends. */
export const eraseDueArgument = "--erase-due";

/** The start at login of this computer's user. */
export interface LoginStartSetting {
  /** What the system says now. */
  read(): LoginStart;
  /** Asks the system for it. @returns what the system says then, which may be something else */
  set(isWanted: boolean): LoginStart;
  /** Mends an entry that names a place where Lyhörd no longer is; one that was taken away stays away. */
  mend(): void;
}

interface Options {
  readonly app: Pick<App, "isPackaged" | "getLoginItemSettings" | "setLoginItemSettings">;
  readonly files: FilePort;
  readonly platform: NodeJS.Platform;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** The running program (`process.execPath`). */
  readonly program: string;
  readonly userFolder: string;
  readonly temporaryFolder: string;
}

/** Makes the setting for this computer. */
export function createLoginStart(options: Options): LoginStartSetting {
  const obstacle = obstacleTo(options);
  if (obstacle !== undefined) {
    const state = { phase: "unavailable", obstacle } as const;
    return { read: () => state, set: () => state, mend() {} };
  }
  return options.platform === "linux" ? desktopEntry(options) : loginItem(options);
}

/** Whether this start is the one at login; macOS gives such a start no arguments, but says what it was. */
export function isStartToErase(
  argv: readonly string[],
  platform: NodeJS.Platform,
  app: Pick<App, "getLoginItemSettings">,
): boolean {
  if (argv.includes(eraseDueArgument)) return true;
  return platform === "darwin" && app.getLoginItemSettings().wasOpenedAtLogin;
}

function obstacleTo(options: Options): LoginStartObstacle | undefined {
  if (!options.app.isPackaged) return "development";
  return isFixedPlace(options) ? undefined : "no-fixed-place";
}

/** A program in a temporary folder, on a mounted image or moved aside by macOS will not be there at the next login. */
function isFixedPlace(options: Options): boolean {
  const { platform, temporaryFolder } = options;
  const program = programOf(options);
  if (platform === "darwin") return !/^\/Volumes\/|\/AppTranslocation\//.test(program);
  const { sep } = platform === "win32" ? path.win32 : path.posix;
  const isBelow = program.toLowerCase().startsWith(`${temporaryFolder.toLowerCase()}${sep}`);
  return !isBelow && !program.startsWith("/tmp/");
}

/** An AppImage runs from a mount of its own; its file is what stays. */
function programOf({ platform, environment, program }: Options): string {
  return platform === "linux" ? (environment.APPIMAGE ?? program) : program;
}

function desktopEntry(options: Options): LoginStartSetting {
  const { files, environment, userFolder } = options;
  const file = autostartPath(environment, userFolder);
  const entry = { program: programOf(options), argument: eraseDueArgument };
  const found = () => readAutostart(files, file, entry);
  const read = (): LoginStart => {
    switch (found()) {
      case "active":
        return { phase: "on" };
      case "switched-off":
        return { phase: "blocked" };
      case "absent":
      case "stale":
        return { phase: "off" };
    }
  };
  return {
    read,
    set(isWanted) {
      if (isWanted) writeAutostart(files, file, entry);
      else removeAutostart(files, file);
      return read();
    },
    mend() {
      if (found() === "stale") writeAutostart(files, file, entry);
    },
  };
}

function loginItem({ app, platform }: Options): LoginStartSetting {
  const itemOf = platform === "win32" ? { args: [eraseDueArgument] } : {};
  const read = (): LoginStart => {
    const { openAtLogin, executableWillLaunchAtLogin, status } = app.getLoginItemSettings(itemOf);
    if (platform === "darwin" && status === "requires-approval") return { phase: "blocked" };
    if (!openAtLogin) return { phase: "off" };
    // Windows keeps a second list, in which a person or a policy switches entries off without removing them.
    return { phase: platform === "win32" && !executableWillLaunchAtLogin ? "blocked" : "on" };
  };
  return {
    read,
    set(isWanted) {
      app.setLoginItemSettings({ openAtLogin: isWanted, ...itemOf });
      return read();
    },
    mend() {},
  };
}
