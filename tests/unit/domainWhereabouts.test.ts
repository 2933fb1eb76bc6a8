import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  isSettled,
  type PlaceLine,
  placesFor,
  settlementSchema,
  soundOrigins,
  unsettledPlaces,
} from "../../shared/domain/whereabouts.ts";

const origins = fc.constantFrom(null, ...soundOrigins);

/** A list for an origin with each place ticked or not. */
const lists = origins.chain((origin) =>
  fc.record({
    origin: fc.constant(origin),
    places: fc.tuple(
      ...placesFor(origin).map((place) =>
        fc.record({
          place: fc.constant(place),
          settled: fc.option(
            fc.record({
              as: fc.constantFrom(...settlementSchema.options),
              at: fc.nat(),
              byLyhord: fc.boolean(),
            }),
          ),
        }),
      ),
    ) as fc.Arbitrary<PlaceLine[]>,
  }),
);

describe("where else a sound may be", () => {
  it("begins with the file that was taken in, and names each place once", () => {
    fc.assert(
      fc.property(origins, (origin) => {
        const places = placesFor(origin);
        expect(places[0]).toBe("file");
        expect(new Set(places).size).toBe(places.length);
      }),
    );
  });

  it("asks about the phone only where it came from one, and about the recorder only there", () => {
    const aboutPhone = soundOrigins.filter((origin) => placesFor(origin).includes("recently-deleted"));
    const aboutRecorder = soundOrigins.filter((origin) => placesFor(origin).includes("memory-card"));
    expect({ aboutPhone, aboutRecorder }).toEqual({
      aboutPhone: ["iphone", "android"],
      aboutRecorder: ["recorder"],
    });
  });

  it("asks about a bin and backups wherever it is known to come from", () => {
    for (const origin of soundOrigins) {
      expect(placesFor(origin)).toEqual(expect.arrayContaining(["recycle-bin", "backup-programs"]));
    }
  });

  it("is settled exactly when it is known what the sound came from and no place is open", () => {
    fc.assert(
      fc.property(lists, (list) => {
        const open = list.places.filter(({ settled }) => settled === null).map(({ place }) => place);
        expect(unsettledPlaces(list)).toEqual(open);
        expect(isSettled(list)).toBe(list.origin !== null && open.length === 0);
      }),
    );
  });
});
