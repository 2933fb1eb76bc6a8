/** What the page has read from the vault, until an event says that it changed. */
import { QueryClient } from "@tanstack/react-query";

/** Nothing goes stale by time or by focus, nothing is retried, and being offline means nothing. */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: Number.POSITIVE_INFINITY,
        retry: false,
        refetchOnWindowFocus: false,
        refetchOnReconnect: false,
        networkMode: "always",
      },
      mutations: { retry: false, networkMode: "always" },
    },
  });
}
