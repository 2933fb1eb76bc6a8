/** The vault as the page's session sees it, in memory. */
import {
  type Batch,
  type KeptTranscript,
  sentMove,
} from "../../renderer/features/transcript/transcriptSession.ts";
import { applyEdits } from "../../shared/domain/edit.ts";
import { emptyHistory, moved } from "../../shared/domain/editHistory.ts";
import type { Segment } from "../../shared/domain/segment.ts";

/** A transcript as the vault has it, without a way back. */
export function kept(version: number, segments: readonly Segment[]): KeptTranscript {
  return { version, segments, history: emptyHistory, saveId: null };
}

/** The transcript after a batch. @throws Error where there is nothing to undo or redo */
export function batchSaved(before: KeptTranscript, batch: Batch): KeptTranscript {
  let { segments, history } = before;
  for (const move of batch.moves.map(sentMove)) {
    const result = moved(history, move);
    if (result === undefined) throw new Error(`nothing to ${move.kind}`);
    segments = applyEdits(segments, result.edits);
    history = result.history;
  }
  return { version: before.version + 1, segments, history, saveId: batch.saveId };
}
