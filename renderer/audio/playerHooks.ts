/** Reading a player in components: its state by rendering, its position without. */
import { useEffect, useRef, useSyncExternalStore } from "react";
import type { Player, PlayerState } from "./player.ts";

const silent: PlayerState = { phase: "paused", speed: 1, volume: 1, loop: null };

/** Re-renders when the state changes; without a player it is paused. */
export function usePlayerState(player: Player | null): PlayerState {
  return useSyncExternalStore(
    (listener) => player?.onState(listener) ?? (() => {}),
    () => player?.state() ?? silent,
  );
}

/** Re-renders when a value derived from the position changes; compared with `Object.is`. */
export function usePosition<T extends number | string | boolean | null>(
  player: Player | null,
  derive: (positionMs: number) => T,
): T {
  return useSyncExternalStore(
    (listener) => player?.onPosition(listener) ?? (() => {}),
    () => derive(player?.positionMs() ?? 0),
  );
}

/** Calls at each position, and once at the beginning, without rendering. */
export function useEachPosition(player: Player | null, listener: (positionMs: number) => void): void {
  const latest = useRef(listener);
  useEffect(() => {
    latest.current = listener;
  });
  useEffect(() => {
    if (player === null) return;
    latest.current(player.positionMs());
    return player.onPosition((positionMs) => latest.current(positionMs));
  }, [player]);
}
