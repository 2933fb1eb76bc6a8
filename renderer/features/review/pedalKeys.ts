/** What a foot does: pedals are keys of the table, and what can last lasts as long as one keeps the foot down. */
import type { PedalStep } from "../../../shared/domain/footPedal.ts";
import type { FootPedal } from "../../../shared/domain/settings.ts";
import type { Player } from "../../audio/player.ts";
import { commandOfKey, type Keys, type ReviewCommand } from "./reviewCommands.ts";

/** Where pedals act, as it is at that moment. */
export interface PedalPlace {
  readonly footPedal: FootPedal;
  readonly keys: Keys;
  readonly player: Pick<Player, "media"> | null;
  readonly run: (command: ReviewCommand) => void;
}

/** The pedals of one open conversation. */
export interface PedalKeys {
  step(step: PedalStep): void;
  /** Lets go of all of them. */
  release(): void;
}

/** How often going back or forward goes on while a pedal is held down, in ms. */
const repeatMs = 500;

/** @param every - calls again and again; returns the function that ends it */
export function createPedalKeys(
  place: () => PedalPlace,
  every: (periodMs: number, action: () => void) => () => void,
): PedalKeys {
  const held = new Map<number, () => void>();

  function lift(pedal: number): void {
    held.get(pedal)?.();
    held.delete(pedal);
  }

  return {
    step: ({ pedal, isDown }) => {
      const { footPedal, keys, player, run } = place();
      lift(pedal);
      const command = commandOfKey({ combo: `Pedal${pedal}`, place: "row", isRepeat: false }, keys);
      if (command === undefined) return;
      if (command.kind === "play-pause" && footPedal === "hold") {
        const isPlaying = player?.media.paused === false;
        if (isDown !== isPlaying) run(command);
        return;
      }
      if (!isDown) return;
      run(command);
      if (command.kind === "skip")
        held.set(
          pedal,
          every(repeatMs, () => run(command)),
        );
    },
    release: () => {
      for (const pedal of [...held.keys()]) lift(pedal);
    },
  };
}
