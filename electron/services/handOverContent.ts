/** What goes to an archive: a conversation as it is, readable without Lyhörd; not what its text was before. */
import type { Coding } from "../../shared/domain/coding.ts";
import type { ConversationDetail } from "../../shared/domain/conversation.ts";
import type { ReplacedPlace } from "../../shared/domain/deidentification.ts";
import type { ConversationId } from "../../shared/domain/ids.ts";
import { passagesOfKind } from "../../shared/domain/markedPassage.ts";
import type { Note } from "../../shared/domain/note.ts";
import { printable } from "../../shared/domain/printableTranscript.ts";
import type { Scheme } from "../../shared/domain/scheme.ts";
import { isWritten } from "../../shared/domain/segment.ts";
import { formatClockTime } from "../../shared/formats/cueTimes.ts";
import type { PrintedTranscript } from "../../shared/formats/printedTranscript.ts";
import { print as printWebVtt } from "../../shared/formats/webVtt.ts";
import da from "../../shared/i18n/da.json" with { type: "json" };
import en from "../../shared/i18n/en.json" with { type: "json" };
import nb from "../../shared/i18n/nb.json" with { type: "json" };
import sv from "../../shared/i18n/sv.json" with { type: "json" };
import type { BlobReader } from "../audio/blobReader.ts";
import { sha256 } from "../crypto/hash.ts";
import { findCoding, listCodingIds } from "../vault/codingRepository.ts";
import { findConsent } from "../vault/consentRepository.ts";
import { listDecidedWords } from "../vault/identifyingWordRepository.ts";
import { findMandate } from "../vault/mandateRepository.ts";
import { listNotes } from "../vault/noteRepository.ts";
import type { OpenVault } from "../vault/openVault.ts";
import { listPassages } from "../vault/passageRepository.ts";
import { findSound } from "../vault/recordingRepository.ts";
import { listSchemeWords } from "../vault/schemeRepository.ts";
import { listSegments } from "../vault/segmentRepository.ts";
import { listSpeakerNames } from "../vault/speakerNameRepository.ts";
import { listVersions } from "../vault/versionRepository.ts";
import { type ArchivedEntry, type ArchiveSource, textSource } from "./archiveFile.ts";
import type { ServiceContext } from "./context.ts";
import { asCalled, requireScheme } from "./schemes.ts";
import { settingsOf } from "./settingsOf.ts";
import { printingOf, speakerWords } from "./transcriptForOthers.ts";

const catalogues = { sv: sv.archive, nb: nb.archive, da: da.archive, en: en.archive };

/** What an archive is made from. */
type Origin = Pick<ServiceContext, "vault" | "files" | "resourcesFolder">;

/** The sources of an archive, sound first. @param sound - open for as long as the archive is being written */
export function archiveSources(
  origin: Origin,
  conversation: ConversationDetail,
  sound: BlobReader | undefined,
): ArchiveSource[] {
  const { vault } = origin;
  const segments = listSegments(vault.db, conversation.id).filter(isWritten);
  const notes = listNotes(vault.db, conversation.id);
  const codings = wholeCodings(vault, conversation.id);
  const replaced = listDecidedWords(vault.db, conversation.id).flatMap(({ places }) => places);
  const words = speakerWords(vault, settingsOf(vault).language);
  const printed = printable(segments, printingOf(vault, conversation));
  return [
    ...(sound === undefined
      ? []
      : [
          {
            name: `sound.${sound.mediaType}`,
            sizeBytes: sound.sizeBytes,
            read: (start: number, end: number) => sound.read(start, end),
          },
        ]),
    ...(segments.length === 0
      ? []
      : [
          textSource("transcript.vtt", printWebVtt(printed)),
          textSource("transcript.txt", plainTranscript(printed)),
        ]),
    // Archived as it is kept: the sound beside it says the words anyway.
    ...(replaced.length === 0 ? [] : [textSource("replaced-words.json", jsonOf(replaced.map(plainPlace)))]),
    ...(notes.length === 0 ? [] : [textSource("notes.json", jsonOf(notes.map(plainNote)))]),
    ...(codings.length === 0
      ? []
      : [
          textSource("codings.json", jsonOf(codings)),
          textSource("schemes.json", jsonOf(schemesOf(origin, codings))),
        ]),
    textSource("conversation.json", jsonOf(factsOf(vault, conversation))),
    textSource("conversation.txt", readableText(vault, conversation, { words, notes, codings })),
  ];
}

/** The list of everything else in the archive. */
export function manifestOf(entries: readonly ArchivedEntry[]): ArchiveSource {
  return textSource("manifest.json", jsonOf({ document: "lyhord-archive/1", hash: "SHA-256", entries }));
}

/** A fingerprint of what is kept of a conversation: it differs once any of it has changed. */
export function stateOf(vault: OpenVault, conversation: ConversationDetail): Uint8Array {
  const { id } = conversation;
  const codings = wholeCodings(vault, id);
  const state: readonly unknown[] = [
    findSound(vault.db, id)?.id ?? null,
    listSegments(vault.db, id),
    // Without what says that a note is a bookmark: receipts from before there were any stay true.
    listNotes(vault.db, id).map(({ kind: _kind, ...note }) => note),
    // Where there are none, what was handed over before there could be any is still the same.
    ...listPassages(vault.db, id),
    ...listDecidedWords(vault.db, id),
    ...codings,
    // Versions of a scheme never change: what its parts are called here may.
    ...new Map(codings.map(({ schemeId }) => [schemeId, listSchemeWords(vault.db, schemeId)])),
    ...Object.entries(listSpeakerNames(vault.db, id)).sort(),
  ];
  return sha256(new TextEncoder().encode(JSON.stringify(state)));
}

