/** De-identification: what replaced words were, apart from the text, and until where the text was gone through. */

/** SQL that adds it; nothing that is there counts as gone through. */
export const deidentification = /* sql */ `
-- Versions of the transcript: the one that was gone through, and the last with words that were not there before.
ALTER TABLE conversation ADD COLUMN deidentified_at INTEGER;
ALTER TABLE conversation ADD COLUMN deidentified_version INTEGER;
ALTER TABLE conversation ADD COLUMN words_version INTEGER NOT NULL DEFAULT 0;

-- What a person has decided on a word; goes with the transcript, or before it when the person wants that.
CREATE TABLE identifying_word (
  id                    TEXT PRIMARY KEY,
  conversation_id       TEXT NOT NULL REFERENCES conversation (id),
  original              TEXT NOT NULL,
  kind                  TEXT NOT NULL,
  replacement           TEXT,
  is_left               INTEGER NOT NULL CHECK (is_left IN (0, 1)),
  CHECK (replacement IS NOT NULL OR is_left = 1)
) STRICT;
CREATE INDEX identifying_word_by_conversation ON identifying_word (conversation_id);

-- Without references to segment and passage: both may go before it.
CREATE TABLE replaced_place (
  word_id               TEXT NOT NULL REFERENCES identifying_word (id) ON DELETE CASCADE,
  segment_id            TEXT,
  field                 TEXT NOT NULL,
  start_index           INTEGER NOT NULL,
  original              TEXT NOT NULL,
  replacement           TEXT NOT NULL,
  passage_id            TEXT
) STRICT;
CREATE INDEX replaced_place_by_word ON replaced_place (word_id);
`;
