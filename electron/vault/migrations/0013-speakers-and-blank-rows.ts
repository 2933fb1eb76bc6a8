/** What a role is called in one transcript; and rows that wait to be written in, which are no text yet. */

/** SQL that adds the names, and counts as transcribed only what has words. */
export const speakersAndBlankRows = /* sql */ `
-- Content, as segments are: erased with them. A role that is not there has the vault's word.
CREATE TABLE speaker_name (
  conversation_id       TEXT NOT NULL REFERENCES conversation (id) ON DELETE CASCADE,
  speaker               TEXT NOT NULL CHECK (speaker IN ('practitioner', 'client', 'other')),
  name                  TEXT NOT NULL CHECK (name <> ''),
  PRIMARY KEY (conversation_id, speaker)
) STRICT;

-- The triggers of the first schema count every row; these take the blank ones out again.
CREATE TRIGGER blank_segment_inserted AFTER INSERT ON segment WHEN new.text = '' BEGIN
  UPDATE conversation SET transcribed_ms = transcribed_ms - new.end_ms + new.start_ms
   WHERE id = new.conversation_id;
END;
CREATE TRIGGER blank_segment_deleted AFTER DELETE ON segment WHEN old.text = '' BEGIN
  UPDATE conversation SET transcribed_ms = transcribed_ms + old.end_ms - old.start_ms
   WHERE id = old.conversation_id;
END;
CREATE TRIGGER blank_segment_moved AFTER UPDATE OF start_ms, end_ms ON segment WHEN new.text = '' BEGIN
  UPDATE conversation SET transcribed_ms = transcribed_ms - new.end_ms + new.start_ms
    + old.end_ms - old.start_ms WHERE id = new.conversation_id;
END;
CREATE TRIGGER segment_written AFTER UPDATE OF text ON segment WHEN old.text = '' AND new.text <> '' BEGIN
  UPDATE conversation SET transcribed_ms = transcribed_ms + new.end_ms - new.start_ms
   WHERE id = new.conversation_id;
END;
CREATE TRIGGER segment_blanked AFTER UPDATE OF text ON segment WHEN old.text <> '' AND new.text = '' BEGIN
  UPDATE conversation SET transcribed_ms = transcribed_ms - new.end_ms + new.start_ms
   WHERE id = new.conversation_id;
END;
UPDATE conversation SET transcribed_ms =
  coalesce((SELECT sum(end_ms - start_ms) FROM segment WHERE conversation_id = conversation.id AND text <> ''), 0);
`;
