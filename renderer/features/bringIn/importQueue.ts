/** Brings in what was chosen, one file after another; what fails stays and can be tried again. */
import type { DeviceFile } from "../../../shared/domain/device.ts";
import type { ConversationId, SourceId } from "../../../shared/domain/ids.ts";
import { call } from "../../api/call.ts";
import { probeSource } from "../../audio/probeSource.ts";
import { refusalOf } from "../import/importRefusal.ts";
import { type TakeInPorts, takeIn } from "../import/takeIn.ts";
import { changeBringIn, changeOutcome, formOf, useBringIn } from "./bringInStore.ts";
import { draftOf } from "./itemForm.ts";
import { stopFindingLengths } from "./lookThrough.ts";

/** What bringing in needs from its surroundings. */
export type QueuePorts = Pick<TakeInPorts, "call" | "probe">;

const pagePorts: QueuePorts = {
  call,
  probe: probeSource,
};

let stopCurrent = new AbortController();

/** Brings in these files with what is filled in for them; what is done already stays in the list. */
export async function bringIn(files: readonly DeviceFile[], ports: QueuePorts = pagePorts): Promise<void> {
  stopFindingLengths();
  const { imports } = useBringIn.getState();
  const waiting = new Map(
    files.map((file) => [file.sourceId, { file, outcome: { phase: "waiting" } as const }]),
  );
  const again = imports.map((one) => waiting.get(one.file.sourceId) ?? one);
  for (const { file } of imports) waiting.delete(file.sourceId);
  changeBringIn({ stage: "import", imports: [...again, ...waiting.values()] });
  for (const file of files) if (outcomeOf(file.sourceId)?.phase === "waiting") await bringInOne(file, ports);
}

/** Stops one file, whether it is being brought in or waits; nothing of it is kept. */
export function cancelOne(sourceId: SourceId): void {
  const outcome = outcomeOf(sourceId);
  if (outcome?.phase === "waiting") changeOutcome(sourceId, { phase: "cancelled" });
  else if (outcome?.phase === "looking" || outcome?.phase === "importing") stopCurrent.abort();
}

/** Stops all that are not done. */
export function cancelAll(): void {
  // Those that wait come first, so that none of them begins when the current one ends.
  const { imports } = useBringIn.getState();
  for (const { file, outcome } of imports) if (outcome.phase === "waiting") cancelOne(file.sourceId);
  stopCurrent.abort();
}

async function bringInOne(file: DeviceFile, ports: QueuePorts): Promise<void> {
  const { sourceId, name, sizeBytes } = file;
  const form = formOf(useBringIn.getState(), file);
  const draft = draftOf(form);
  if (draft === null) return changeOutcome(sourceId, { phase: "cancelled" });
  stopCurrent = new AbortController();
  changeOutcome(sourceId, { phase: "looking" });
  const onCreated = (conversationId: ConversationId) =>
    changeOutcome(sourceId, { phase: "importing", conversationId });
  const recordWritten = form.kind === "client" && form.recordWritten;
  try {
    const wish = { draft, source: { sourceId, name, sizeBytes }, recordWritten };
    const conversationId = await takeIn(wish, { ...ports, onCreated }, stopCurrent.signal);
    changeOutcome(sourceId, { phase: "done", conversationId });
  } catch (caught) {
    const failure = refusalOf(caught);
    changeOutcome(sourceId, failure === null ? { phase: "cancelled" } : { phase: "refused", failure });
  }
}

function outcomeOf(sourceId: SourceId) {
  return useBringIn.getState().imports.find(({ file }) => file.sourceId === sourceId)?.outcome;
}
