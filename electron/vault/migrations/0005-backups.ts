/** Backups: which were made, where they lie, and which sounds are in them. */

/** SQL that adds what is known of backups. */
export const backups = /* sql */ `
-- place is the path the person chose; it stands nowhere else. content_mark tells whether anything changed since.
CREATE TABLE backup (
  id                    TEXT PRIMARY KEY,
  state                 TEXT NOT NULL CHECK (state IN ('writing', 'made')),
  made_at               INTEGER NOT NULL,
  place                 TEXT NOT NULL,
  size_bytes            INTEGER NOT NULL DEFAULT 0,
  content_mark          TEXT NOT NULL
) STRICT;

CREATE TABLE backup_sound (
  backup_id             TEXT NOT NULL REFERENCES backup (id) ON DELETE CASCADE,
  recording_id          TEXT NOT NULL,
  PRIMARY KEY (backup_id, recording_id)
) STRICT;
CREATE INDEX backup_sound_by_recording ON backup_sound (recording_id);
`;
