/** What the shell remembers between starts, outside any vault: where the window was, how it looked. */
import { z } from "zod";
import { languageSchema, themeSchema } from "../../shared/domain/settings.ts";
import { type FilePort, readWhole, replaceWhole } from "../ports/files.ts";

const windowBoundsSchema = z.object({
  x: z.int(),
  y: z.int(),
  width: z.int().min(640).max(20_000),
  height: z.int().min(480).max(20_000),
});
/** Position and size of a window that is not maximised, in display points. */
export type WindowBounds = z.infer<typeof windowBoundsSchema>;

const shellSettingsSchema = z.object({
  appearance: z.object({ theme: themeSchema, language: languageSchema }).optional(),
  window: z.object({ bounds: windowBoundsSchema, isMaximized: z.boolean() }).optional(),
  /** Whether a person was told of the start at login, and has said yes or no. */
  hasChosenLoginStart: z.boolean().optional(),
});
export type ShellSettings = z.infer<typeof shellSettingsSchema>;

/** Reads the file; an absent or damaged one counts as empty, since nothing of worth stands in it. */
export function readShellSettings(files: FilePort, path: string): ShellSettings {
  try {
    const bytes = readWhole(files, path);
    if (bytes === undefined) return {};
    return shellSettingsSchema.parse(JSON.parse(new TextDecoder().decode(bytes)));
  } catch {
    return {};
  }
}

/** Replaces the file. */
export function writeShellSettings(files: FilePort, path: string, settings: ShellSettings): void {
  replaceWhole(files, path, new TextEncoder().encode(`${JSON.stringify(settings, null, 2)}\n`));
}

/**
 * The bounds to open the window with.
 *
 * @param displays - work areas of the displays there are now
 * @returns the remembered bounds if their title bar can be reached on a display; `undefined` else
 */
export function reachableBounds(
  remembered: WindowBounds | undefined,
  displays: readonly WindowBounds[],
): WindowBounds | undefined {
  if (remembered === undefined) return undefined;
  const isReachable = displays.some(
    ({ x, y, width, height }) =>
      remembered.x + remembered.width - 100 > x &&
      remembered.x + 100 < x + width &&
      remembered.y >= y &&
      remembered.y + 40 < y + height,
  );
  return isReachable ? remembered : undefined;
}
