/** When the clocks of a text had started before its sound came: a sound that turns out to be none gives that back. */

/** SQL that adds it. */
export const earlierStart = /* sql */ `
-- Epoch ms; NULL where there was no content before the sound. A sound that was there before this step leaves its start.
ALTER TABLE conversation ADD COLUMN earlier_started_at INTEGER;
`;