/** All codings of a conversation with their parts, in the order in which they were begun. */
function wholeCodings({ db }: OpenVault, id: ConversationId): Coding[] {
  return listCodingIds(db, id)
    .map((codingId) => findCoding(db, codingId))
    .filter((coding) => coding !== undefined);
}

/** Each version of a scheme once, as the vault calls it: without it nobody knows what was heard. */
function schemesOf(origin: Origin, codings: readonly Coding[]): Scheme[] {
  const used = new Map(codings.map((coding) => [`${coding.schemeId} ${coding.schemeVersion}`, coding]));
  return [...used.values()].map(({ schemeId, schemeVersion }) =>
    asCalled(origin, requireScheme(origin, schemeId, schemeVersion)),
  );
}

function factsOf(vault: OpenVault, conversation: ConversationDetail) {
  const { id, kind, title, occasion, heldOn, permission, clocks, retention, recordWritten, recorded } =
    conversation;
  const { deidentifiedAt } = conversation;
  const consent = permission.kind === "client" ? findConsent(vault.db, permission.consentId) : undefined;
  const sound = findSound(vault.db, id);
  return {
    document: "lyhord-conversation/1",
    conversation: {
      id,
      kind,
      title,
      occasion,
      heldOn,
      recordWritten,
      clocks,
      retention,
      recorded,
      deidentifiedAt,
    },
    permission: permission.kind === "client" ? (consent ?? null) : permission,
    mandate: findMandate(vault.db) ?? null,
    sound:
      sound === undefined
        ? null
        : { mediaType: sound.mediaType, durationMs: sound.durationMs, importedAt: sound.importedAt },
    passages: listPassages(vault.db, id).map(({ kind, startMs, endMs }) => ({ kind, startMs, endMs })),
    vault: { id: vault.id, signingKeyFingerprint: vault.keys.fingerprint },
    handedOverAt: new Date(vault.clock.now()).toISOString(),
  };
}

interface Readable {
  readonly words: ReturnType<typeof speakerWords>;
  readonly notes: readonly Note[];
  readonly codings: readonly Coding[];
}

/** The same for a person to read, in the language of the vault. */
function readableText(
  vault: OpenVault,
  conversation: ConversationDetail,
  { words, notes, codings }: Readable,
): string {
  const texts = catalogues[settingsOf(vault).language];
  const { permission, heldOn, title, occasion, consent } = conversation;
  const full = consent === null ? undefined : findConsent(vault.db, consent.id);
  const mandate = findMandate(vault.db);
  const facts: readonly (readonly [string, string | undefined])[] = [
    [texts.conversation, [title, occasion].filter(Boolean).join(" · ")],
    [texts.heldOn, heldOn],
    [texts.speakers, [words.practitioner, words.client].join(", ")],
    [texts.consentNumber, full === undefined ? undefined : String(full.number)],
    [texts.purpose, full?.purpose],
    [texts.audience, full?.audience],
    [texts.givenOn, full?.givenOn],
    [texts.lastOn, full?.lastOn],
    [full?.form === "spoken" ? texts.notedWhere : texts.keptWhere, full?.keptWhere],
    [texts.askedBy, full?.spoken?.askedBy],
    [texts.answered, full?.spoken?.askedOn],
    [texts.explained, full?.spoken?.wording.explained],
    [texts.readAloud, full?.spoken?.wording.readAloud],
    [
      texts.passages,
      passagesOfKind(listPassages(vault.db, conversation.id), "spoken-permission")
        .map(({ startMs, endMs }) => `${formatClockTime(startMs)} – ${formatClockTime(endMs)}`)
        .join(", ") || undefined,
    ],
    [
      texts.participants,
      permission.kind === "role-play" || permission.kind === "exercise"
        ? permission.participants.map(({ name, saidYesOn }) => `${name} (${saidYesOn})`).join(", ")
        : undefined,
    ],
    [texts.organisation, mandate?.organisation],
    [texts.fingerprint, vault.keys.fingerprint],
  ];
  const lines = facts.flatMap(([name, value]) => (value === undefined ? [] : [`${name}: ${value}`]));
  const noteLines = notes.map(
    ({ startMs, text }) => `${formatClockTime(startMs)}  ${text === "" ? texts.bookmark : text}`,
  );
  return [
    texts.title,
    "",
    texts.openText,
    ...(codings.length === 0 ? [] : [texts.codingsText]),
    ...(listVersions(vault.db, conversation.id).length === 0 ? [] : [texts.versionsText]),
    "",
    ...lines,
    ...(noteLines.length === 0 ? [] : ["", texts.notes, "", ...noteLines]),
    "",
  ].join("\r\n");
}

function plainTranscript({ segments, notice }: PrintedTranscript): string {
  const lines = segments.map(
    ({ startMs, speaker, text }) => `${formatClockTime(startMs)}  ${speaker}: ${text}\r\n`,
  );
  return [...(notice === undefined ? [] : [`${notice}\r\n\r\n`]), ...lines].join("");
}

function plainPlace({ segmentId, field, original, replacement }: ReplacedPlace) {
  return { segmentId, field, original, replacement };
}

function plainNote({ kind, startMs, endMs, text, createdAt, updatedAt }: Note) {
  return {
    kind,
    startMs,
    endMs,
    text,
    createdAt: new Date(createdAt).toISOString(),
    updatedAt: new Date(updatedAt).toISOString(),
  };
}

function jsonOf(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
