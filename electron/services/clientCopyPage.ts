/** The page around a copy for the client, in the client's language: texts and program, nothing of the conversation. */
import path from "node:path";
import type { Language } from "../../shared/domain/settings.ts";
import { type CopyPage, copyPageParts } from "../../shared/formats/clientCopyFile.ts";
import da from "../../shared/i18n/da.json" with { type: "json" };
import en from "../../shared/i18n/en.json" with { type: "json" };
import nb from "../../shared/i18n/nb.json" with { type: "json" };
import sv from "../../shared/i18n/sv.json" with { type: "json" };
import { sha256 } from "../crypto/hash.ts";
import { readWhole } from "../ports/files.ts";
import type { ServiceContext } from "./context.ts";

const catalogues = { sv: sv.clientFile, nb: nb.clientFile, da: da.clientFile, en: en.clientFile };

/** What stands before and after the encrypted pieces. @param header - its exact text */
export function clientCopyPage(
  context: Pick<ServiceContext, "files" | "resourcesFolder">,
  language: Language,
  header: string,
): ReturnType<typeof copyPageParts> {
  const style = readResource(context, "style.css");
  const program = readResource(context, "program.js");
  return copyPageParts({
    template: readResource(context, "page.html"),
    language,
    style,
    program,
    styleHash: policyHash(style),
    programHash: policyHash(program),
    texts: pageTexts(language),
    header,
  });
}

function pageTexts(language: Language): CopyPage["texts"] {
  const texts = catalogues[language];
  return {
    pageTitle: texts.pageTitle,
    cut: texts.cut,
    noScript: texts.noScript,
    tooOld: texts.tooOld,
    intro: texts.intro,
    passphrase: texts.passphrase,
    open: texts.open,
    opening: texts.opening,
    wrong: texts.wrong,
    changed: texts.changed,
    unplayable: texts.unplayable,
    heldOn: texts.heldOn,
    madeOn: texts.madeOn,
    sound: texts.sound,
    muted: texts.muted,
    notMuted: texts.notMuted,
    transcript: texts.transcript,
    mutedPermission: texts.mutedPermission,
    mutedWords: texts.mutedWords,
    leftOut: texts.leftOut,
    leftOutPermission: texts.leftOutPermission,
    notes: texts.notes,
    permission: texts.permission,
    number: texts.number,
    purpose: texts.purpose,
    audience: texts.audience,
    given: texts.given,
    written: texts.written,
    spoken: texts.spoken,
    until: texts.until,
    keptWhere: texts.keptWhere,
    notedWhere: texts.notedWhere,
    askedBy: texts.askedBy,
    answered: texts.answered,
    explained: texts.explained,
    readAloud: texts.readAloud,
    others: texts.others,
    child: texts.child,
    companion: texts.companion,
    interpreter: texts.interpreter,
    colleague: texts.colleague,
    access: texts.access,
    accessText: texts.accessText,
    opened: texts.opened,
    played: texts.played,
    "listened-together": texts["listened-together"],
    copied: texts.copied,
    "text-exported": texts["text-exported"],
    "text-printed": texts["text-printed"],
    "coding-exported": texts["coding-exported"],
    "coding-printed": texts["coding-printed"],
    "handed-over": texts["handed-over"],
  };
}

/** A browser hashes what it has parsed, in which every line ends with a line feed. */
function readResource(
  { files, resourcesFolder }: Pick<ServiceContext, "files" | "resourcesFolder">,
  name: string,
): string {
  const bytes = readWhole(files, path.join(resourcesFolder, "clientCopy", name));
  if (bytes === undefined) throw new Error("a part of the page for the client is missing");
  return new TextDecoder().decode(bytes).replaceAll("\r\n", "\n");
}

function policyHash(text: string): string {
  return `sha256-${Buffer.from(sha256(new TextEncoder().encode(text))).toString("base64")}`;
}
