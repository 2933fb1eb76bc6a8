/** Search without signs on letters, "för" by "for"; and the names of conversations where they are read together. */

/**
 * SQL that adds the index and fills it from the rows.
 *
 * The first index stays: by it, words spelt as they were typed are found without looking through the others ("far" among
 * a hundred thousand "får"). Beginnings of three, four and five letters have lists of their own, for they are the long ones.
 */
export const foldedSearch = /* sql */ `
CREATE VIRTUAL TABLE segment_search_folded USING fts5 (
  text, content = 'segment', content_rowid = 'rowid', tokenize = 'unicode61 remove_diacritics 2', prefix = '3 4 5'
);
INSERT INTO segment_search_folded (segment_search_folded, rank) VALUES ('secure-delete', 1);
INSERT INTO segment_search_folded (segment_search_folded) VALUES ('rebuild');
-- Titles are read at each letter that is typed: not from rows that hold thumbnails.
CREATE INDEX conversation_by_day ON conversation (held_on, created_at, id, title, consent_id, occasion);
CREATE TRIGGER segment_inserted_folded AFTER INSERT ON segment BEGIN
  INSERT INTO segment_search_folded (rowid, text) VALUES (new.rowid, new.text);
END;
CREATE TRIGGER segment_deleted_folded AFTER DELETE ON segment BEGIN
  INSERT INTO segment_search_folded (segment_search_folded, rowid, text) VALUES ('delete', old.rowid, old.text);
END;
CREATE TRIGGER segment_updated_folded AFTER UPDATE OF text ON segment BEGIN
  INSERT INTO segment_search_folded (segment_search_folded, rowid, text) VALUES ('delete', old.rowid, old.text);
  INSERT INTO segment_search_folded (rowid, text) VALUES (new.rowid, new.text);
END;
`;
