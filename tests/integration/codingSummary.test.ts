/** A coding that is kept in the vault, summed up. */
import { expect, test } from "vitest";
import { readCoding } from "../../electron/services/codings.ts";
import { requireScheme } from "../../electron/services/schemes.ts";
import { momentsOf, properSample, summarizeCoding } from "../../shared/domain/codingSummary.ts";
import { codedVault } from "../support/codedConversation.ts";

test("a finished coding is summed up from what the vault keeps of it", async () => {
  const { test: vault, codingId } = await codedVault();
  const coding = readCoding(vault.context, { codingId });
  const scheme = requireScheme(vault.context, coding.schemeId, coding.schemeVersion);
  const { counts, figures, units } = summarizeCoding(scheme, coding);
  expect({
    counts: Object.fromEntries(Object.entries(counts).filter(([, count]) => count > 0)),
    figures: figures.map(({ id, value }) => [id, value]),
    units,
    reflections: momentsOf(scheme, coding, ["SR", "CR"]).map(({ startMs }) => startMs),
    lacks: properSample(scheme, coding).lacks,
  }).toEqual({
    counts: { Q: 2, SR: 1, CR: 1, AF: 1 },
    figures: [
      ["technical", 3.5],
      ["relational", 4.5],
      ["percentComplexReflections", 50],
      ["reflectionToQuestionRatio", 1],
      ["miAdherent", 1],
      ["miNonAdherent", 0],
    ],
    units: { total: 7, coded: 6, notCoded: 1, notYet: 0, uncertain: 1 },
    reflections: [1_400, 2_100, 4_900],
    lacks: ["drawn", "length"],
  });
});
