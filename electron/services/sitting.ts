/** What goes on while one vault is unlocked, and is forgotten when it locks. */
import type { ConversationId, RecordingId } from "../../shared/domain/ids.ts";
import type { Transcoding } from "./transcoding.ts";

/** An import under way; whoever wants it to stop sets the flag, and it stops between two pieces. */
export interface RunningImport {
  isCancelled: boolean;
}

/** The work and the accesses of one sitting. */
export interface Sitting {
  readonly imports: Map<ConversationId, RunningImport>;
  /** By the id of the original. */
  readonly transcodings: Map<RecordingId, Transcoding>;
  /** Accesses that are in the audit log already: one entry a sitting. */
  readonly logged: Set<string>;
}

/** Begins a sitting. */
export function createSitting(): Sitting {
  return { imports: new Map(), transcodings: new Map(), logged: new Set() };
}
