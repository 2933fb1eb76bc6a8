import { expect, it } from "vitest";
import { findConversation } from "../../electron/vault/conversationRepository.ts";
import { ownPractice } from "../../electron/vault/migrations/0018-own-practice.ts";
import { olderConversationId, olderDatabase } from "../support/olderDatabase.ts";

it("of a role play nobody has said who led it, and figures that were kept unasked go; those linked to nothing stay", async () => {
  const { db, bringUp } = await olderDatabase(ownPractice);
  const keep = db.prepare(
    `INSERT INTO practice_figure (id, coding_id, conversation_id, scheme_id, scheme_version, finished_at, figures)
     VALUES (?, NULL, ?, 'miti-4.2.1', 1, 5, '{}')`,
  );
  keep.run("of-role-play", olderConversationId);
  keep.run("of-long-ago", null);

  bringUp();

  expect([
    findConversation(db, olderConversationId, 0)?.ownPractice,
    db.prepare("SELECT id FROM practice_figure").pluck().all(),
  ]).toEqual([null, ["of-long-ago"]]);
});
