/** Keeps what the page has read in step with the vault. */
import type { QueryClient } from "@tanstack/react-query";
import { onAnyEvent } from "./onEvent.ts";
import { staleAfterEvent } from "./staleRequests.ts";

/** Marks answers as out of date as events arrive; returns the function that stops. */
export function followEvents(client: QueryClient): () => void {
  return onAnyEvent((event) => {
    for (const queryKey of staleAfterEvent(event)) void readAgain(client, queryKey);
  });
}

/** What is on its way was asked for before the event, and may not know of it: a first answer, too, is asked for anew. */
async function readAgain(client: QueryClient, queryKey: readonly unknown[]): Promise<void> {
  await client.cancelQueries({ queryKey });
  await client.invalidateQueries({ queryKey });
}
