/** What the page reads again when something changed. */
import { describe, expect, test } from "vitest";
import { staleAfterChange, staleAfterEvent } from "../../renderer/api/staleRequests.ts";
import { type AppEvent, events, lockedRequests, requests } from "../../shared/contract.ts";
import type { ConversationId } from "../../shared/domain/ids.ts";

const conversationId = "00000000-0000-0000-0000-000000000001" as ConversationId;

describe("after an event", () => {
  test("a changed conversation is read again, and only that one", () => {
    const keys = staleAfterEvent({ name: "conversation.changed", payload: { conversationId } });
    expect(keys).toContainEqual(["conversation.read", { conversationId }]);
    expect(keys).toContainEqual(["conversation.list"]);
    expect(keys).not.toContainEqual(["conversation.read"]);
  });

  test("progress, locking and the end of the vault process make nothing out of date", () => {
    const quiet: AppEvent[] = [
      {
        name: "import.progress",
        payload: { conversationId, phase: "encrypting", doneBytes: 1, totalBytes: 2 },
      },
      { name: "vault.locking", payload: {} },
      { name: "vault.ended", payload: {} },
    ];
    expect(quiet.flatMap(staleAfterEvent)).toEqual([]);
  });

  test("every event that ends in changed makes something out of date", () => {
    const changed = Object.keys(events).filter((name) => name.endsWith(".changed"));
    const silent = changed.filter(
      (name) => staleAfterEvent({ name, payload: { conversationId } } as AppEvent).length === 0,
    );
    expect(changed.length).toBeGreaterThan(3);
    expect(silent).toEqual([]);
  });
});

describe("after a change of one's own", () => {
  test("a saved mandate, a new name and changed settings are read again", () => {
    expect([
      staleAfterChange("mandate.save"),
      staleAfterChange("vault.rename"),
      staleAfterChange("settings.update"),
    ]).toEqual([[["mandate.read"]], [["vault.session"]], [["settings.read"]]]);
  });

  test("only requests that read are ever read again", () => {
    const names = Object.keys(requests) as (keyof typeof requests)[];
    const readAgain = new Set(names.flatMap((name) => staleAfterChange(name).map(([stale]) => stale)));
    const writing = [...readAgain].filter(
      (name) => !/\.(list|read|session|due|done|nextNumber|loginStart)$/.test(name),
    );
    expect(writing).toEqual([]);
  });

  test("reading makes nothing out of date", () => {
    expect(
      lockedRequests
        .filter((name) => name !== "vault.create" && name !== "vault.recoveryCodeTyped")
        .flatMap(staleAfterChange),
    ).toEqual([]);
  });
});
