/** Recording in Lyhörd: the state of a recording under way, how it was made, its pauses, and bookmarks among the notes. */

/** SQL that adds them. The table is made anew, since SQLite cannot change which states a column may hold. */
export const recorder = /* sql */ `
-- What refers to the rows is checked when they are all there again.
PRAGMA defer_foreign_keys = ON;
CREATE TABLE recording_before AS SELECT rowid AS place, * FROM recording;
DROP TABLE recording;

-- One row for each sound. 'recording': a part that grows, or that was cut off; its key half is there from the start, so
-- that it can be put together again. imported_at is when it began. channels and first_channel: only of what was recorded.
-- recovery: what became of it once it was cut off, until the person has seen it.
CREATE TABLE recording (
  id                    TEXT PRIMARY KEY,
  conversation_id       TEXT NOT NULL REFERENCES conversation (id),
  role                  TEXT NOT NULL CHECK (role IN ('original', 'transcoded')),
  state                 TEXT NOT NULL
    CHECK (state IN ('importing', 'recording', 'preparing', 'ready', 'replaced', 'erased')),
  key_half              BLOB,
  key_generation        INTEGER NOT NULL,
  media_type            TEXT NOT NULL,
  size_bytes            INTEGER NOT NULL DEFAULT 0,
  sha256                BLOB,
  duration_ms           INTEGER,
  imported_at           INTEGER NOT NULL,
  channels              INTEGER CHECK (channels IN (1, 2)),
  first_channel         TEXT CHECK (first_channel IN ('practitioner', 'client')),
  recovery              TEXT CHECK (recovery IN ('whole', 'no-room', 'damaged'))
) STRICT;
INSERT INTO recording (id, conversation_id, role, state, key_half, key_generation, media_type, size_bytes, sha256,
                       duration_ms, imported_at)
  SELECT id, conversation_id, role, state, key_half, key_generation, media_type, size_bytes, sha256,
         duration_ms, imported_at
    FROM recording_before ORDER BY place;
DROP TABLE recording_before;
CREATE INDEX recording_by_conversation ON recording (conversation_id);

-- Where a recording was paused, and for how long.
CREATE TABLE recording_pause (
  recording_id          TEXT NOT NULL REFERENCES recording (id) ON DELETE CASCADE,
  at_ms                 INTEGER NOT NULL,
  paused_ms             INTEGER NOT NULL
) STRICT;
CREATE INDEX recording_pause_by_recording ON recording_pause (recording_id, at_ms);

-- A bookmark is a note that was set while recording; its text, the label, may be empty.
ALTER TABLE note ADD COLUMN kind TEXT NOT NULL DEFAULT 'note' CHECK (kind IN ('note', 'bookmark'));
`;
