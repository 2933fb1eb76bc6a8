/** What of a conversation can go to its client, and what a chosen copy says. */
import type {
  ClientCopyChoice,
  ClientCopyDocument,
  ClientCopyOffer,
} from "../../shared/domain/clientCopy.ts";
import type { ConversationDetail } from "../../shared/domain/conversation.ts";
import { localDateOf } from "../../shared/domain/localMidnight.ts";
import { passagesOfKind } from "../../shared/domain/markedPassage.ts";
import {
  isWithin,
  mutedInShares,
  type Passage,
  passagesOfOthers,
  untranscribedMs,
} from "../../shared/domain/mutedPassages.ts";
import type { CopyContent } from "../../shared/domain/outsideCopy.ts";
import { printable } from "../../shared/domain/printableTranscript.ts";
import { isWritten, type Segment } from "../../shared/domain/segment.ts";
import { Failure } from "../../shared/errors.ts";
import { findConsent } from "../vault/consentRepository.ts";
import { listNotes } from "../vault/noteRepository.ts";
import type { OpenVault } from "../vault/openVault.ts";
import { listPassages } from "../vault/passageRepository.ts";
import { listSegments } from "../vault/segmentRepository.ts";
import { listClientAccesses } from "./clientAccesses.ts";
import { printingOf } from "./transcriptForOthers.ts";

const mimeType = "audio/ogg";

/** What can be chosen. */
export function clientCopyOffer(vault: OpenVault, conversation: ConversationDetail): ClientCopyOffer {
  const segments = listSegments(vault.db, conversation.id);
  return {
    sound: soundOffer(vault, conversation, segments),
    rows: segments.filter(isWritten).length,
    // A bookmark without a label says nothing to anyone else.
    notes: listNotes(vault.db, conversation.id).filter(({ text }) => text !== ""),
    hasPermission: conversation.consent !== null,
    accesses: listClientAccesses(vault, conversation),
  };
}

/** The passages that are silenced in a copy of the sound. */
export function mutedPassages(vault: OpenVault, { id }: ConversationDetail): Passage[] {
  return mutedInShares(listSegments(vault.db, id), listPassages(vault.db, id));
}

/**
 * What a copy says.
 *
 * @param withSound - sound follows it
 * @throws Failure `request.invalid` for a note of another conversation
 */
export function clientCopyDocument(
  vault: OpenVault,
  conversation: ConversationDetail,
  choice: ClientCopyChoice,
  withSound: boolean,
): ClientCopyDocument {
  const segments = listSegments(vault.db, conversation.id);
  const marked = listPassages(vault.db, conversation.id);
  const ofPermission = passagesOfKind(marked, "spoken-permission");
  const { words, names, ...printing } = printingOf(vault, conversation, choice.language);
  const written = segments.filter(isWritten);
  const said = printable(written, { words, names, ...printing });
  return {
    document: "lyhord-copy-for-client/1",
    language: choice.language,
    heldOn: conversation.heldOn,
    madeOn: localDateOf(vault.clock.now(), vault.clock.zone),
    // Whoever else spoke is not named to the client: their words are left out too.
    speakers: { ...words, ...names, other: words.other },
    sound: withSound
      ? {
          mimeType,
          mutedPassages: passagesOfOthers(segments).length,
          mutesPermission: ofPermission.length > 0,
          mutesWords: marked.length > ofPermission.length,
        }
      : null,
    transcript: choice.transcript
      ? written.map((segment, index) => rowOf(segment, said.segments[index]?.text ?? "", ofPermission))
      : null,
    notice: (choice.transcript && said.notice) || null,
    notes: choice.noteIds.length === 0 ? null : chosenNotes(vault, conversation, choice),
    permission: choice.permission ? permissionOf(vault, conversation) : null,
    accesses: choice.access ? listClientAccesses(vault, conversation) : null,
  };
}

/**
 * A row says nothing where the sound of the permission is silent: a part of it may lie outside, but nobody knows which
 * words do. Where words were replaced, the row says what stands instead.
 */
function rowOf(segment: Segment, text: string, ofPermission: readonly Passage[]) {
  const { startMs, speaker, speakerName } = segment;
  const leftOut = isWithin(segment, ofPermission)
    ? ("permission" as const)
    : speaker === "other"
      ? ("other" as const)
      : null;
  const isNamed = leftOut === null && speakerName !== undefined;
  return {
    startMs,
    speaker,
    ...(isNamed ? { name: speakerName } : {}),
    text: leftOut === null ? text : null,
    leftOut,
  };
}

/** What a document holds, as copies are remembered. */
export function contentsOf(document: ClientCopyDocument): CopyContent[] {
  const parts: readonly (readonly [CopyContent, unknown])[] = [
    ["sound", document.sound],
    ["transcript", document.transcript],
    ["notes", document.notes],
    ["permission", document.permission],
    ["access", document.accesses],
  ];
  return parts.filter(([, part]) => part !== null).map(([content]) => content);
}

function soundOffer(
  vault: OpenVault,
  { id, sound, permission }: ConversationDetail,
  segments: readonly Segment[],
): ClientCopyOffer["sound"] {
  if (sound.phase !== "ready") return null;
  const passages = passagesOfOthers(segments);
  const marked = listPassages(vault.db, id);
  const consent = permission.kind === "client" ? findConsent(vault.db, permission.consentId) : undefined;
  return {
    durationMs: sound.durationMs,
    mutedPassages: passages.length,
    mutedMs: passages.reduce((sum, { startMs, endMs }) => sum + endMs - startMs, 0),
    mutesPermission: passagesOfKind(marked, "spoken-permission").length > 0,
    mutesWords: passagesOfKind(marked, "identifying").length > 0,
    othersHeard: passages.length > 0 || (consent?.others.length ?? 0) > 0,
    untranscribedMs: untranscribedMs(segments, sound.durationMs),
  };
}

function chosenNotes(vault: OpenVault, { id }: ConversationDetail, { noteIds }: ClientCopyChoice) {
  const chosen = listNotes(vault.db, id).filter((note) => noteIds.includes(note.id));
  if (chosen.length !== new Set(noteIds).size) throw new Failure("request.invalid");
  return chosen.map(({ startMs, text }) => ({ startMs, text }));
}

function permissionOf(
  vault: OpenVault,
  { permission }: ConversationDetail,
): ClientCopyDocument["permission"] {
  const consent = permission.kind === "client" ? findConsent(vault.db, permission.consentId) : undefined;
  if (consent === undefined) return null;
  const { number, purpose, audience, form, givenOn, lastOn, others, keptWhere, spoken } = consent;
  return {
    number,
    purpose,
    audience,
    form,
    givenOn,
    lastOn,
    others: others.map(({ role }) => role),
    keptWhere,
    spoken,
  };
}
