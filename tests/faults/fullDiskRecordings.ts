/** Recordings on disks that become full at every size: they end in time, with everything that was acknowledged. */
import fs from "node:fs";
import path from "node:path";
import { type FilePort, nodeFiles } from "../../electron/ports/files.ts";
import { lengthMsAfter, syntheticBytes, syntheticPiece } from "../support/syntheticOgg.ts";
import { spread } from "./inParallel.ts";
import type { ProofResult } from "./proof.ts";
import {
  createdVault,
  during,
  onFiles,
  onlyConversation,
  rolePlay,
  soundBytes,
  unlockedVault,
  withFolder,
} from "./trialVault.ts";

/** The sizes of the disks differ by so little that a piece ends at every place there is, bytes. */
const stepBytes = 700;
const mebibyte = 1_048_576;
/** Seconds in a piece: disks are filled faster so. */
const secondsEach = 20;
/** More pieces than fit on any of the disks. */
const mostPieces = 80;
/** What others take of the disk before the recording ends: all of the reserve but what the recording itself needs. */
const takenByOthers = 62 * mebibyte;

/** Records on as many disks as asked for, each a little larger than the one before. */
export async function tryFullDisks(parent: string, trials: number): Promise<ProofResult> {
  const start = path.join(parent, "full-disk-start");
  fs.mkdirSync(start);
  await during(await createdVault(start), (vault) => vault.get("conversation.create", rolePlay));
  const failures: string[] = [];
  const sizes = spread(
    Array.from({ length: 200 }, (_, index) => 64 * mebibyte + 700_000 + index * stepBytes),
    trials,
  );
  for (const diskBytes of sizes) {
    const broken = await withFolder(parent, async (home) => {
      fs.cpSync(start, home, { recursive: true });
      return brokenOn(home, diskBytes);
    });
    if (broken !== undefined) failures.push(`a disk with ${diskBytes} bytes free: ${broken}`);
  }
  return { trials, failures };
}

async function brokenOn(home: string, diskBytes: number): Promise<string | undefined> {
  const disk = createSmallDisk(diskBytes);
  const { ended, pieces } = await onFiles(disk.files, () => recordUntilFull(home, disk));
  if (ended !== "ended") return `ending it: ${ended}`;
  if (pieces === mostPieces) return "it was never told that there is no room";
  return during(await unlockedVault(home), async (vault) => {
    const { id, sound } = await onlyConversation(vault);
    if (sound.phase !== "ready" || sound.durationMs !== lengthMsAfter(pieces * secondsEach))
      return `it is ${sound.phase}`;
    const isSame = Buffer.compare(await soundBytes(vault, id), syntheticBytes(pieces * secondsEach)) === 0;
    return isSame ? undefined : "acknowledged seconds are gone";
  });
}

/** Records until it is told to end, or refused. */
async function recordUntilFull(home: string, disk: SmallDisk): Promise<{ ended: string; pieces: number }> {
  const vault = await unlockedVault(home);
  const { id: conversationId } = await onlyConversation(vault);
  const { recordingId } = await vault.get("recording.begin", {
    conversationId,
    channels: 1,
    firstChannel: null,
  });
  let pieces = 0;
  // What is said of the room is passed over here: the refusal must come in time by itself.
  while (pieces < mostPieces) {
    if (!(await vault.ask("recording.append", { recordingId, ...longPiece(pieces) })).ok) break;
    pieces += 1;
  }
  disk.take(takenByOthers);
  const ended = await vault.ask("recording.finish", { recordingId });
  return { ended: ended.ok ? "ended" : ended.error.code, pieces };
}

function longPiece(index: number) {
  const seconds = Array.from({ length: secondsEach }, (_, at) => syntheticPiece(index * secondsEach + at));
  return {
    index,
    bytes: Uint8Array.from(Buffer.concat(seconds.map(({ bytes }) => bytes))),
    endMs: lengthMsAfter((index + 1) * secondsEach),
    peaks: Int8Array.from(seconds.flatMap(({ peaks }) => [...peaks])),
  };
}

/** A disk with so much room left, which files take up; the database, which does not go through the port, is not counted. */
interface SmallDisk {
  readonly files: FilePort;
  /** Lets other programs take room. */
  take(bytes: number): void;
}

function createSmallDisk(roomBytes: number): SmallDisk {
  let diskBytes = roomBytes;
  const sizes = new Map<string, number>();
  const opened = new Map<number, string>();
  const used = () => [...sizes.values()].reduce((sum, size) => sum + size, 0);
  const files: FilePort = {
    ...nodeFiles,
    createNew(file) {
      const descriptor = nodeFiles.createNew(file);
      opened.set(descriptor, file);
      sizes.set(file, 0);
      return descriptor;
    },
    openUpdate(file) {
      const descriptor = nodeFiles.openUpdate(file);
      opened.set(descriptor, file);
      return descriptor;
    },
    write(descriptor, bytes, position) {
      const file = opened.get(descriptor) ?? "";
      const size = Math.max(sizes.get(file) ?? 0, position + bytes.length);
      const more = size - (sizes.get(file) ?? 0);
      if (used() + more > diskBytes) throw Object.assign(new Error("ENOSPC: no room"), { code: "ENOSPC" });
      sizes.set(file, size);
      nodeFiles.write(descriptor, bytes, position);
    },
    close(descriptor) {
      opened.delete(descriptor);
      nodeFiles.close(descriptor);
    },
    rename(from, to) {
      nodeFiles.rename(from, to);
      sizes.set(to, sizes.get(from) ?? 0);
      sizes.delete(from);
    },
    unlink(file) {
      nodeFiles.unlink(file);
      sizes.delete(file);
    },
    freeBytes: () => Math.max(0, diskBytes - used()),
  };
  return {
    files,
    take(bytes) {
      diskBytes -= bytes;
    },
  };
}
