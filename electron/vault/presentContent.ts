/** Which kinds of content of a conversation are still there: the one answer that lists, clocks and erasures go by. */
import { type ContentCategory, contentCategories } from "../../shared/domain/conversation.ts";

/**
 * Columns for a query that selects from `conversation`; {@link presentIn} reads them.
 *
 * A transcript is there as long as anything of it is: names, words that were replaced, the steps that lead back, and
 * earlier versions outlive its last line. Codings go with the notes.
 */
export const presentColumns = /* sql */ `
  EXISTS (SELECT 1 FROM recording
           WHERE conversation_id = conversation.id AND key_half IS NOT NULL) AS has_sound,
  segment_count > 0
    OR EXISTS (SELECT 1 FROM speaker_name WHERE conversation_id = conversation.id)
    OR EXISTS (SELECT 1 FROM identifying_word WHERE conversation_id = conversation.id)
    OR EXISTS (SELECT 1 FROM edit_step WHERE conversation_id = conversation.id)
    OR EXISTS (SELECT 1 FROM transcript_version WHERE conversation_id = conversation.id) AS has_transcript,
  EXISTS (SELECT 1 FROM note WHERE conversation_id = conversation.id)
    OR EXISTS (SELECT 1 FROM coding WHERE conversation_id = conversation.id) AS has_notes`;

/** What {@link presentColumns} give. */
export interface PresentColumns {
  readonly has_sound: number;
  readonly has_transcript: number;
  readonly has_notes: number;
}

/** The kinds that are there; sound before transcript before notes. */
export function presentIn(row: PresentColumns): ContentCategory[] {
  return contentCategories.filter((category) => row[`has_${category}`] === 1);
}
