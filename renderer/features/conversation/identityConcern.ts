/** Notices text that tells who somebody is, before it is kept; a person decides whether it does. */
import { findNationalIds } from "../../../shared/domain/nationalId.ts";
import { type PseudonymConcern, pseudonymConcern } from "../../../shared/domain/pseudonym.ts";

/** A text field of a form: a pseudonym is looked at more closely than other text. */
export interface FreeText {
  readonly field: string;
  readonly text: string;
  readonly isPseudonym?: boolean;
}

/** A concern that nobody has answered yet. */
export interface OpenConcern {
  readonly field: string;
  readonly concern: PseudonymConcern;
}

/** What a person has said "that is not a name" about; holds for exactly that text in that field. */
export type Acknowledged = readonly string[];

/** What may be wrong with one field; `undefined` if nothing is. */
export function concernOf({ text, isPseudonym }: FreeText): PseudonymConcern | undefined {
  if (isPseudonym) return pseudonymConcern(text);
  return findNationalIds(text).length > 0 ? "national-id" : undefined;
}

/** The concerns that stand open, in the order of the fields. */
export function openConcerns(fields: readonly FreeText[], acknowledged: Acknowledged): OpenConcern[] {
  return fields.flatMap((freeText) => {
    const concern = concernOf(freeText);
    return concern === undefined || acknowledged.includes(answerTo(freeText))
      ? []
      : [{ field: freeText.field, concern }];
  });
}

/** The mark that a person has answered the concern about this text. */
export function answerTo({ field, text }: FreeText): string {
  return `${field}:${text.trim()}`;
}
