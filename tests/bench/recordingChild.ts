/** The vault process as it records three hours: appends seconds as fast as they are kept, and tells of its memory. */
import v8 from "node:v8";
import vm from "node:vm";
import { rolePlayOf } from "../support/longConversation.ts";
import { syntheticPiece } from "../support/syntheticOgg.ts";
import { createBenchVault } from "./benchVault.ts";
import { median } from "./statistics.ts";

/** What the process tells at its end. */
export interface RecordingFigures {
  /** Resident bytes after ten minutes and after three hours of sound, the garbage collected. */
  readonly tenMinutesBytes: number;
  readonly threeHoursBytes: number;
  /** Median of one append, and of its slowest hundredth the least; ms. */
  readonly appendMs: number;
  readonly slowestMs: number;
  /** From the last append to sound and waveform ready, ms. */
  readonly finishMs: number;
  readonly sizeBytes: number;
}

const tenMinutes = 600;
const threeHours = 10_800;
/** Memory is read over a minute: single readings jump. */
const readings = 60;

const [home] = process.argv.slice(2) as [string];
v8.setFlagsFromString("--expose-gc");
const collectGarbage = vm.runInNewContext("gc") as () => void;

const { vault } = await createBenchVault(home);
const { conversationId } = await vault.get("conversation.create", {
  permission: rolePlayOf("Inspelning"),
  occasion: "",
  heldOn: "2026-01-01",
});
const { recordingId } = await vault.get("recording.begin", {
  conversationId,
  channels: 1,
  firstChannel: null,
});
const appends: number[] = [];
const early: number[] = [];
const late: number[] = [];
let sizeBytes = 0;
for (let index = 0; index < threeHours; index += 1) {
  const piece = syntheticPiece(index);
  const beganAt = performance.now();
  await vault.get("recording.append", { recordingId, ...piece });
  appends.push(performance.now() - beganAt);
  sizeBytes += piece.bytes.length;
  const isEarly = index >= tenMinutes - readings && index < tenMinutes;
  const isLate = index >= threeHours - readings;
  if (!isEarly && !isLate) continue;
  collectGarbage();
  (isEarly ? early : late).push(process.memoryUsage.rss());
}
const beganAt = performance.now();
await vault.get("recording.finish", { recordingId });
const finishMs = performance.now() - beganAt;
vault.end();
const figures: RecordingFigures = {
  tenMinutesBytes: median(early),
  threeHoursBytes: median(late),
  appendMs: median(appends),
  slowestMs: appends.toSorted((one, other) => one - other)[Math.floor(appends.length * 0.99)] ?? 0,
  finishMs,
  sizeBytes,
};
process.send?.(figures);
process.disconnect?.();
