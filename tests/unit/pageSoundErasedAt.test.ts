/** What the texts promise of the last moment for sound, by what the computer says of the start at login. */
import { expect, test } from "vitest";
import { soundErasedAt } from "../../renderer/ui/useSoundErasedAt.ts";
import type { LoginStart } from "../../shared/domain/loginStart.ts";

test.each<[LoginStart | undefined, "login" | "start"]>([
  [{ phase: "on" }, "login"],
  [{ phase: "off" }, "start"],
  [{ phase: "blocked" }, "start"],
  [{ phase: "unavailable", obstacle: "development" }, "start"],
  [{ phase: "unavailable", obstacle: "no-fixed-place" }, "start"],
  [undefined, "start"],
])("with the start at login %o, sound is promised to go at the next %s", (state, promised) => {
  expect(soundErasedAt(state)).toBe(promised);
});
