/** A scheme that fits on a page: a few codes of a practitioner's, one global, one figure. */
import { type Scheme, schemeShapeSchema } from "../../shared/domain/scheme.ts";

const code = (id: string) => ({
  id,
  sign: id,
  labels: { en: id },
  side: "practitioner" as const,
  groupId: "heard",
});

/** Counts by utterance `Q`, `SR`, `CR` and `GI`; `warmth` is rated from 1 to 5. */
export const smallScheme: Scheme = schemeShapeSchema.parse({
  format: 1,
  id: "small",
  version: 1,
  title: { en: "Small" },
  about: { en: "For tests." },
  unit: "utterance",
  usesTarget: false,
  sample: { drawn: "whole", lengthMs: 60_000, ratedFromMs: 0, countedBelowMs: 0 },
  groups: [{ id: "heard", labels: { en: "Heard" } }],
  codes: ["Q", "SR", "CR", "GI"].map(code),
  items: [
    {
      kind: "global",
      id: "warmth",
      labels: { en: "Warmth" },
      anchors: [1, 2, 3, 4, 5].map((value) => ({ value, labels: { en: `${value}` } })),
    },
  ],
  figures: [{ id: "rq", labels: { en: "R:Q" }, formula: { kind: "quotient", of: ["SR", "CR"], by: ["Q"] } }],
});
