/** The foot pedal in the review: its pedals are keys, and playing lasts as long as one keeps the foot down. */
import { useEffect, useRef } from "react";
import type { FootPedal } from "../../../shared/domain/settings.ts";
import type { Player } from "../../audio/player.ts";
import { onPedal, openPedals } from "../pedal/pedals.ts";
import { commandOfKey, type Keys, type ReviewCommand } from "./reviewCommands.ts";
import { isDialogOpen } from "./useReviewKeys.ts";

interface PedalKeysOptions {
  readonly footPedal: FootPedal;
  readonly keys: Keys;
  readonly player: Player | null;
  readonly run: (command: ReviewCommand) => void;
}

/** Listens while the review is on the screen and a pedal is used. */
export function usePedalKeys(options: PedalKeysOptions): void {
  const latest = useRef(options);
  useEffect(() => {
    latest.current = options;
  });
  const isUsed = options.footPedal !== "off";
  useEffect(() => {
    if (!isUsed) return;
    void openPedals();
    return onPedal(({ pedal, isDown }) => {
      const { footPedal, keys, player, run } = latest.current;
      const command = commandOfKey({ combo: `Pedal${pedal}`, place: "row", isRepeat: false }, keys);
      if (command === undefined || isDialogOpen()) return;
      const lasts = footPedal === "hold" && command.kind === "play-pause";
      const isPlaying = player?.media.paused === false;
      if (lasts ? isDown !== isPlaying : isDown) run(command);
    });
  }, [isUsed]);
}
