/** What goes on while one vault is unlocked, and is forgotten when it locks. */
import type { ConsentId, ConversationId, CopyId, RecordingId, SourceId } from "../../shared/domain/ids.ts";
import type { VerifiedBlob } from "../vault/recordingRepository.ts";
import type { RunningClientCopy } from "./clientCopy.ts";

/** An import or a hand-over under way; whoever wants it to stop sets the flag, and it stops between two pieces. */
export interface RunningImport {
  isCancelled: boolean;
}

/** A check under way; it stops between two pieces. */
export interface RunningCheck {
  isCancelled: boolean;
}

/** A backup under way; whoever wants it to stop sets the flag, and it stops between two pieces. */
export interface RunningBackup {
  isCancelled: boolean;
  /** Something was erased that is in it. */
  isOvertaken?: boolean;
}

/** A look through a device or folder; it stops between two files or pieces. */
export interface RunningLook {
  isCancelled: boolean;
}

/** An attempt to replace an original by sound that seeks exactly; ends with `finish` or `discard`. */
export interface Transcoding {
  readonly id: RecordingId;
  /** @throws Failure `request.invalid` unless the bytes follow on what is there */
  append(offset: number, bytes: Uint8Array): void;
  /**
   * Seals what came and reads it back.
   *
   * @throws Failure `request.invalid` if it is not Ogg, `media.verification-failed`
   */
  finish(): Promise<VerifiedBlob>;
  discard(): void;
}

/** A piece of sound that was recorded. */
export interface RecordedPiece {
  /** From 0, without gaps. */
  readonly index: number;
  /** Whole Ogg pages. */
  readonly bytes: Uint8Array;
  /** Length of all sound up to the end of these bytes. */
  readonly endMs: number;
  /** 20 ms bins, interleaved min, max. */
  readonly peaks: Int8Array;
}

/** A recording under way; ends with its row completed or removed, or with the process, after which it is recovered. */
export interface RunningRecording {
  readonly id: RecordingId;
  readonly conversationId: ConversationId;
  readonly channels: 1 | 2;
  /** Whether nothing stands against another piece: neither its permission, a hold, nor that its time has come. */
  mayGoOn(): boolean;
  /** Plain bytes on the medium. */
  sizeBytes(): number;
  /** Length of the sound on the medium, ms. */
  lengthMs(): number;
  /** All peaks so far. */
  peaks(): Int8Array;
  /** Whether pieces can still be added. */
  isOpen(): boolean;
  /**
   * Adds a piece; when it returns, it is on the medium.
   *
   * @throws Failure `request.invalid` for a piece that does not follow, `recording.not-under-way` once it is closed
   * @throws the port's error; then it is closed, and all before is whole
   */
  append(piece: RecordedPiece): void;
  /** Closes its file; may be called twice. */
  stop(): void;
}

/** The work and the accesses of one sitting. */
export interface Sitting {
  readonly imports: Map<ConversationId, RunningImport>;
  /** By the id of the original. */
  readonly transcodings: Map<RecordingId, Transcoding>;
  readonly clientCopies: Map<CopyId, RunningClientCopy>;
  readonly handOvers: Map<ConversationId, RunningImport>;
  /** Permissions for which a withdrawal code is being made. */
  readonly codesUnderWay: Set<ConsentId>;
  /** The recording under way, or the one that could not be put together yet. */
  recording: RunningRecording | undefined;
  /** Erasures at the source; they stop only before the file is touched. */
  readonly sourceErasures: Map<ConversationId, RunningImport>;
  /** When each file that was taken in had last been written, epoch ms. */
  readonly takenIn: Map<SourceId, number>;
  /** The backup that is being made. */
  backup: RunningBackup | undefined;
  /** Accesses that are in the audit log already: one entry a sitting. */
  readonly logged: Set<string>;
  /** Whether it was overwritten, of each key half that this process destroyed: an erasure may stop, and be carried on, after that. */
  readonly destroyedHalves: Map<RecordingId, boolean>;
  /** The check of the vault that is running. */
  check?: RunningCheck | undefined;
  /** The look through a device that is going on. */
  look?: RunningLook | undefined;
  /** The entry up to which the log was kept outside the database; 0 before the first request. */
  keptSequence: number;
}

/** Begins a sitting. */
export function createSitting(): Sitting {
  return {
    imports: new Map(),
    transcodings: new Map(),
    clientCopies: new Map(),
    handOvers: new Map(),
    codesUnderWay: new Set(),
    recording: undefined,
    sourceErasures: new Map(),
    takenIn: new Map(),
    logged: new Set(),
    backup: undefined,
    destroyedHalves: new Map(),
    keptSequence: 0,
  };
}
