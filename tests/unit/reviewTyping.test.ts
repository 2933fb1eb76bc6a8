/** While one writes: playback waits and goes on, and blocks come in as words do. */
import { describe, expect, test } from "vitest";
import type { Player } from "../../renderer/audio/player.ts";
import { createTypingPause } from "../../renderer/features/review/typingPause.ts";
import { withBlock } from "../../renderer/features/transcript/textBlock.ts";

/** A player that only knows whether it plays, and time that passes on demand. */
function desk() {
  const done: string[] = [];
  let phase: "playing" | "paused" = "playing";
  const player = {
    state: () => ({ phase }),
    play: () => {
      phase = "playing";
      done.push("play");
    },
    pause: () => {
      phase = "paused";
      done.push("pause");
    },
  } as unknown as Player;
  let due: { readonly delayMs: number; readonly action: () => void } | undefined;
  const typingPause = createTypingPause((delayMs, action) => {
    due = { delayMs, action };
    return () => {
      due = undefined;
    };
  });
  return {
    player,
    done,
    typingPause,
    dueMs: () => due?.delayMs,
    passTime: () => {
      const { action } = due ?? {};
      due = undefined;
      action?.();
    },
  };
}

const habits = { pauseWhileTyping: true, resumeAfterTypingMs: 1_500 };

describe("playback while one writes", () => {
  test("waits from the first letter until a while after the last", () => {
    const { player, done, typingPause, dueMs, passTime } = desk();
    typingPause.typed(player, habits);
    typingPause.typed(player, habits);
    expect([done, dueMs()]).toEqual([["pause"], 1_500]);
    passTime();
    expect(done).toEqual(["pause", "play"]);
  });

  test("goes on by key only where the person wants it so", () => {
    const { player, done, typingPause, dueMs } = desk();
    typingPause.typed(player, { ...habits, resumeAfterTypingMs: null });
    typingPause.typed(player, { ...habits, resumeAfterTypingMs: null });
    expect([done, dueMs()]).toEqual([["pause"], undefined]);
  });

  test("stays as it is when it did not play, or when that is turned off", () => {
    const { player, done, typingPause, dueMs } = desk();
    typingPause.typed(player, { ...habits, pauseWhileTyping: false });
    player.pause();
    typingPause.typed(player, habits);
    expect([done, dueMs()]).toEqual([["pause"], undefined]);
  });

  test("does not go on once the person has paused it themselves", () => {
    const { player, done, typingPause, passTime } = desk();
    typingPause.typed(player, habits);
    typingPause.forget();
    passTime();
    expect(done).toEqual(["pause"]);
  });
});

describe("a text block", () => {
  test.each([
    ["jag tror|", "[ohörbart]", "jag tror [ohörbart]|"],
    ["jag tror |", "[ohörbart]", "jag tror [ohörbart]|"],
    ["|så", "mm", "mm| så"],
    ["ja| precis", "[skratt]", "ja [skratt]| precis"],
    ["ja|, precis", "[skratt]", "ja [skratt]|, precis"],
    ["ja|", ", eller hur", "ja, eller hur|"],
    ["|", "(paus | s)", "(paus | s)"],
  ])("in %s comes in with blanks as words have", (written, block, expected) => {
    const at = written.indexOf("|");
    const { text, cursor } = withBlock(written.replace("|", ""), at, at, block);
    expect(`${text.slice(0, cursor)}|${text.slice(cursor)}`).toBe(expected);
  });

  test("takes the place of what is marked", () => {
    expect(withBlock("en två tre", 3, 6, "[ohörbart]")).toEqual({ text: "en [ohörbart] tre", cursor: 13 });
  });
});
