/** When a note is about, in words. */
import type { PlayRange } from "../../audio/player.ts";
import { useFormat } from "../../ui/useFormat.ts";

/** Gives "12:35" for a moment and "12:24 – 12:35" for a passage. */
export function useNoteTime(): (range: PlayRange) => string {
  const format = useFormat();
  return ({ startMs, endMs }) =>
    endMs > startMs ? `${format.position(startMs)} – ${format.position(endMs)}` : format.position(startMs);
}
