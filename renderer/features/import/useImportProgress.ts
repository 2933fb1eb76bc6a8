/** How far the import of a conversation is, as the vault tells it. */
import { useEffect, useState } from "react";
import type { EventPayload } from "../../../shared/contract.ts";
import type { ConversationId } from "../../../shared/domain/ids.ts";
import { onEvent } from "../../api/onEvent.ts";

/** @returns `null` until the vault has told something */
export function useImportProgress(
  conversationId: ConversationId | null,
): EventPayload<"import.progress"> | null {
  const [progress, setProgress] = useState<EventPayload<"import.progress"> | null>(null);
  useEffect(
    () =>
      onEvent("import.progress", (told) => {
        if (told.conversationId === conversationId) setProgress(told);
      }),
    [conversationId],
  );
  return progress;
}
