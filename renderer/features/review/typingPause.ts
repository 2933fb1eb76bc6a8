/** Playback waits while one writes, and goes on a while after the last letter. */
import type { Player } from "../../audio/player.ts";

/** What a person has chosen. */
export interface TypingPauseHabits {
  readonly pauseWhileTyping: boolean;
  /** `null`: by key only. */
  readonly resumeAfterTypingMs: number | null;
}

/** Knows whether playback waits for someone who writes. */
export interface TypingPause {
  /** A letter was typed. */
  typed(player: Player, habits: TypingPauseHabits): void;
  /** Playback no longer waits: it stays as it is. */
  forget(): void;
}

/**
 * Creates one.
 *
 * @param after - calls later; returns the function that calls it off
 */
export function createTypingPause(after: (delayMs: number, action: () => void) => () => void): TypingPause {
  let state:
    | { readonly phase: "idle" }
    | { readonly phase: "waiting"; readonly player: Player; readonly callOff: () => void } = {
    phase: "idle",
  };

  function forget(): void {
    if (state.phase === "waiting") state.callOff();
    state = { phase: "idle" };
  }

  return {
    typed: (player, { pauseWhileTyping, resumeAfterTypingMs }) => {
      const isPlaying = player.state().phase === "playing";
      const isWaiting = state.phase === "waiting" && state.player === player && !isPlaying;
      forget();
      if (!pauseWhileTyping || (!isPlaying && !isWaiting)) return;
      if (isPlaying) player.pause();
      if (resumeAfterTypingMs === null) return;
      const callOff = after(resumeAfterTypingMs, () => {
        state = { phase: "idle" };
        player.play();
      });
      state = { phase: "waiting", player, callOff };
    },
    forget,
  };
}
