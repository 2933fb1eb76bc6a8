/** Signed checkpoints of the audit log. */

/** SQL that adds the table of checkpoints; the first one is written at the next unlock. */
export const auditCheckpoints = /* sql */ `
-- text is exactly what was signed; number counts from 1 without gaps, and what was pruned away is its beginning.
CREATE TABLE audit_checkpoint (
  number                INTEGER PRIMARY KEY,
  text                  TEXT NOT NULL,
  signature             BLOB NOT NULL
) STRICT;
`;
