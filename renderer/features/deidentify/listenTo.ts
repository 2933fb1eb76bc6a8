/** Plays a range once, and stops at its end. */
import type { Player, PlayRange } from "../../audio/player.ts";

/** @returns the function that stops it before; calling it later does nothing */
export function listenTo(player: Player, { startMs, endMs }: PlayRange): () => void {
  player.setLoop(null);
  player.seek(startMs);
  player.play();
  const stop = player.onPosition((positionMs) => {
    if (positionMs < endMs) return;
    stop();
    player.pause();
  });
  return () => {
    stop();
    player.pause();
  };
}
