/** Keeps what the page has read in step with the vault. */
import type { QueryClient } from "@tanstack/react-query";
import { onAnyEvent } from "./onEvent.ts";
import { staleAfterEvent } from "./staleRequests.ts";

/** Marks answers as out of date as events arrive; returns the function that stops. */
export function followEvents(client: QueryClient): () => void {
  return onAnyEvent((event) => {
    for (const queryKey of staleAfterEvent(event)) void client.invalidateQueries({ queryKey });
  });
}
