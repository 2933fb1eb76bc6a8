/** Where sounds came from: erasures under way there, and the places in which a sound may still be. */

/** SQL that adds the three tables; sounds that are in the vault already came from somewhere, too. */
export const sourceErasure = /* sql */ `
-- One row for each conversation whose sound was taken in from a file. origin: NULL until the person has said it.
-- settled_at: when the last place was ticked; NULL while something is open.
CREATE TABLE sound_whereabouts (
  conversation_id       TEXT PRIMARY KEY REFERENCES conversation (id) ON DELETE CASCADE,
  origin                TEXT,
  settled_at            INTEGER
) STRICT;

CREATE TABLE sound_place (
  conversation_id       TEXT NOT NULL REFERENCES sound_whereabouts (conversation_id) ON DELETE CASCADE,
  place                 TEXT NOT NULL,
  settled_as            TEXT NOT NULL CHECK (settled_as IN ('gone', 'not-applicable')),
  settled_at            INTEGER NOT NULL,
  by_lyhord             INTEGER NOT NULL CHECK (by_lyhord IN (0, 1)),
  PRIMARY KEY (conversation_id, place)
) STRICT;

-- path and leftover: where the file lies and the name it has while it is destroyed; both go with the row at the end.
-- is_destroying: it was found to be the right one under that name, too; before, it is given its own name back.
CREATE TABLE source_erasure (
  leftover              TEXT PRIMARY KEY,
  conversation_id       TEXT NOT NULL REFERENCES conversation (id) ON DELETE CASCADE,
  path                  TEXT NOT NULL,
  began_at              INTEGER NOT NULL,
  is_destroying         INTEGER NOT NULL DEFAULT 0 CHECK (is_destroying IN (0, 1))
) STRICT;
CREATE INDEX source_erasure_by_conversation ON source_erasure (conversation_id);

INSERT INTO sound_whereabouts (conversation_id)
SELECT id FROM conversation
 WHERE kind <> 'published' AND is_example = 0 AND sound_erased_at IS NULL
   AND EXISTS (SELECT 1 FROM recording
                WHERE conversation_id = conversation.id AND role = 'original'
                  AND state IN ('preparing', 'ready', 'replaced'));
`;
