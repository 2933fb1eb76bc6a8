/** A permission by word of mouth, with the record that belongs to it. */
import { readFileSync } from "node:fs";
import path from "node:path";
import type { ConsentDraft } from "../../shared/domain/consent.ts";
import { shownWording, type Wording, wordingSchema } from "../../shared/domain/spokenPermission.ts";

/** One of the texts that Lyhörd comes with. */
export function wordingForTest(version = "sv-spoken-2"): Wording {
  const file = path.join(import.meta.dirname, "../../resources/consent", `${version}.json`);
  return wordingSchema.parse(JSON.parse(readFileSync(file, "utf8")));
}

/** The same permission, asked for by word of mouth and answered with yes. */
export function spokenConsent(draft: ConsentDraft, version = "sv-spoken-2"): ConsentDraft {
  return {
    ...draft,
    form: "spoken",
    wordingVersion: version,
    spoken: {
      askedBy: "Anna Berg",
      wording: shownWording(wordingForTest(version), draft),
      answer: "yes",
      askedOn: draft.givenOn,
    },
  };
}
