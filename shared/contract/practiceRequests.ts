/** One's own practice: the next step, the log, and figures over time. */
import { z } from "zod";
import { logEntryIdSchema, practiceFigureIdSchema, stepIdSchema } from "../domain/ids.ts";
import {
  learnedSchema,
  logEntryDraftSchema,
  logEntrySchema,
  practiceFigureSchema,
  practiceStepSchema,
  stepWordsSchema,
} from "../domain/practice.ts";
import { schemeShapeSchema } from "../domain/scheme.ts";
import { nothing } from "./parts.ts";

const step = z.object({ stepId: stepIdSchema });
const entry = z.object({ entryId: logEntryIdSchema });

export const practiceRequests = {
  "practice.read": {
    input: nothing,
    output: z.object({
      step: practiceStepSchema.nullable(),
      /** The last ended first. */
      earlier: z.array(practiceStepSchema),
      /** The last day first. */
      entries: z.array(logEntrySchema),
    }),
  },
  /** Begins a step; `learned` is what the one before has taught, which ends with it. */
  "practice.setStep": { input: stepWordsSchema.extend({ learned: learnedSchema }), output: step },
  "practice.changeStep": { input: stepWordsSchema.extend(step.shape), output: nothing },
  "practice.endStep": { input: step.extend({ learned: learnedSchema }), output: nothing },
  "practice.removeStep": { input: step, output: nothing },
  "practice.addEntry": { input: logEntryDraftSchema, output: entry },
  "practice.changeEntry": { input: logEntryDraftSchema.extend(entry.shape), output: nothing },
  "practice.removeEntry": { input: entry, output: nothing },
  /** Of one's own finished codings, by the conversations' dates; with the newest scheme of each that is among them. */
  "practice.figures": {
    input: nothing,
    output: z.object({ figures: z.array(practiceFigureSchema), schemes: z.array(schemeShapeSchema) }),
  },
  "practice.removeFigure": { input: z.object({ figureId: practiceFigureIdSchema }), output: nothing },
} as const;
