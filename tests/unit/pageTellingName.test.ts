import { expect, it } from "vitest";
import { tellingName } from "../../renderer/features/library/tellingName.ts";
import type { ConversationId } from "../../shared/domain/ids.ts";

const dayOf = (heldOn: string) => `<${heldOn}>`;
let count = 0;
const conversation = (title: string, occasion: string, heldOn: string) => {
  count += 1;
  return { id: `c${count}` as ConversationId, title, occasion, heldOn };
};

it("a conversation is called by what tells it from the others: title, occasion, day", () => {
  const all = [
    conversation("Björken", "", "2026-11-02"),
    conversation("Tallen", "första samtalet", "2026-11-03"),
    conversation("Tallen", "uppföljning", "2026-11-10"),
    conversation("Eken", "", "2026-11-11"),
    conversation("Eken", "", "2026-11-18"),
    conversation("Eken", "telefon", "2026-11-19"),
  ];
  expect(all.map((one) => tellingName(one, all, dayOf))).toEqual([
    "Björken",
    "Tallen · första samtalet",
    "Tallen · uppföljning",
    "Eken · <2026-11-11>",
    "Eken · <2026-11-18>",
    "Eken · telefon",
  ]);
});
