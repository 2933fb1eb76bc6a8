/** Label tracks of Audacity. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { parse, print } from "../../shared/formats/audacity.ts";
import { printedTranscripts, readSegments, rowsOf, warningsOf } from "../support/printedTranscripts.ts";

test("points and commas, frequencies, points in time, labels without text, other lines", () => {
  const parsed = parse(
    "1.800000\t3.200000\tRådgivare: Hej\n\\\t100.0\t2000.0\n3,300000\t4,600000\tKlient: Jo\n5.0\t5.0\tKlient: dörr\n6.0\t7.0\t\noch så\n8.0\t9.0",
  );
  expect(rowsOf(parsed)).toEqual([
    "1800–3200 Rådgivare: Hej",
    "3300–4600 Klient: Jo",
    "5000–5000 Klient: dörr",
    "6000–7000 ?: och så",
    "8000–9000 ?: ",
  ]);
  expect(warningsOf(parsed)).toEqual(["2 left-out", "4 end-before-start", "6 text-outside-cue"]);
});

test("an ordinary transcript is written without marks", () => {
  const segments = [{ startMs: 1_800, endMs: 3_200, speaker: "Klient", text: "Hej: du." }];
  expect(print({ segments })).toBe("1.800000\t3.200000\tKlient: Hej: du.\n");
});

test("what is written is read back, whatever it holds", () => {
  fc.assert(
    fc.property(printedTranscripts(), (transcript) => {
      expect(readSegments(parse(print(transcript)))).toEqual(transcript.segments);
    }),
    { numRuns: 500 },
  );
});
