/** The start at login on Linux: a desktop entry in the autostart folder (Desktop Application Autostart Specification). */
import { join, posix } from "node:path";
import { type FilePort, readWhole, replaceWhole } from "../ports/files.ts";

/** What a desktop does at login. */
export interface AutostartEntry {
  /** Absolute path of the program. */
  readonly program: string;
  /** Without spaces or signs that a desktop reads otherwise. */
  readonly argument: string;
}

/**
 * The file of our entry.
 *
 * @param environment - `XDG_CONFIG_HOME` counts where it is an absolute path
 */
export function autostartPath(
  environment: Readonly<Record<string, string | undefined>>,
  homeFolder: string,
): string {
  const { XDG_CONFIG_HOME: chosen } = environment;
  const isAbsolute = chosen !== undefined && posix.isAbsolute(chosen);
  return join(isAbsolute ? chosen : join(homeFolder, ".config"), "autostart", "lyhord.desktop");
}

/** Writes the entry, over one that is there. */
export function writeAutostart(files: FilePort, path: string, entry: AutostartEntry): void {
  files.makeFolder(join(path, ".."));
  replaceWhole(files, path, new TextEncoder().encode(autostartText(entry)));
}

/** Removes the entry; nothing happens if there is none. */
export function removeAutostart(files: FilePort, path: string): void {
  if (files.exists(path)) files.unlink(path);
}

/**
 * What the entry says now.
 *
 * @returns `stale` for an entry that starts another program or with another argument; `switched-off` for one that a
 *   desktop's own settings have put out of use
 */
export function readAutostart(
  files: FilePort,
  path: string,
  entry: AutostartEntry,
): "absent" | "active" | "stale" | "switched-off" {
  const bytes = readWhole(files, path);
  if (bytes === undefined) return "absent";
  const lines = new TextDecoder().decode(bytes).split(/\r?\n/);
  const entryValue = (key: string) =>
    lines
      .find((line) => line.startsWith(`${key}=`))
      ?.slice(key.length + 1)
      .trim();
  if (entryValue("Hidden") === "true" || entryValue("X-GNOME-Autostart-enabled") === "false")
    return "switched-off";
  return entryValue("Exec") === execLine(entry) ? "active" : "stale";
}

function autostartText(entry: AutostartEntry): string {
  return [
    "[Desktop Entry]",
    "Type=Application",
    "Name=Lyhörd",
    `Exec=${execLine(entry)}`,
    "Terminal=false",
    "NoDisplay=true",
    "X-GNOME-Autostart-enabled=true",
    "",
  ].join("\n");
}

/** Quoted as the Desktop Entry Specification says: once for the command line, once for the file. */
function execLine({ program, argument }: AutostartEntry): string {
  const quoted = program.replace(/["`$\\]/g, "\\$&").replaceAll("%", "%%");
  return `"${quoted.replaceAll("\\", "\\\\")}" ${argument}`;
}
