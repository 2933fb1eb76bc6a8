/** What goes on while one vault is unlocked, and is forgotten when it locks. */
import type { ConversationId, RecordingId } from "../../shared/domain/ids.ts";
import type { VerifiedBlob } from "../vault/recordingRepository.ts";

/** An import under way; whoever wants it to stop sets the flag, and it stops between two pieces. */
export interface RunningImport {
  isCancelled: boolean;
}

/** A backup under way; whoever wants it to stop sets the flag, and it stops between two pieces. */
export interface RunningBackup {
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

/** The work and the accesses of one sitting. */
export interface Sitting {
  readonly imports: Map<ConversationId, RunningImport>;
  /** By the id of the original. */
  readonly transcodings: Map<RecordingId, Transcoding>;
  /** The backup that is being made. */
  backup: RunningBackup | undefined;
  /** Accesses that are in the audit log already: one entry a sitting. */
  readonly logged: Set<string>;
  /** The entry up to which the log was kept outside the database; 0 before the first request. */
  keptSequence: number;
}

/** Begins a sitting. */
export function createSitting(): Sitting {
  return {
    imports: new Map(),
    transcodings: new Map(),
    logged: new Set(),
    backup: undefined,
    keptSequence: 0,
  };
}
