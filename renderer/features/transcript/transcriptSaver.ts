/** Saves what is typed, burst by burst; what cannot be saved waits and is never dropped. */
import type { ConversationId } from "../../../shared/domain/ids.ts";
import type { AppError } from "../../../shared/errors.ts";
import {
  type Batch,
  type KeptTranscript,
  rebased,
  sendingAcknowledged,
  sendingBegun,
  sendingFailed,
  type TranscriptSession,
} from "./transcriptSession.ts";

/** What the saver needs of the world. */
export interface SaverPorts {
  apply(
    conversationId: ConversationId,
    baseVersion: number,
    batch: Batch,
  ): Promise<{ readonly version: number }>;
  read(conversationId: ConversationId): Promise<KeptTranscript>;
  /** Reads a thrown value. */
  errorOf(caught: unknown): AppError;
  /** `undefined` where no transcript is open. */
  session(conversationId: ConversationId): TranscriptSession | undefined;
  /** Changes the session as it is at that moment. */
  update(conversationId: ConversationId, change: (session: TranscriptSession) => TranscriptSession): void;
  /** `null` once saving works again. */
  report(conversationId: ConversationId, problem: AppError | null): void;
  /** Calls later; returns the function that calls it off. */
  after(delayMs: number, action: () => void): () => void;
}

/** Saves a while after the last change, or at once when asked to. */
export interface TranscriptSaver {
  /** Something was typed. */
  wake(conversationId: ConversationId): void;
  /** Saves now; resolves when nothing more can be done, whether or not everything could be saved. */
  flush(conversationId: ConversationId): Promise<void>;
}

/** A burst of typing is over after this, in ms. */
const burstMs = 400;
/** How often a transcript is read anew before the person is told. */
const rebaseLimit = 5;

/** Creates a saver. Requests of one transcript never overlap. */
export function createTranscriptSaver(ports: SaverPorts): TranscriptSaver {
  const waiting = new Map<ConversationId, () => void>();
  const running = new Map<ConversationId, Promise<void>>();

  async function saveAll(conversationId: ConversationId): Promise<void> {
    let rebases = 0;
    for (;;) {
      const saveId = crypto.randomUUID();
      ports.update(conversationId, (session) => sendingBegun(session, saveId));
      const session = ports.session(conversationId);
      if (session === undefined || session.sending === null) return;
      try {
        const { version } = await ports.apply(conversationId, session.version, session.sending);
        ports.update(conversationId, (now) => sendingAcknowledged(now, version));
        ports.report(conversationId, null);
      } catch (caught) {
        ports.update(conversationId, sendingFailed);
        const problem = ports.errorOf(caught);
        const isRebased =
          problem.code === "transcript.out-of-date" &&
          rebases++ < rebaseLimit &&
          (await readAnew(conversationId));
        if (isRebased) continue;
        ports.report(conversationId, problem);
        return;
      }
    }
  }

  async function readAnew(conversationId: ConversationId): Promise<boolean> {
    try {
      const fresh = await ports.read(conversationId);
      ports.update(conversationId, (session) => rebased(session, fresh));
      return true;
    } catch {
      return false;
    }
  }

  function flush(conversationId: ConversationId): Promise<void> {
    waiting.get(conversationId)?.();
    waiting.delete(conversationId);
    const before = running.get(conversationId) ?? Promise.resolve();
    const now = before
      .then(() => saveAll(conversationId))
      .finally(() => {
        if (running.get(conversationId) === now) running.delete(conversationId);
      });
    running.set(conversationId, now);
    return now;
  }

  return {
    wake: (conversationId) => {
      waiting.get(conversationId)?.();
      waiting.set(
        conversationId,
        ports.after(burstMs, () => void flush(conversationId)),
      );
    },
    flush,
  };
}
