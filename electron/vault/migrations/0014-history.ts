/** Steps of undo and kept versions of transcripts, and which lines nobody has listened to yet. */

/** SQL that adds them. */
export const history = /* sql */ `
-- Which version of the text the steps lead back from; steps of another one are worth nothing. save_id names the last
-- batch of edits, so that one whose answer was lost is not done twice.
CREATE TABLE edit_history (
  conversation_id       TEXT PRIMARY KEY REFERENCES conversation (id) ON DELETE CASCADE,
  version               INTEGER NOT NULL,
  save_id               TEXT
) STRICT;

-- Content, as segments are: erased with them. edits: JSON. By number, the undone ones come after the others.
CREATE TABLE edit_step (
  conversation_id       TEXT NOT NULL REFERENCES conversation (id) ON DELETE CASCADE,
  number                INTEGER NOT NULL,
  is_undone             INTEGER NOT NULL DEFAULT 0 CHECK (is_undone IN (0, 1)),
  weight                INTEGER NOT NULL,
  edits                 TEXT NOT NULL,
  PRIMARY KEY (conversation_id, number)
) STRICT;

-- Content, as segments are: erased with them. name: NULL for one that was kept by itself, then reason says before what.
CREATE TABLE transcript_version (
  id                    TEXT PRIMARY KEY,
  conversation_id       TEXT NOT NULL REFERENCES conversation (id) ON DELETE CASCADE,
  name                  TEXT CHECK (name <> ''),
  reason                TEXT CHECK (reason IN ('import', 'restore', 'bulk')),
  saved_at              INTEGER NOT NULL,
  line_count            INTEGER NOT NULL,
  lines                 TEXT NOT NULL,
  CHECK (name IS NOT NULL OR reason IS NOT NULL)
) STRICT;
CREATE INDEX transcript_version_by_conversation ON transcript_version (conversation_id, saved_at);

-- So that the library counts the lines that nobody has listened to without reading any.
CREATE INDEX segment_unreviewed ON segment (conversation_id) WHERE is_unreviewed = 1;
`;
