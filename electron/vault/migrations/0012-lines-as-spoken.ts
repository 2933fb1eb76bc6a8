/** Lines as they were spoken: by whom, where that is nobody of the two, and whether somebody has listened to them. */

/** SQL that adds what a line may have besides its text. */
export const linesAsSpoken = /* sql */ `
-- speaker_name: NULL where the line is spoken by whom the transcript calls so. is_unreviewed: a machine wrote it.
ALTER TABLE segment ADD COLUMN speaker_name TEXT CHECK (speaker_name <> '');
ALTER TABLE segment ADD COLUMN is_unreviewed INTEGER NOT NULL DEFAULT 0 CHECK (is_unreviewed IN (0, 1));
`;
