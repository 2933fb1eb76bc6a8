/** Spoken permission as it survives in writing: who asked, in which words, what was answered, and when. */
import { z } from "zod";
import { type IsoDate, isoDateSchema } from "./isoDate.ts";
import { languageSchema } from "./settings.ts";

/** A text as it was shown, filled in. */
export const shownWordingSchema = z.object({
  /** Such as `sv-spoken-1`: the name of the file under `resources/consent/`. */
  version: z.string().min(1).max(60),
  /** What was explained before the recording began; paragraphs parted by a line feed. */
  explained: z.string().min(1).max(6_000),
  /** What is read aloud, and answered, on the recording. */
  readAloud: z.string().min(1).max(3_000),
});
export type ShownWording = z.infer<typeof shownWordingSchema>;

/** The record; there is none of a no, for then nothing is recorded. */
export const spokenPermissionSchema = z.object({
  askedBy: z.string().trim().min(1).max(80),
  wording: shownWordingSchema,
  answer: z.literal("yes"),
  askedOn: isoDateSchema,
});
export type SpokenPermission = z.infer<typeof spokenPermissionSchema>;

/** A text before it is filled in, as `resources/consent/<version>.json` holds it. */
export const wordingSchema = z.object({
  version: shownWordingSchema.shape.version,
  language: languageSchema,
  /** Written by ourselves, so that a text is the same on every computer: `{{day}}`, `{{month}}`, `{{year}}`. */
  date: z.string(),
  months: z.array(z.string()).length(12),
  /** Paragraphs with `{{purpose}}`, `{{audience}}` and `{{lastOn}}`. */
  explained: z.array(z.string()).min(1),
  readAloud: z.array(z.string()).min(1),
});
export type Wording = z.infer<typeof wordingSchema>;

/** What a text is filled in with. */
export interface WordingFacts {
  readonly purpose: string;
  readonly audience: string;
  readonly lastOn: IsoDate;
}

/**
 * Fills a text in; the same wording and facts give the same text everywhere.
 *
 * @param facts - what is empty yet stands as "…"; a full stop at the end is left to the text around it
 */
export function shownWording(wording: Wording, facts: WordingFacts): ShownWording {
  const values: Readonly<Record<string, string>> = {
    purpose: withoutStop(facts.purpose),
    audience: withoutStop(facts.audience),
    lastOn: facts.lastOn === "" ? "" : dateOf(wording, facts.lastOn),
  };
  const filled = (paragraphs: readonly string[]) =>
    paragraphs.map((paragraph) => fill(paragraph, values)).join("\n");
  return {
    version: wording.version,
    explained: filled(wording.explained),
    readAloud: filled(wording.readAloud),
  };
}

/** Whether two texts are the same, version and all. */
export function isSameWording(a: ShownWording, b: ShownWording): boolean {
  return a.version === b.version && a.explained === b.explained && a.readAloud === b.readAloud;
}

function dateOf({ date, months }: Wording, isoDate: IsoDate): string {
  const [year = "", month = "", day = ""] = isoDate.split("-");
  return fill(date, { year, month: months[Number(month) - 1] ?? "", day: String(Number(day)) });
}

/** One pass: what somebody has typed is never taken for a place to fill in. */
function fill(text: string, values: Readonly<Record<string, string>>): string {
  return text.replace(/\{\{(\w+)\}\}/g, (_, name: string) => values[name] || "…");
}

function withoutStop(text: string): string {
  return text.trim().replace(/\s+/g, " ").replace(/\.+$/, "");
}
