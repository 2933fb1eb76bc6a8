/** What the search in the open conversation finds, and which hit one stands at. */
import { useMemo } from "react";
import type { ConversationId } from "../../../shared/domain/ids.ts";
import type { Segment } from "../../../shared/domain/segment.ts";
import { useFind } from "./findStore.ts";
import { createRowFinder, type FoundHit, type RowFinder } from "./foundRows.ts";

/** A search that goes on. */
export interface Found {
  readonly typed: string;
  readonly finder: RowFinder;
  readonly hits: readonly FoundHit[];
  /** −1 where there is none. */
  readonly at: number;
  readonly hit: FoundHit | undefined;
}

/** @returns `null` while nothing is sought here */
export function useFound(conversationId: ConversationId, segments: readonly Segment[]): Found | null {
  const find = useFind((state) => (state.find?.conversationId === conversationId ? state.find : null));
  const typed = find?.typed ?? "";
  const finder = useMemo(() => createRowFinder(typed), [typed]);
  const hits = useMemo(() => finder.hitsIn(segments), [finder, segments]);
  if (find === null) return null;
  const at = Math.min(find.at, hits.length - 1);
  return { typed, finder, hits, at, hit: hits[at] };
}
