import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isReserveReached, reserveBytes, roomMs } from "../../electron/services/recordingRoom.ts";

const soFar = fc.record({
  sizeBytes: fc.integer({ min: 1, max: 200_000_000 }),
  lengthMs: fc.integer({ min: 1_000, max: 36_000_000 }),
  channels: fc.constantFrom<1 | 2>(1, 2),
});

describe("room for a recording", () => {
  it("is enough to record for as long as it says and then write all of it once more", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2_000_000_000 }), soFar, (freeBytes, recorded) => {
        const room = roomMs(freeBytes, { ...recorded, lengthMs: 3_600_000 });
        if (room === 0) return;
        const more = (room * recorded.sizeBytes) / 3_600_000;
        expect(freeBytes - more).toBeGreaterThanOrEqual(reserveBytes(recorded.sizeBytes + more) - 1);
      }),
    );
  });

  it("is reached only after it was told to be none", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 400_000_000 }), soFar, (freeBytes, recorded) => {
        if (isReserveReached(freeBytes, recorded.sizeBytes, 4_000))
          expect(roomMs(freeBytes, recorded)).toBe(0);
      }),
    );
  });

  it("goes by its own rate once half a minute is known, twice the usual one before that for two channels", () => {
    const free = 1_000_000_000;
    const room = (lengthMs: number, channels: 1 | 2) =>
      roomMs(free, { sizeBytes: 1_000_000, lengthMs, channels });

    expect(room(1_000_000, 1)).toBe(Math.floor((free - reserveBytes(1_000_000) - 1) / 2.01));
    expect(Math.round(room(1_000, 1) / room(1_000, 2))).toBe(2);
  });
});
