/** Ctrl or ⌘ with F begins to search in the conversation that is open, wherever the focus is. */
import { useEffect } from "react";
import type { ConversationId } from "../../../shared/domain/ids.ts";
import { isMac } from "../../ui/useKeyNames.ts";
import { beginFind, stayAtHit } from "./findStore.ts";

export function useFindKey(conversationId: ConversationId): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const isCommand = isMac() ? event.metaKey : event.ctrlKey;
      if (!isCommand || event.shiftKey || event.altKey || event.key.toLowerCase() !== "f") return;
      if (document.querySelector("[role='dialog']") !== null) return;
      event.preventDefault();
      beginFind(conversationId);
    };
    window.addEventListener("keydown", onKeyDown);
    return () => {
      window.removeEventListener("keydown", onKeyDown);
      stayAtHit();
    };
  }, [conversationId]);
}
