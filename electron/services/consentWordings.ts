/** The texts in which a client is asked: one file for each version, never changed once it was released. */
import path from "node:path";
import type { RequestOutput } from "../../shared/contract.ts";
import type { ConsentDraft } from "../../shared/domain/consent.ts";
import { languages } from "../../shared/domain/settings.ts";
import {
  isSameWording,
  shownWording,
  type Wording,
  wordingSchema,
} from "../../shared/domain/spokenPermission.ts";
import { Failure } from "../../shared/errors.ts";
import { readWhole } from "../ports/files.ts";
import type { ServiceContext } from "./context.ts";

type Resources = Pick<ServiceContext, "files" | "resourcesFolder">;

/** Versions there are in every language, newest first; an older one is kept as long as permissions may rest on it. */
const versions = ["spoken-2", "spoken-1"] as const;

/** All texts for spoken permission, by language, the newest of each first. */
export function listWordings(resources: Resources): RequestOutput<"consent.wordings"> {
  return languages.flatMap((language) =>
    versions.map((version) => readWording(resources, `${language}-${version}`)),
  );
}

/**
 * Checks that the record of a spoken permission is there, and says word for word what its version says.
 *
 * @throws Failure `conversation.permission-incomplete` without a record, or if it was asked on another day than given;
 *   `request.invalid` for other words, or a record of a written permission
 */
export function requireSpokenRecord(resources: Resources, draft: ConsentDraft): void {
  const { form, spoken, wordingVersion, givenOn } = draft;
  if (form === "written") {
    if (spoken !== null) throw new Failure("request.invalid");
    return;
  }
  if (spoken === null || spoken.askedOn !== givenOn) throw new Failure("conversation.permission-incomplete");
  const wording = listWordings(resources).find(({ version }) => version === spoken.wording.version);
  const isAsShown =
    wording !== undefined &&
    wordingVersion === wording.version &&
    isSameWording(spoken.wording, shownWording(wording, draft));
  if (!isAsShown) throw new Failure("request.invalid");
}

function readWording({ files, resourcesFolder }: Resources, version: string): Wording {
  const bytes = readWhole(files, path.join(resourcesFolder, "consent", `${version}.json`));
  if (bytes === undefined) throw new Error("a text for spoken permission is missing");
  return wordingSchema.parse(JSON.parse(new TextDecoder().decode(bytes)));
}
