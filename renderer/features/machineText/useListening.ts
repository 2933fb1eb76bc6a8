/** Notices that rows are listened to: they have played, nearly all of them, while they were in sight. */
import { useRef } from "react";
import type { ConversationDetail } from "../../../shared/domain/conversation.ts";
import { isListened, type PlayedRange, playedBetween, withPlayed } from "../../../shared/domain/listened.ts";
import type { Segment } from "../../../shared/domain/segment.ts";
import type { Player } from "../../audio/player.ts";
import { useEachPosition } from "../../audio/playerHooks.ts";
import { markListened } from "../review/reviewStore.ts";
import { rowAt } from "../transcript/rows.ts";

/** Rows may overlap: so many before the one that plays may still go on. */
const rowsBefore = 3;

/** @param isInSight - whether a row, by its index, is on the screen */
export function useListening(
  conversation: ConversationDetail,
  player: Player | null,
  segments: readonly Segment[],
  isInSight: (index: number) => boolean,
): void {
  const before = useRef<{ readonly atMs: number; readonly player: Player } | null>(null);
  const heard = useRef(new Map<string, readonly PlayedRange[]>());

  useEachPosition(player, (atMs) => {
    const last = before.current;
    before.current = player === null ? null : { atMs, player };
    if (player === null || last?.player !== player || conversation.hold !== null) return;
    const { phase, speed } = player.state();
    const range = playedBetween(last.atMs, atMs, speed);
    if (phase !== "playing" || range === undefined || document.visibilityState !== "visible") return;
    const current = rowAt(segments, atMs);
    const done: Segment[] = [];
    for (let index = Math.max(0, current - rowsBefore); index <= current; index += 1) {
      const row = segments[index];
      if (row?.isUnreviewed === undefined || row.endMs < range.startMs || !isInSight(index)) continue;
      const played = withPlayed(heard.current.get(row.id) ?? [], range);
      heard.current.set(row.id, played);
      if (isListened(row, played)) done.push(row);
    }
    for (const { id } of done) heard.current.delete(id);
    if (done.length > 0) markListened(conversation.id, done);
  });
}
