import { describe, expect, it } from "vitest";
import { clockDoubts } from "../../renderer/features/bringIn/fileClock.ts";
import type { SourceId } from "../../shared/domain/ids.ts";

const zone = "Europe/Stockholm";
const now = Date.parse("2026-03-02T09:00:00Z");

function doubtsOf(...dates: string[]) {
  const files = dates.map((date, index) => ({
    sourceId: `file-${index}` as SourceId,
    modifiedAt: Date.parse(date),
  }));
  const doubts = clockDoubts(files, now, zone);
  return files.map(({ sourceId }) => doubts.get(sourceId) ?? null);
}

describe("the date a device gives a file", () => {
  it.each([
    ["2026-02-27T13:02:00+01:00", null],
    ["2015-01-01T09:00:00+01:00", null],
    ["2026-03-02T23:59:00+01:00", null],
    ["2008-01-01T00:03:00+01:00", "never-set"],
    ["2000-01-01T00:59:59+01:00", "never-set"],
    ["2017-01-01T00:00:00+01:00", "never-set"],
    ["2014-12-31T23:59:59+01:00", "too-old"],
    ["2008-01-01T01:00:00+01:00", "too-old"],
    ["1970-01-01T01:00:00+01:00", "too-old"],
    ["2026-03-03T00:00:00+01:00", "in-the-future"],
    ["2107-12-31T23:59:58+01:00", "in-the-future"],
  ])("%s is %s", (date, doubt) => {
    expect(doubtsOf(date)).toEqual([doubt]);
  });

  it("is not believed where three files or more have the very same", () => {
    const same = "2026-02-27T13:02:00.400+01:00";
    const other = "2026-02-27T13:02:01+01:00";

    expect([doubtsOf(same, same, other), doubtsOf(same, other, same, same)]).toEqual([
      [null, null, null],
      ["same-on-many", null, "same-on-many", "same-on-many"],
    ]);
  });
});
