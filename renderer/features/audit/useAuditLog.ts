/** Reading the audit log page by page, as far as one scrolls. */
import { useInfiniteQuery } from "@tanstack/react-query";
import type { AuditFilter } from "../../../shared/domain/auditEvent.ts";
import type { AppFailure } from "../../api/appFailure.ts";
import { call } from "../../api/call.ts";

/** Entries of one page. */
const pageEntries = 200;

/** Begins anew each time it is shown: nearly everything one does adds an entry. */
export function useAuditLog(filter: AuditFilter) {
  const log = useInfiniteQuery({
    queryKey: ["audit.list", filter],
    queryFn: ({ pageParam }) => call("audit.list", { ...filter, before: pageParam, limit: pageEntries }),
    initialPageParam: null as number | null,
    getNextPageParam: ({ next }) => next ?? undefined,
    gcTime: 0,
  });
  return {
    lines: log.data?.pages.flatMap(({ entries }) => entries),
    /** Only once the end has been read. */
    pruned: log.hasNextPage ? null : (log.data?.pages[0]?.pruned ?? null),
    error: log.error as AppFailure | null,
    readOn() {
      if (log.hasNextPage && !log.isFetchingNextPage) void log.fetchNextPage();
    },
  };
}
