/** Spoken permission: its record as text, and the passage of a recording in which it is repeated. */

/** SQL that adds them; a spoken permission from before has no record. */
export const spokenPermission = /* sql */ `
-- JSON: who asked, the text as it was shown, the answer and its day; NULL for a written permission.
ALTER TABLE consent ADD COLUMN spoken TEXT;

-- Half-open, in the sound that counts; goes with the sound.
CREATE TABLE passage (
  id                    TEXT PRIMARY KEY,
  conversation_id       TEXT NOT NULL REFERENCES conversation (id),
  kind                  TEXT NOT NULL,
  start_ms              INTEGER NOT NULL,
  end_ms                INTEGER NOT NULL,
  CHECK (start_ms < end_ms)
) STRICT;
CREATE INDEX passage_by_conversation ON passage (conversation_id, start_ms);
`;
