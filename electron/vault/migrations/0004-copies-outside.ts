/** Copies that left Lyhörd's control, receipts of what was handed over, and files outside that are being written. */

/** SQL that adds the three tables. */
export const copiesOutside = /* sql */ `
-- contents: JSON array of what is in the copy. A row stays when what it was copied from is erased.
CREATE TABLE outside_copy (
  id                    TEXT PRIMARY KEY,
  conversation_id       TEXT NOT NULL REFERENCES conversation (id),
  kind                  TEXT NOT NULL,
  form                  TEXT NOT NULL CHECK (form IN ('paper', 'file')),
  contents              TEXT NOT NULL,
  made_at               INTEGER NOT NULL
) STRICT;
CREATE INDEX outside_copy_by_conversation ON outside_copy (conversation_id, made_at);

-- text is exactly what was signed; it is never re-serialised. state: a fingerprint of what was handed over.
CREATE TABLE receipt (
  number                INTEGER PRIMARY KEY,
  conversation_id       TEXT NOT NULL REFERENCES conversation (id),
  text                  TEXT NOT NULL,
  signature             BLOB NOT NULL,
  state                 BLOB NOT NULL,
  issued_at             INTEGER NOT NULL
) STRICT;
CREATE INDEX receipt_by_conversation ON receipt (conversation_id);

-- Where a file outside is being written, so that what a crash leaves there is removed at the next unlock.
CREATE TABLE unfinished_file (
  path                  TEXT PRIMARY KEY
) STRICT;
`;
