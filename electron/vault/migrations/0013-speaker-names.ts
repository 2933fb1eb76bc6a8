/** What a role is called in one transcript, where that is not the vault's word for it. */

/** SQL that adds the names. */
export const speakerNames = /* sql */ `
-- Content, as segments are: erased with them.
CREATE TABLE speaker_name (
  conversation_id       TEXT NOT NULL REFERENCES conversation (id) ON DELETE CASCADE,
  speaker               TEXT NOT NULL CHECK (speaker IN ('practitioner', 'client', 'other')),
  name                  TEXT NOT NULL CHECK (name <> ''),
  PRIMARY KEY (conversation_id, speaker)
) STRICT;
`;
