/** The first schema. Migrations are append-only: a change to the schema is a new file. */

/** SQL that turns an empty database into version 1. */
export const firstSchema = /* sql */ `
CREATE TABLE setting (
  name  TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT;

CREATE TABLE consent (
  id                    TEXT PRIMARY KEY,
  number                INTEGER NOT NULL UNIQUE,
  pseudonym             TEXT NOT NULL,
  purpose               TEXT NOT NULL,
  audience              TEXT NOT NULL,
  form                  TEXT NOT NULL CHECK (form IN ('written', 'spoken')),
  wording_version       TEXT NOT NULL,
  given_on              TEXT NOT NULL,
  last_on               TEXT NOT NULL,
  others                TEXT NOT NULL,
  kept_where            TEXT NOT NULL,
  created_at            INTEGER NOT NULL,
  withdrawn_at          INTEGER
) STRICT;

CREATE TABLE conversation (
  id                    TEXT PRIMARY KEY,
  kind                  TEXT NOT NULL CHECK (kind IN ('client', 'role-play', 'exercise', 'published')),
  consent_id            TEXT REFERENCES consent (id),
  title                 TEXT,
  participants          TEXT,
  source                TEXT,
  licence               TEXT,
  occasion              TEXT NOT NULL,
  held_on               TEXT NOT NULL,
  is_example            INTEGER NOT NULL DEFAULT 0,
  created_at            INTEGER NOT NULL,
  clocks_started_at     INTEGER,
  zone                  TEXT NOT NULL,
  sound_days            INTEGER,
  transcript_days       INTEGER,
  notes_days            INTEGER,
  sound_due_at          INTEGER,
  transcript_due_at     INTEGER,
  notes_due_at          INTEGER,
  sound_erased_at       INTEGER,
  transcript_erased_at  INTEGER,
  notes_erased_at       INTEGER,
  hold_reason           TEXT,
  hold_since            INTEGER,
  hold_until            INTEGER,
  record_written_at     INTEGER,
  transcript_version    INTEGER NOT NULL DEFAULT 0,
  -- Kept by the triggers on segment, so that listing thousands of conversations reads no segments.
  segment_count         INTEGER NOT NULL DEFAULT 0,
  transcribed_ms        INTEGER NOT NULL DEFAULT 0,
  thumbnail             BLOB,
  view_position_ms      INTEGER NOT NULL DEFAULT 0,
  view_px_per_second    REAL NOT NULL DEFAULT 0,
  CHECK ((kind = 'client') = (consent_id IS NOT NULL))
) STRICT;
CREATE INDEX conversation_by_consent ON conversation (consent_id);
CREATE INDEX conversation_by_sound_due ON conversation (sound_due_at) WHERE sound_erased_at IS NULL;

-- One row for each blob. 'original' is what was imported; where it cannot be sought exactly it is
-- replaced by 'transcoded', and then erased by its own key half.
CREATE TABLE recording (
  id                    TEXT PRIMARY KEY,
  conversation_id       TEXT NOT NULL REFERENCES conversation (id),
  role                  TEXT NOT NULL CHECK (role IN ('original', 'transcoded')),
  state                 TEXT NOT NULL CHECK (state IN ('importing', 'preparing', 'ready', 'replaced', 'erased')),
  key_half              BLOB,
  key_generation        INTEGER NOT NULL,
  media_type            TEXT NOT NULL,
  size_bytes            INTEGER NOT NULL DEFAULT 0,
  sha256                BLOB,
  duration_ms           INTEGER,
  imported_at           INTEGER NOT NULL
) STRICT;
CREATE INDEX recording_by_conversation ON recording (conversation_id);

CREATE TABLE peaks (
  recording_id          TEXT NOT NULL REFERENCES recording (id),
  bin_ms                INTEGER NOT NULL,
  data                  BLOB NOT NULL,
  PRIMARY KEY (recording_id, bin_ms)
) STRICT;

CREATE TABLE segment (
  rowid                 INTEGER PRIMARY KEY,
  id                    TEXT NOT NULL UNIQUE,
  conversation_id       TEXT NOT NULL REFERENCES conversation (id),
  start_ms              INTEGER NOT NULL,
  end_ms                INTEGER NOT NULL,
  speaker               TEXT NOT NULL CHECK (speaker IN ('practitioner', 'client', 'other')),
  text                  TEXT NOT NULL,
  CHECK (start_ms < end_ms)
) STRICT;
CREATE INDEX segment_by_conversation ON segment (conversation_id, start_ms, end_ms);

CREATE VIRTUAL TABLE segment_search USING fts5 (
  text, content = 'segment', content_rowid = 'rowid', tokenize = 'unicode61 remove_diacritics 0'
);
INSERT INTO segment_search (segment_search, rank) VALUES ('secure-delete', 1);
CREATE TRIGGER segment_inserted AFTER INSERT ON segment BEGIN
  INSERT INTO segment_search (rowid, text) VALUES (new.rowid, new.text);
  UPDATE conversation SET segment_count = segment_count + 1,
    transcribed_ms = transcribed_ms + new.end_ms - new.start_ms WHERE id = new.conversation_id;
END;
CREATE TRIGGER segment_deleted AFTER DELETE ON segment BEGIN
  INSERT INTO segment_search (segment_search, rowid, text) VALUES ('delete', old.rowid, old.text);
  UPDATE conversation SET segment_count = segment_count - 1,
    transcribed_ms = transcribed_ms - old.end_ms + old.start_ms WHERE id = old.conversation_id;
END;
CREATE TRIGGER segment_moved AFTER UPDATE OF start_ms, end_ms ON segment BEGIN
  UPDATE conversation SET transcribed_ms = transcribed_ms + new.end_ms - new.start_ms
    - old.end_ms + old.start_ms WHERE id = new.conversation_id;
END;
CREATE TRIGGER segment_updated AFTER UPDATE OF text ON segment BEGIN
  INSERT INTO segment_search (segment_search, rowid, text) VALUES ('delete', old.rowid, old.text);
  INSERT INTO segment_search (rowid, text) VALUES (new.rowid, new.text);
END;

CREATE TABLE note (
  id                    TEXT PRIMARY KEY,
  conversation_id       TEXT NOT NULL REFERENCES conversation (id),
  start_ms              INTEGER NOT NULL,
  end_ms                INTEGER NOT NULL,
  text                  TEXT NOT NULL,
  created_at            INTEGER NOT NULL,
  updated_at            INTEGER NOT NULL,
  CHECK (start_ms <= end_ms)
) STRICT;
CREATE INDEX note_by_conversation ON note (conversation_id, start_ms);

-- One row for each erasure that was begun; step is the last of the seven that is done (SECURITY.md §4).
CREATE TABLE erasure (
  id                    TEXT PRIMARY KEY,
  conversation_id       TEXT NOT NULL REFERENCES conversation (id),
  recording_id          TEXT REFERENCES recording (id),
  category              TEXT NOT NULL CHECK (category IN ('sound', 'transcript', 'notes')),
  rule                  TEXT NOT NULL,
  step                  INTEGER NOT NULL CHECK (step BETWEEN 1 AND 7),
  executed_while_locked INTEGER NOT NULL DEFAULT 0,
  started_at            INTEGER NOT NULL,
  finished_at           INTEGER
) STRICT;
CREATE INDEX erasure_unfinished ON erasure (started_at) WHERE finished_at IS NULL;

-- text is exactly what was signed; it is never re-serialised.
CREATE TABLE certificate (
  number                INTEGER PRIMARY KEY,
  erasure_id            TEXT NOT NULL UNIQUE REFERENCES erasure (id),
  text                  TEXT NOT NULL,
  signature             BLOB NOT NULL,
  issued_at             INTEGER NOT NULL
) STRICT;

-- body is exactly what was hashed: hash = BLAKE2b-256(previous hash ‖ body); the first follows 32 zero bytes.
CREATE TABLE audit (
  sequence              INTEGER PRIMARY KEY,
  body                  TEXT NOT NULL,
  hash                  BLOB NOT NULL
) STRICT;
`;
