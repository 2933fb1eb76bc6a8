/** A vault's transcript as others may read it: what every export, copy and print takes its lines from. */
import type { ConversationDetail } from "../../shared/domain/conversation.ts";
import { isWithin } from "../../shared/domain/mutedPassages.ts";
import { type Printing, printable } from "../../shared/domain/printableTranscript.ts";
import type { PrintedSheet } from "../../shared/domain/printedSheet.ts";
import type { Segment } from "../../shared/domain/segment.ts";
import type { Language } from "../../shared/domain/settings.ts";
import type { RoleNames } from "../../shared/domain/speakerCalled.ts";
import { formatClockTime } from "../../shared/formats/cueTimes.ts";
import type { PrintedTranscript } from "../../shared/formats/printedTranscript.ts";
import da from "../../shared/i18n/da.json" with { type: "json" };
import en from "../../shared/i18n/en.json" with { type: "json" };
import nb from "../../shared/i18n/nb.json" with { type: "json" };
import sv from "../../shared/i18n/sv.json" with { type: "json" };
import type { OpenVault } from "../vault/openVault.ts";
import { listPassages } from "../vault/passageRepository.ts";
import { listSegments } from "../vault/segmentRepository.ts";
import { listSpeakerNames } from "../vault/speakerNameRepository.ts";
import { settingsOf } from "./settingsOf.ts";

const catalogues = { sv, nb, da, en };
const locales = { sv: "sv-SE", nb: "nb-NO", da: "da-DK", en: "en-GB" } as const;

/** What is wanted of a transcript beside its text. */
export interface WantedParts {
  readonly withSpeakers: boolean;
  readonly withTimes: boolean;
}

/** What the speakers of this vault are called in a language. */
export function speakerWords(vault: OpenVault, language: Language): RoleNames {
  const { roles } = catalogues[language];
  const { practitioner, client } = roles[settingsOf(vault).rolePair];
  return { practitioner, client, other: roles.other };
}

/** The vault's names, words and marks for a transcript. @param language - of what is read, by default the vault's */
export function printingOf(
  vault: OpenVault,
  { id }: Pick<ConversationDetail, "id">,
  language: Language = settingsOf(vault).language,
): Printing {
  const texts = catalogues[language].printedText;
  return {
    names: listSpeakerNames(vault.db, id),
    words: speakerWords(vault, language),
    unreviewedMark: texts.unreviewedMark,
    unreviewedNotice: texts.unreviewedNotice,
    withSpeakers: true,
  };
}

/**
 * The lines for an export: the words with which the permission is repeated are left out, and that is said in their place.
 *
 * Where words were replaced to hide who someone is, the replacements stand in the vault already.
 */
export function exportedTranscript(
  vault: OpenVault,
  conversation: Pick<ConversationDetail, "id">,
  { withSpeakers }: Pick<WantedParts, "withSpeakers">,
): PrintedTranscript {
  const texts = catalogues[settingsOf(vault).language].clientFile;
  const permission = listPassages(vault.db, conversation.id).filter(
    ({ kind }) => kind === "spoken-permission",
  );
  return printable(listSegments(vault.db, conversation.id), {
    ...printingOf(vault, conversation),
    withSpeakers,
    insteadOf: (segment: Segment) => (isWithin(segment, permission) ? texts.leftOutPermission : null),
  });
}

/** The same as a document to read, with its lines numbered. */
export function exportedSheet(
  vault: OpenVault,
  conversation: ConversationDetail,
  { withSpeakers, withTimes }: WantedParts,
): PrintedSheet {
  const { language } = settingsOf(vault);
  const texts = catalogues[language].printedText;
  const { segments, notice = null } = exportedTranscript(vault, conversation, { withSpeakers });
  const { title, occasion, heldOn } = conversation;
  const heldOnText = new Intl.DateTimeFormat(locales[language], {
    dateStyle: "long",
    timeZone: "UTC",
  }).format(new Date(heldOn));
  return {
    language,
    title,
    facts: [occasion, heldOnText].filter((fact) => fact !== ""),
    notice,
    heads: { line: texts.line, time: texts.time, speaker: texts.speaker, text: texts.text },
    lines: segments.map(({ startMs, speaker = null, text }, index) => ({
      number: index + 1,
      // Tenths of a second are as much as anybody reads.
      time: withTimes ? formatClockTime(startMs).slice(0, -2) : null,
      speaker,
      text,
    })),
  };
}
