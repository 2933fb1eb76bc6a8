/** Notices what of a sample is heard, and stops where it ends. */
import { useEffect, useRef } from "react";
import type { Coding } from "../../../shared/domain/coding.ts";
import { playedBetween } from "../../../shared/domain/listened.ts";
import type { Player } from "../../audio/player.ts";
import { useEachPosition, usePlayerState } from "../../audio/playerHooks.ts";
import { hearInCoding, saveCoding } from "./codingStore.ts";

/** Stretches are put together until they are this long, in ms: each is one drawing of the screen. */
const stretchMs = 1_000;

/**
 * Listens along while it plays.
 *
 * @returns a place at which playing stops by itself; `null` is the end of the sample
 */
export function useHearing({ id, sample }: Pick<Coding, "id" | "sample">, player: Player | null) {
  const stopAtMs = useRef<number | null>(null);
  const before = useRef<number | null>(null);
  const begunMs = useRef<number | null>(null);
  const { phase, speed } = usePlayerState(player);
  const isPlaying = phase === "playing";

  const tell = (untilMs: number) => {
    const startMs = Math.max(sample.startMs, begunMs.current ?? untilMs);
    const endMs = Math.min(sample.endMs, untilMs);
    begunMs.current = null;
    if (startMs < endMs) hearInCoding(id, { startMs, endMs });
  };

  useEachPosition(player, (atMs) => {
    const last = before.current;
    before.current = atMs;
    if (last !== null && isPlaying && playedBetween(last, atMs, speed) !== undefined) {
      begunMs.current ??= last;
      if (atMs - begunMs.current >= stretchMs) tell(atMs);
    } else if (last !== null) tell(last);
    const stop = stopAtMs.current ?? sample.endMs;
    if (isPlaying && last !== null && last < stop && atMs >= stop) {
      tell(atMs);
      stopAtMs.current = null;
      player?.pause();
    }
  });

  useEffect(() => {
    if (!isPlaying) void saveCoding(id);
  }, [id, isPlaying]);

  return stopAtMs;
}
