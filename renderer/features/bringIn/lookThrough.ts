/** Looks through a place, then finds the length of each file, one at a time. */
import type { DeviceList } from "../../../shared/domain/device.ts";
import type { SourceId } from "../../../shared/domain/ids.ts";
import { toAppError } from "../../api/appFailure.ts";
import { call } from "../../api/call.ts";
import { pageNow } from "../../api/pageClock.ts";
import { estimateSource } from "../../audio/estimateSource.ts";
import { probeSource } from "../../audio/probeSource.ts";
import { localZone } from "../../ui/localToday.ts";
import { onVaultReturned } from "../frame/vaultReturned.ts";
import { refusalOf } from "../import/importRefusal.ts";
import { changeBringIn, filesOf, type Place, useBringIn } from "./bringInStore.ts";
import { type Finding, isChoosable, newestFirst } from "./deviceRows.ts";
import { clockDoubts } from "./fileClock.ts";

let latest = 0;
let stop = new AbortController();

/** Looks; what was chosen and filled in stays for the files that are still there. */
export async function lookThrough(place: Place): Promise<void> {
  latest += 1;
  const mine = latest;
  stopFindingLengths();
  changeBringIn({ stage: "choose", place, listing: { phase: "looking" }, imports: [], findings: new Map() });
  try {
    const list = await listOf(place);
    if (mine !== latest) return;
    const { chosen } = useBringIn.getState();
    const there = list.files.filter((file) => chosen.has(file.sourceId) && isChoosable(file, new Map()));
    changeBringIn({
      listing: { phase: "listed", list, doubts: clockDoubts(list.files, pageNow(), localZone()) },
      chosen: new Set(there.map(({ sourceId }) => sourceId)),
    });
    void findLengths();
  } catch (error) {
    if (mine !== latest) return;
    if (toAppError(error).code === "device.cancelled") leavePlace();
    else changeBringIn({ listing: { phase: "failed", error } });
  }
}

/** Stops looking; the place is not chosen any more. */
export function stopLooking(): void {
  void call("device.cancel", {}).catch(() => undefined);
  leavePlace();
}

/** Lets go of the place; what was filled in for its files is kept. */
export function leavePlace(): void {
  latest += 1;
  stopFindingLengths();
  changeBringIn({ stage: "choose", place: null, listing: { phase: "none" }, chosen: new Set(), imports: [] });
}

/** Notices when the vault's process was another one in between: what was offered to the first, the second does not know. */
export function followVault(): () => void {
  return onVaultReturned(() => {
    const { stage, place } = useBringIn.getState();
    // What became of those that were on their way stays on the screen.
    if (stage === "import" || place === null) return;
    leavePlace();
    changeBringIn({ listing: { phase: "lost" } });
  });
}

/** Leaves the decoder to what is more urgent. */
export function stopFindingLengths(): void {
  stop.abort();
}

/** Tries each readable file that was not tried yet, newest first. */
export async function findLengths(): Promise<void> {
  stop.abort();
  stop = new AbortController();
  const { signal } = stop;
  const isOpen = ({ sourceId, kind }: DeviceList["files"][number]) =>
    kind.phase === "readable" && !useBringIn.getState().findings.has(sourceId);
  for (const file of newestFirst(filesOf(useBringIn.getState())).filter(isOpen)) {
    const finding = await findLength(file.sourceId, signal);
    if (signal.aborted || finding === undefined) return;
    changeBringIn({ findings: new Map(useBringIn.getState().findings).set(file.sourceId, finding) });
  }
}

/** @returns `undefined` where the trouble is not the file's: it was stopped, or the card is gone */
async function findLength(sourceId: SourceId, signal: AbortSignal): Promise<Finding | undefined> {
  try {
    const { token, mimeType, sizeBytes } = await call("source.open", { sourceId });
    if (token === null) return { phase: "length", durationMs: null, isEstimate: false };
    const { durationMs } = await probeSource(token, mimeType, signal);
    if (durationMs !== null) return { phase: "length", durationMs, isEstimate: false };
    // Only the whole of it tells exactly, and a card is slow.
    const aboutMs = await estimateSource(token, sizeBytes, signal);
    return { phase: "length", durationMs: aboutMs, isEstimate: true };
  } catch (caught) {
    const error = refusalOf(caught)?.error;
    if (error === undefined || !error.code.startsWith("media.") || error.code === "media.source-gone") {
      return undefined;
    }
    return { phase: "problem", error };
  }
}

async function listOf(place: Place): Promise<DeviceList> {
  if (place.kind === "folder") return call("device.list", { folderId: place.folder.folderId });
  const { files } = await call("device.look", { sourceIds: place.sources.map(({ sourceId }) => sourceId) });
  return { files, otherFiles: 0, unreadableFolders: [], truncated: false };
}
