/** Finds out what sound an MP4, M4A, MOV or 3GP file holds, and whether the index is there without which it is nothing. */
import { type ByteLook, type ByteRange, latin1, viewOf } from "./byteLook.ts";

/** What stands in the index of a file. */
export interface Mp4Layout {
  /** `false`: the `moov` box is missing, so nobody can tell where a sound begins or ends. */
  readonly hasIndex: boolean;
  /** The sample entry of the first track of sound, its name in front; `null` if there is none. */
  readonly sound: Mp4Sound | null;
  /** The file ends before its last box does. */
  readonly isCutOff: boolean;
}

/** How the sound of a track is encoded. */
export interface Mp4Sound {
  /** Four characters, such as `mp4a`, `alac` or `samr`. */
  readonly codec: string;
  /** The boxes inside the sample entry, such as the settings of a decoder. */
  readonly entry: Uint8Array;
}

/** Boxes looked at in all; a file with more before its index is made to keep us busy. */
const mostBoxes = 4_096;
/** More than the settings of any decoder. */
const longestEntry = 4_096;

/** Reads the boxes of a file (ISO/IEC 14496-12 §4.2, §8). @param sizeBytes - of the file */
export function* mp4Layout(sizeBytes: number): ByteLook<Mp4Layout> {
  const budget = { left: mostBoxes };
  let sound: Mp4Sound | null = null;
  let hasIndex = false;
  let isCutOff = false;
  let position = 0;
  while (position + 8 <= sizeBytes && budget.left > 0) {
    const box = yield* boxAt(position, sizeBytes, budget);
    if (box === undefined) break;
    if (box.end > sizeBytes) isCutOff = true;
    if (box.name === "moov" && !hasIndex) {
      hasIndex = box.end <= sizeBytes;
      sound = yield* soundIn([box.start, Math.min(box.end, sizeBytes)], budget);
    }
    position = box.end;
  }
  return { hasIndex, sound, isCutOff };
}

interface Box {
  readonly name: string;
  /** Where its content begins. */
  readonly start: number;
  readonly end: number;
}

/** The box at a position. @returns `undefined` where none can be */
function* boxAt(position: number, outerEnd: number, budget: { left: number }): ByteLook<Box | undefined> {
  budget.left -= 1;
  const head = yield [position, position + 16];
  if (head.length < 8) return undefined;
  const short = viewOf(head).getUint32(0);
  const name = latin1(head, 4, 4);
  if (short === 0) return { name, start: position + 8, end: outerEnd };
  if (short !== 1) return short < 8 ? undefined : { name, start: position + 8, end: position + short };
  if (head.length < 16) return undefined;
  const long = Number(viewOf(head).getBigUint64(8));
  return long < 16 ? undefined : { name, start: position + 16, end: position + long };
}

/** The boxes of these names within a range, each name once. */
function* boxesIn(
  [from, to]: ByteRange,
  names: readonly string[],
  budget: { left: number },
): ByteLook<Box[]> {
  const found: Box[] = [];
  for (let position = from; position + 8 <= to && budget.left > 0; ) {
    const box = yield* boxAt(position, to, budget);
    if (box === undefined || box.end > to) break;
    if (names.includes(box.name)) found.push(box);
    position = box.end;
  }
  return found;
}

function* soundIn(moov: ByteRange, budget: { left: number }): ByteLook<Mp4Sound | null> {
  for (const track of yield* boxesIn(moov, ["trak"], budget)) {
    const [media] = yield* boxesIn([track.start, track.end], ["mdia"], budget);
    if (media === undefined) continue;
    const parts = yield* boxesIn([media.start, media.end], ["hdlr", "minf"], budget);
    const handler = parts.find(({ name }) => name === "hdlr");
    const information = parts.find(({ name }) => name === "minf");
    if (handler === undefined || information === undefined) continue;
    const kind = yield [handler.start + 8, handler.start + 12];
    if (latin1(kind, 0, 4) !== "soun") continue;
    const [table] = yield* boxesIn([information.start, information.end], ["stbl"], budget);
    if (table === undefined) continue;
    const [descriptions] = yield* boxesIn([table.start, table.end], ["stsd"], budget);
    if (descriptions === undefined) continue;
    const entry = yield* boxAt(descriptions.start + 8, descriptions.end, budget);
    if (entry === undefined || entry.end > descriptions.end) continue;
    const bytes = yield [entry.start, Math.min(entry.end, entry.start + longestEntry)];
    return { codec: entry.name, entry: bytes };
  }
  return null;
}
