/** Coding: schemes that people made, codings with their parts, and what one practises. */

/** SQL that adds it. */
export const coding = /* sql */ `
-- Every version stays: codings name the one they were made with. removed_at: no longer offered.
CREATE TABLE own_scheme (
  id                    TEXT NOT NULL,
  version               INTEGER NOT NULL,
  content               TEXT NOT NULL,
  saved_at              INTEGER NOT NULL,
  removed_at            INTEGER,
  PRIMARY KEY (id, version)
) STRICT;

-- What a person calls a part of a scheme, in a language or as its sign; in all its versions. Part '' is the whole scheme.
CREATE TABLE scheme_word (
  scheme_id             TEXT NOT NULL,
  part_id               TEXT NOT NULL,
  which                 TEXT NOT NULL CHECK (which IN ('sv', 'nb', 'da', 'en', 'sign')),
  text                  TEXT NOT NULL,
  PRIMARY KEY (scheme_id, part_id, which)
) STRICT;

-- Erased with the notes. coder, sample, heard, reflection: JSON.
CREATE TABLE coding (
  id                    TEXT PRIMARY KEY,
  conversation_id       TEXT NOT NULL REFERENCES conversation (id) ON DELETE CASCADE,
  scheme_id             TEXT NOT NULL,
  scheme_version        INTEGER NOT NULL,
  coder                 TEXT NOT NULL,
  sample                TEXT NOT NULL,
  target                TEXT,
  is_from_sound         INTEGER NOT NULL CHECK (is_from_sound IN (0, 1)),
  passes                INTEGER NOT NULL CHECK (passes IN (1, 2)),
  pass                  TEXT NOT NULL CHECK (pass IN ('listen', 'count')),
  heard                 TEXT NOT NULL DEFAULT '[]',
  reflection            TEXT,
  version               INTEGER NOT NULL DEFAULT 0,
  created_at            INTEGER NOT NULL,
  changed_at            INTEGER NOT NULL,
  finished_at           INTEGER,
  expires_at            INTEGER
) STRICT;
CREATE INDEX coding_by_conversation ON coding (conversation_id, created_at);
CREATE INDEX coding_by_expiry ON coding (expires_at) WHERE expires_at IS NOT NULL;

-- Without a reference to the segment: that may go before it. codes: JSON.
CREATE TABLE coded_unit (
  coding_id             TEXT NOT NULL REFERENCES coding (id) ON DELETE CASCADE,
  id                    TEXT NOT NULL,
  start_ms              INTEGER NOT NULL,
  end_ms                INTEGER NOT NULL CHECK (end_ms >= start_ms),
  speaker               TEXT NOT NULL CHECK (speaker IN ('practitioner', 'client', 'other')),
  segment_id            TEXT,
  start_index           INTEGER,
  end_index             INTEGER,
  codes                 TEXT NOT NULL DEFAULT '[]',
  is_uncertain          INTEGER NOT NULL DEFAULT 0 CHECK (is_uncertain IN (0, 1)),
  is_facilitative       INTEGER NOT NULL DEFAULT 0 CHECK (is_facilitative IN (0, 1)),
  PRIMARY KEY (coding_id, id),
  CHECK ((segment_id IS NULL) = (start_index IS NULL) AND (segment_id IS NULL) = (end_index IS NULL))
) STRICT;

-- evidence: JSON.
CREATE TABLE coding_rating (
  coding_id             TEXT NOT NULL REFERENCES coding (id) ON DELETE CASCADE,
  item_id               TEXT NOT NULL,
  value                 INTEGER,
  evidence              TEXT NOT NULL DEFAULT '[]',
  PRIMARY KEY (coding_id, item_id)
) STRICT;

CREATE TABLE coding_span (
  coding_id             TEXT NOT NULL REFERENCES coding (id) ON DELETE CASCADE,
  id                    TEXT NOT NULL,
  kind                  TEXT NOT NULL CHECK (kind IN ('formal', 'permission')),
  start_ms              INTEGER NOT NULL,
  end_ms                INTEGER NOT NULL CHECK (end_ms > start_ms),
  PRIMARY KEY (coding_id, id)
) STRICT;

-- Figures of the owner's own finished codings, without a word of any conversation. They outlive it, and are then linked
-- to nothing; a withdrawal takes them along while they are. figures: JSON.
CREATE TABLE practice_figure (
  id                    TEXT PRIMARY KEY,
  coding_id             TEXT UNIQUE REFERENCES coding (id) ON DELETE SET NULL,
  conversation_id       TEXT REFERENCES conversation (id) ON DELETE SET NULL,
  scheme_id             TEXT NOT NULL,
  scheme_version        INTEGER NOT NULL,
  finished_at           INTEGER NOT NULL,
  figures               TEXT NOT NULL
) STRICT;
CREATE INDEX practice_figure_by_conversation ON practice_figure (conversation_id);

-- The learning arrow: one is open at a time, the others are history.
CREATE TABLE practice_step (
  id                    TEXT PRIMARY KEY,
  skill                 TEXT NOT NULL,
  situation             TEXT NOT NULL,
  effect                TEXT NOT NULL,
  begun_at              INTEGER NOT NULL,
  ended_at              INTEGER,
  learned               TEXT
) STRICT;

CREATE TABLE practice_log (
  id                    TEXT PRIMARY KEY,
  on_date               TEXT NOT NULL,
  minutes               INTEGER CHECK (minutes > 0),
  text                  TEXT NOT NULL,
  created_at            INTEGER NOT NULL,
  updated_at            INTEGER NOT NULL
) STRICT;
CREATE INDEX practice_log_by_date ON practice_log (on_date);
`;
