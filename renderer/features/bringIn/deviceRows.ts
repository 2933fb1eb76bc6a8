/** The list of what lies on a device: its order, what can be chosen of it, and how it is chosen. */
import type { DeviceFile, DeviceFileKind } from "../../../shared/domain/device.ts";
import type { SourceId } from "../../../shared/domain/ids.ts";
import type { AppError } from "../../../shared/errors.ts";

/** What the page found when it tried to decode a file: its length, `null` where nothing tells, or why not. */
export type Finding =
  | { readonly phase: "length"; readonly durationMs: number | null; readonly isEstimate: boolean }
  | { readonly phase: "problem"; readonly error: AppError };

/** By file; those that were not tried yet are missing. */
export type Findings = ReadonlyMap<SourceId, Finding>;

/** Newest first, as the device has it; those of one time by folder and name. */
export function newestFirst(files: readonly DeviceFile[]): DeviceFile[] {
  const nameOf = ({ folder, name }: DeviceFile) => `${folder}/${name}`;
  return [...files].sort(
    (one, other) => other.modifiedAt - one.modifiedAt || nameOf(one).localeCompare(nameOf(other)),
  );
}

/** What is known of a file by now: what its bytes say, unless trying to decode it said otherwise. */
export function kindNow({ sourceId, kind }: DeviceFile, findings: Findings): DeviceFileKind {
  const finding = findings.get(sourceId);
  if (kind.phase === "problem" || finding?.phase !== "problem") return kind;
  return finding;
}

/** Whether it can be brought in: what is here already, or cannot be read, cannot. */
export function isChoosable(file: DeviceFile, findings: Findings): boolean {
  return kindNow(file, findings).phase === "readable" && file.known?.state !== "kept";
}

/** Those that can be brought in, in the order given. */
export function choosableIds(files: readonly DeviceFile[], findings: Findings): SourceId[] {
  return files.filter((file) => isChoosable(file, findings)).map(({ sourceId }) => sourceId);
}

/** The first file that the computer's converter could read, if it were allowed to; `undefined` for none. */
export function needsConverter(files: readonly DeviceFile[], findings: Findings): AppError | undefined {
  for (const file of files) {
    const kind = kindNow(file, findings);
    if (kind.phase === "problem" && kind.error.code === "media.needs-converter") return kind.error;
  }
  return undefined;
}

/** The choice with one file more or less. */
export function toggled(chosen: ReadonlySet<SourceId>, sourceId: SourceId): ReadonlySet<SourceId> {
  const next = new Set(chosen);
  if (!next.delete(sourceId)) next.add(sourceId);
  return next;
}

/**
 * The choice with all files from one to another made as the first of them is.
 *
 * @param order - what can be chosen, in the order in which it is shown
 * @param anchor - the file that was chosen, or unchosen, last
 */
export function stretched(
  chosen: ReadonlySet<SourceId>,
  order: readonly SourceId[],
  anchor: SourceId,
  end: SourceId,
): ReadonlySet<SourceId> {
  const [from, to] = [order.indexOf(anchor), order.indexOf(end)].sort((one, other) => one - other);
  if (from === undefined || to === undefined || from < 0) return toggled(chosen, end);
  const next = new Set(chosen);
  for (const sourceId of order.slice(from, to + 1)) {
    if (chosen.has(anchor)) next.add(sourceId);
    else next.delete(sourceId);
  }
  return next;
}

/** Names of kinds of sound as they stand on devices; the same in every language. */
const formatNames: Readonly<Record<string, string>> = {
  "audio/wav": "WAV",
  "audio/mpeg": "MP3",
  "audio/mp4": "M4A",
  "audio/ogg": "Ogg",
  "audio/flac": "FLAC",
  "audio/webm": "WebM",
  "audio/aac": "AAC",
  "audio/basic": "AU",
};

/** What people call a kind of sound: "MP3". */
export function formatName({ mimeType, format }: Extract<DeviceFileKind, { phase: "readable" }>): string {
  return format ?? formatNames[mimeType] ?? mimeType.replace(/^.*\/(x-)?/, "").toUpperCase();
}
