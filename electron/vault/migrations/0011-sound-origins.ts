/** Where a sound came from: whether its recorder got to the end of it, and what it was before it was converted. */

/** SQL that adds what is known of an original besides its bytes. */
export const soundOrigins = /* sql */ `
-- source_* only where a converter stood between the file and what was kept: the hash and size are those of the file.
ALTER TABLE recording ADD COLUMN ending TEXT NOT NULL DEFAULT 'whole'
  CHECK (ending IN ('whole', 'unfinished', 'cut-off'));
ALTER TABLE recording ADD COLUMN source_format TEXT;
ALTER TABLE recording ADD COLUMN source_sha256 BLOB;
ALTER TABLE recording ADD COLUMN source_size_bytes INTEGER;
`;
