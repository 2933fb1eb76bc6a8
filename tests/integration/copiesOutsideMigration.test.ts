import { expect, it } from "vitest";
import { listAccesses } from "../../electron/vault/accessRepository.ts";
import { appendAudit } from "../../electron/vault/auditLog.ts";
import { copiesOutside } from "../../electron/vault/migrations/0004-copies-outside.ts";
import { insertOutsideCopy, listOutsideCopies } from "../../electron/vault/outsideCopyRepository.ts";
import { olderConversationId, olderDatabase } from "../support/olderDatabase.ts";

const conversationId = olderConversationId;

it("a vault from before copies were remembered opens with its rows, and remembers them from then on", async () => {
  const { db, bringUp } = await olderDatabase(copiesOutside);
  appendAudit(db, { at: 5, event: "open", conversationId });

  bringUp();
  const copy = { kind: "for-client", form: "paper", contents: ["notes"], madeAt: 7 } as const;
  insertOutsideCopy(db, { ...copy, contents: [...copy.contents], id: "copy", conversationId });

  expect({
    copies: listOutsideCopies(db, conversationId),
    accesses: listAccesses(db, conversationId, ["open", "play"]),
  }).toEqual({ copies: [copy], accesses: [{ at: 5, event: "open", detail: {} }] });
});
