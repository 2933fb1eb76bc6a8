/** Dates of erasure are those of the zone a conversation was made in, wherever the computer is now. */
import { describe, expect, test } from "vitest";
import { formatDate, formatRelativeDays } from "../../renderer/ui/formatDate.ts";
import { endOfDate, lastDayBefore } from "../../shared/domain/localMidnight.ts";

describe.each(["Pacific/Auckland", "Europe/Stockholm", "America/Los_Angeles"])("made in %s", (zone) => {
  const dueAt = endOfDate("2026-12-10", zone);
  const now = Date.UTC(2026, 11, 8, 12);

  test("what is erased when 10 December ends is erased on 10 December", () => {
    expect(formatDate("sv", lastDayBefore(dueAt, zone), "short", now)).toBe("tors 10 dec");
  });

  test("and in as many days as it is until that date", () => {
    expect(formatRelativeDays("sv", lastDayBefore(dueAt, zone), now)).toBe("i övermorgon");
  });
});
