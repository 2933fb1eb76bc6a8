/** What people call the parts of a scheme instead of what it calls them itself. */
import { z } from "zod";
import { type Labels, partIdSchema, type Scheme } from "./scheme.ts";
import { languageSchema } from "./settings.ts";

/** Stands for the scheme itself, whose title it renames. */
export const wholeScheme = "";

/** What is renamed of a part: its label in a language, or its sign. */
export const renamedSchema = z.enum([...languageSchema.options, "sign"]);

/** A word of the person's own; it holds for all versions of the scheme that have the part. */
export const schemeWordSchema = z.object({
  partId: partIdSchema.or(z.literal(wholeScheme)),
  which: renamedSchema,
  text: z.string().trim().min(1).max(300),
});
export type SchemeWord = z.infer<typeof schemeWordSchema>;

/** A scheme as the person calls it; words for what it does not have are passed over. */
export function withWords(scheme: Scheme, words: readonly SchemeWord[]): Scheme {
  if (words.length === 0) return scheme;
  const of = (partId: string) => words.filter((word) => word.partId === partId);
  const labelled = <Part extends { readonly id: string; readonly labels: Labels }>(part: Part): Part => ({
    ...part,
    labels: { ...part.labels, ...labelsOf(of(part.id)) },
  });
  return {
    ...scheme,
    title: { ...scheme.title, ...labelsOf(of(wholeScheme)) },
    groups: scheme.groups.map(labelled),
    codes: scheme.codes.map((code) => {
      const sign = of(code.id).find(({ which }) => which === "sign")?.text;
      return sign === undefined ? labelled(code) : { ...labelled(code), sign };
    }),
    items: scheme.items.map(labelled),
    figures: scheme.figures.map(labelled),
  };
}

function labelsOf(words: readonly SchemeWord[]): Labels {
  return Object.fromEntries(
    words.filter(({ which }) => which !== "sign").map(({ which, text }) => [which, text]),
  );
}
