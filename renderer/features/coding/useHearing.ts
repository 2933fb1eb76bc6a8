/** Notices what of a sample is heard, and stops where it ends. */
import { useEffect, useRef } from "react";
import type { Coding } from "../../../shared/domain/coding.ts";
import type { PlayedRange } from "../../../shared/domain/listened.ts";
import type { Player } from "../../audio/player.ts";
import { useEachPosition, usePlayerState } from "../../audio/playerHooks.ts";
import { hearInCoding, saveCoding } from "./codingStore.ts";
import { listenOn, nothingHeard } from "./hearing.ts";

/**
 * Listens along while it plays.
 *
 * @returns a place at which playing stops by itself; `null` is the end of the sample
 */
export function useHearing({ id, sample }: Pick<Coding, "id" | "sample">, player: Player | null) {
  const stopAtMs = useRef<number | null>(null);
  const hearing = useRef(nothingHeard);
  const isPlaying = usePlayerState(player).phase === "playing";

  const tell = (range: PlayedRange | null) => {
    const startMs = Math.max(sample.startMs, range?.startMs ?? sample.startMs);
    const endMs = Math.min(sample.endMs, range?.endMs ?? sample.startMs);
    if (startMs < endMs) hearInCoding(id, { startMs, endMs });
  };
  const latestTell = useRef(tell);
  useEffect(() => {
    latestTell.current = tell;
  });

  useEachPosition(player, (positionMs) => {
    if (player === null) return;
    const { phase, speed } = player.state();
    const before = hearing.current;
    const now = { positionMs, clockMs: performance.now(), isPlaying: phase === "playing", speed };
    const next = listenOn(before, now);
    hearing.current = next.hearing;
    tell(next.heard);
    const stop = stopAtMs.current ?? sample.endMs;
    const lastMs = before.last?.positionMs ?? positionMs;
    if (now.isPlaying && lastMs < stop && positionMs >= stop) {
      stopAtMs.current = null;
      player.pause();
    }
  });

  useEffect(() => {
    if (!isPlaying) void saveCoding(id);
  }, [id, isPlaying]);

  // Who leaves while it plays has heard what came until then.
  useEffect(
    () => () => {
      latestTell.current(hearing.current.stretch);
      hearing.current = nothingHeard;
    },
    [],
  );

  return stopAtMs;
}
