/** Remembers where one was in a conversation and how closely one looked. */
import { type RefObject, useEffect } from "react";
import type { ConversationId } from "../../../shared/domain/ids.ts";
import { call } from "../../api/call.ts";
import type { Player } from "../../audio/player.ts";
import { registerFlush } from "../frame/flush.ts";

/** How often a position is saved at most, in ms. */
const intervalMs = 10_000;

/** Saves every ten seconds while something changes, on leaving, and before the vault locks. */
export function useSavedView(
  conversationId: ConversationId,
  player: Player | null,
  pxPerSecond: RefObject<number>,
): void {
  useEffect(() => {
    if (player === null) return;
    let saved = { positionMs: player.positionMs(), pxPerSecond: pxPerSecond.current };
    // The position of a place that cannot be remembered is no reason to disturb anyone.
    const save = async () => {
      const now = { positionMs: player.positionMs(), pxPerSecond: pxPerSecond.current };
      if (now.positionMs === saved.positionMs && now.pxPerSecond === saved.pxPerSecond) return;
      saved = now;
      await call("conversation.saveView", { conversationId, ...now }).catch(() => undefined);
    };
    const timer = setInterval(() => void save(), intervalMs);
    const forget = registerFlush(save);
    return () => {
      clearInterval(timer);
      forget();
      void save();
    };
  }, [conversationId, player, pxPerSecond]);
}
