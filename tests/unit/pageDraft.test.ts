import { describe, expect, it } from "vitest";
import { draftForm, draftText } from "../../renderer/features/conversation/draft.ts";
import { formOf, useNewConversation } from "../../renderer/features/conversation/newConversationStore.ts";
import type { OfferedSource } from "../../shared/domain/offeredSource.ts";

const source = { sourceId: "s", name: "samtal.wav", sizeBytes: 1 } as unknown as OfferedSource;

describe("the draft of a new conversation", () => {
  it("comes back as it was typed, but without the file, whose offer ends with the sitting", () => {
    const { begin, change } = useNewConversation.getState();
    begin({ kind: "client", source });
    change({ occasion: "andra samtalet" });
    const form = formOf(useNewConversation.getState());
    expect(draftForm(draftText(form))).toEqual({ ...form, sound: { mode: "file", source: null } });
  });

  it("of another version is not taken up", () => {
    expect(draftForm('{"draftVersion":0,"form":{}}')).toBeUndefined();
  });

  it("taken up says so until something new begins", () => {
    const { restore, begin } = useNewConversation.getState();
    restore({ ...formOf(useNewConversation.getState()), occasion: "tredje" });
    const { isRestored, occasion } = useNewConversation.getState();
    begin({});
    expect([isRestored, occasion, useNewConversation.getState().isRestored]).toEqual([true, "tredje", false]);
  });
});
