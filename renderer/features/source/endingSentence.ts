/** How erasing a file at its source ended, in a sentence; no more is claimed than was seen. */
import type { TFunction } from "i18next";
import type { SourceErasure } from "../../../shared/domain/sourceErasure.ts";

/** @returns for a file that is left, a clause that follows its name; for one that is gone, sentences of their own */
export function endingSentence(t: TFunction, ending: SourceErasure): string {
  switch (ending.outcome) {
    case "gone":
      // A copy on this computer is told of as such, overwritten or not: the file on the phone matters more.
      return t(
        ending.wasOverwritten || ending.reach === "copy" ? `source.gone.${ending.reach}` : "source.gone.full",
      );
    case "untouched":
      return t(`source.untouched.${ending.reason}`);
    case "unfinished":
    case "unseen":
      return t(`source.${ending.outcome}`);
  }
}
