/** Withdrawal codes: what is kept of the code on a client's copy, and which permissions were taken back while locked. */

/** SQL that adds them. */
export const withdrawalCode = /* sql */ `
-- hash is Argon2id over the code; the code itself stands on paper only. One code counts: a new one makes the old void.
CREATE TABLE withdrawal_code (
  consent_id            TEXT PRIMARY KEY REFERENCES consent (id),
  issued_at             INTEGER NOT NULL,
  memory_bytes          INTEGER NOT NULL,
  passes                INTEGER NOT NULL,
  salt                  BLOB NOT NULL,
  hash                  BLOB NOT NULL
) STRICT;

ALTER TABLE consent ADD COLUMN withdrawn_while_locked INTEGER NOT NULL DEFAULT 0;
`;
