import { expect, it } from "vitest";
import { daysToHold } from "../../shared/domain/hold.ts";

const dayMs = 86_400_000;
const now = Date.UTC(2026, 10, 26, 9);

it.each([
  { name: "nothing is held", until: null, withdrawn: null, days: { least: 1, most: 30 } },
  {
    name: "a hold has nine days and an hour left",
    until: 9 + 1 / 24,
    withdrawn: null,
    days: { least: 10, most: 30 },
  },
  { name: "a hold was just set", until: 30, withdrawn: null, days: { least: 30, most: 30 } },
  {
    name: "the permission was taken back 20 days ago",
    until: 5,
    withdrawn: -20,
    days: { least: 5, most: 10 },
  },
  { name: "it was taken back an hour ago", until: 5, withdrawn: -1 / 24, days: { least: 5, most: 29 } },
  { name: "it is held for as long as it may be", until: 10, withdrawn: -20, days: { least: 10, most: 10 } },
  { name: "it was held for longer before", until: 12, withdrawn: -20, days: { least: 12, most: 10 } },
  { name: "the clock was put back since", until: null, withdrawn: 3, days: { least: 1, most: 30 } },
])("says for how many days to hold where $name", ({ until, withdrawn, days }) => {
  const at = (inDays: number | null) => (inDays === null ? null : now + inDays * dayMs);
  expect(daysToHold(now, at(until), at(withdrawn))).toEqual(days);
});
