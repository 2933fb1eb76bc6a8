/** To the client: listen together, or a copy on paper or as a file under the client's own passphrase (DOMAIN.md §2.12). */
import { randomUUID } from "node:crypto";
import type { ParsedInput, RequestOutput } from "../../shared/contract.ts";
import { mayHideOthers } from "../../shared/domain/clientCopy.ts";
import {
  type ContentCategory,
  type ConversationDetail,
  contentCategories,
} from "../../shared/domain/conversation.ts";
import type { ConversationId, CopyId } from "../../shared/domain/ids.ts";
import type { CopyContent, CopyForm, OutsideCopy } from "../../shared/domain/outsideCopy.ts";
import { isWritten } from "../../shared/domain/segment.ts";
import { Failure } from "../../shared/errors.ts";
import { wipe } from "../crypto/wipe.ts";
import { type AuditEvent, appendAudit } from "../vault/auditLog.ts";
import { findRetained } from "../vault/erasureRepository.ts";
import type { OpenVault } from "../vault/openVault.ts";
import { insertOutsideCopy } from "../vault/outsideCopyRepository.ts";
import { findSound, type Recording } from "../vault/recordingRepository.ts";
import { listSegments } from "../vault/segmentRepository.ts";
import { listSpeakerNames } from "../vault/speakerNameRepository.ts";
import { logAccess } from "./accessLog.ts";
import { clientCopyDocument, clientCopyOffer, contentsOf, mutedPassages } from "./clientCopyContent.ts";
import { beginClientCopyFile, type ClientCopyWriter } from "./clientCopyWriter.ts";
import type { ServiceContext } from "./context.ts";
import { isPastTime, requireInTime } from "./inTime.ts";
import { knownCopies } from "./knownCopies.ts";
import { requireHoldOrConsent } from "./permission.ts";
import { requireConversation } from "./requireConversation.ts";

/** A copy whose sound is on its way from the page. */
export interface RunningClientCopy {
  readonly conversationId: ConversationId;
  readonly contents: readonly CopyContent[];
  /** Of the sound that the page reads; `null` where only text goes in. */
  readonly token: string | null;
  readonly writer: ClientCopyWriter;
}

/** Copies of a conversation that left Lyhörd's control, newest first. @throws Failure `conversation.not-found` */
export function listCopies(
  { vault }: ServiceContext,
  { conversationId }: ParsedInput<"copies.list">,
): RequestOutput<"copies.list"> {
  return knownCopies(vault, requireConversation(vault, conversationId).id);
}

/**
 * Opens sound and text for both to hear and read, also under a hold: a hold is often there because of it.
 *
 * @throws Failure `conversation.not-found`, `copy.nothing-left`, `erasure.under-way` where all of it is past its time
 */
export function listenTogether(
  context: ServiceContext,
  { conversationId }: ParsedInput<"clientCopy.listen">,
): RequestOutput<"clientCopy.listen"> {
  const { vault, tokens } = context;
  const conversation = requireContent(vault, conversationId);
  log(vault, conversation, "listen-together", {});
  const isOver = (category: ContentCategory) => isPastTime(vault, conversation, category);
  const sound = isOver("sound") ? undefined : findSound(vault.db, conversationId);
  const segments = isOver("transcript") ? [] : listSegments(vault.db, conversationId);
  return {
    token: sound === undefined ? null : tokens.openRecording(sound, "play").token,
    segments: segments.filter(isWritten),
    names: listSpeakerNames(vault.db, conversationId),
  };
}

/** What can go into a copy; looking at it is an access. @throws Failure as {@link listenTogether} */
export function offerClientCopy(
  { vault, sitting }: ServiceContext,
  { conversationId }: ParsedInput<"clientCopy.offer">,
): RequestOutput<"clientCopy.offer"> {
  const conversation = requireContent(vault, conversationId);
  logAccess(vault, sitting, conversation, "open");
  const offer = clientCopyOffer(vault, conversation);
  const isOver = (category: ContentCategory) => isPastTime(vault, conversation, category);
  return {
    ...offer,
    ...(isOver("sound") ? { sound: null } : {}),
    ...(isOver("transcript") ? { rows: 0 } : {}),
    ...(isOver("notes") ? { notes: [] } : {}),
  };
}

/**
 * What goes on paper; it counts as made, since nobody sees what a printer does.
 *
 * @throws Failure `conversation.not-found`, `copy.nothing-left`, `erasure.under-way` for what is past its time,
 *   `request.invalid`
 */
export function copyOnPaper(
  context: ServiceContext,
  { conversationId, choice }: ParsedInput<"clientCopy.paper">,
): RequestOutput<"clientCopy.paper"> {
  const { vault } = context;
  const conversation = requireContent(vault, conversationId);
  requireChosenInTime(vault, conversation, { choice, sound: false });
  const document = vault.db
    .transaction(() => {
      logCopy(
        vault,
        conversation,
        "paper",
        contentsOf(clientCopyDocument(vault, conversation, choice, false)),
      );
      // Read again, so that the access list names this copy too.
      const made = clientCopyDocument(vault, conversation, choice, false);
      insertOutsideCopy(vault.db, {
        ...copyOf(vault, contentsOf(made), "paper"),
        id: randomUUID(),
        conversationId,
      });
      return made;
    })
    .immediate();
  context.emit({ name: "copies.changed", payload: { conversationId } });
  return document;
}

/**
 * Begins a file; the sound follows by `appendToClientCopy`, already without the other people's passages.
 *
 * @throws Failure `conversation.not-found`, `copy.nothing-left`, `erasure.under-way` for what is past its time,
 *   `media.not-ready` if sound is asked for and there is none, `copy.not-listened`, `copy.not-written`, `request.invalid`
 */
export async function beginClientCopy(
  context: ServiceContext,
  input: ParsedInput<"clientCopy.begin">,
): Promise<RequestOutput<"clientCopy.begin">> {
  const { vault, sitting, sources } = context;
  const { conversationId, choice, passphrase } = input;
  try {
    const conversation = requireContent(vault, conversationId);
    requireChosenInTime(vault, conversation, input);
    const sound = input.sound ? requireReadySound(vault, conversation) : undefined;
    if (sound !== undefined && !input.listenedThrough && mayHideOthers(clientCopyOffer(vault, conversation)))
      throw new Failure("copy.not-listened");
    const targetPath = sources.takeTarget(input.targetId);
    const contents = contentsOf(clientCopyDocument(vault, conversation, choice, sound !== undefined));
    if (contents.length === 0) throw new Failure("request.invalid");
    vault.db.transaction(() => logCopy(vault, conversation, "file", contents)).immediate();
    const writer = await beginClientCopyFile(context, {
      targetPath,
      passphrase,
      language: choice.language,
      document: JSON.stringify(clientCopyDocument(vault, conversation, choice, sound !== undefined)),
    });
    const token = sound === undefined ? null : openSound(context, writer, sound);
    const copyId = randomUUID() as CopyId;
    sitting.clientCopies.set(copyId, { conversationId, contents, token, writer });
    return {
      copyId,
      sound: token === null ? null : { token, muted: mutedPassages(vault, conversation) },
    };
  } finally {
    wipe(passphrase);
  }
}

/**
 * Takes the next piece of sound.
 *
 * @throws Failure `request.invalid` if it was not begun or the piece does not follow, `media.erased` or `erasure.under-way` if
 *   its time came meanwhile, `copy.not-written`; after any but the first nothing is left of the file
 */
export function appendToClientCopy(
  context: ServiceContext,
  { copyId, offset, bytes }: ParsedInput<"clientCopy.append">,
): void {
  const copy = requireRunning(context, copyId);
  if (copy.token === null || offset !== copy.writer.soundBytes()) throw new Failure("request.invalid");
  try {
    requireStillThere(context.vault, copy);
    copy.writer.append(bytes);
  } catch (error) {
    end(context, copyId);
    throw error;
  }
}

/**
 * Ends the file. It bears its name once it was read back and decrypted.
 *
 * @throws Failure `request.invalid`, `media.erased`, `copy.not-verified`, `copy.not-written`; nothing is left of the file then
 */
export async function finishClientCopy(
  context: ServiceContext,
  { copyId }: ParsedInput<"clientCopy.finish">,
): Promise<RequestOutput<"clientCopy.finish">> {
  const { vault, sitting } = context;
  const copy = requireRunning(context, copyId);
  const { conversationId, contents, token, writer } = copy;
  try {
    requireStillThere(vault, copy);
    if (token !== null && writer.soundBytes() === 0) throw new Failure("request.invalid");
    // From here on nobody else ends it.
    sitting.clientCopies.delete(copyId);
    const sizeBytes = await writer.finish({ ...copyOf(vault, contents, "file"), conversationId }, () =>
      requireStillThere(vault, copy),
    );
    context.emit({ name: "copies.changed", payload: { conversationId } });
    return { sizeBytes };
  } finally {
    if (token !== null) context.tokens.revokeToken(token);
    sitting.clientCopies.delete(copyId);
    writer.discard();
  }
}

/** Gives a copy up; nothing is left of the file. Does nothing if there is none (any more). */
export function cancelClientCopy(
  context: ServiceContext,
  { copyId }: ParsedInput<"clientCopy.cancel">,
): void {
  end(context, copyId);
}

/** Opens the sound for the page to work on; if that fails, nothing is left of the file. */
function openSound({ tokens }: ServiceContext, writer: ClientCopyWriter, recording: Recording): string {
  try {
    return tokens.openRecording(recording, "prepare").token;
  } catch (error) {
    writer.discard();
    throw error;
  }
}

function end({ sitting, tokens }: ServiceContext, copyId: CopyId): void {
  const copy = sitting.clientCopies.get(copyId);
  if (copy === undefined) return;
  sitting.clientCopies.delete(copyId);
  if (copy.token !== null) tokens.revokeToken(copy.token);
  copy.writer.discard();
}

function requireRunning({ sitting }: ServiceContext, copyId: CopyId): RunningClientCopy {
  const copy = sitting.clientCopies.get(copyId);
  if (copy === undefined) throw new Failure("request.invalid");
  return copy;
}

/** What was erased meanwhile goes to nobody, nor what nobody may have any more. */
function requireStillThere(vault: OpenVault, { conversationId, contents }: RunningClientCopy): void {
  const conversation = requireConversation(vault, conversationId);
  requireHoldOrConsent(vault, conversation);
  const { clocks } = conversation;
  const chosen = contentCategories.filter((category) => contents.includes(category));
  if (chosen.some((category) => clocks[category].erasedAt !== null)) throw new Failure("media.erased");
  for (const category of chosen) requireInTime(vault, conversation, category);
}

/** A conversation of which something may be given out. */
function requireContent(vault: OpenVault, conversationId: ConversationId): ConversationDetail {
  const conversation = requireConversation(vault, conversationId);
  const present = findRetained(vault.db, conversationId)?.present ?? [];
  if (present.length === 0) throw new Failure("copy.nothing-left");
  requireHoldOrConsent(vault, conversation);
  if (present.every((category) => isPastTime(vault, conversation, category)))
    throw new Failure("erasure.under-way");
  return conversation;
}

/** @throws Failure `erasure.under-way` if something that was chosen is past its time */
function requireChosenInTime(
  vault: OpenVault,
  conversation: ConversationDetail,
  { choice, sound }: Pick<ParsedInput<"clientCopy.begin">, "choice"> & { readonly sound: boolean },
): void {
  if (sound) requireInTime(vault, conversation, "sound");
  if (choice.transcript) requireInTime(vault, conversation, "transcript");
  if (choice.noteIds.length > 0) requireInTime(vault, conversation, "notes");
}

function requireReadySound(vault: OpenVault, { id, sound }: ConversationDetail): Recording {
  const recording = sound.phase === "ready" ? findSound(vault.db, id) : undefined;
  if (recording === undefined) throw new Failure("media.not-ready");
  return recording;
}

function copyOf(vault: OpenVault, contents: readonly CopyContent[], form: CopyForm): OutsideCopy {
  return { kind: "for-client", form, contents: [...contents], madeAt: vault.clock.now() };
}

function logCopy(
  vault: OpenVault,
  conversation: ConversationDetail,
  form: CopyForm,
  contents: readonly CopyContent[],
): void {
  log(vault, conversation, "for-client", { form, contents: contents.join(" ") });
}

function log(
  vault: OpenVault,
  { id, consent }: ConversationDetail,
  event: AuditEvent,
  detail: Readonly<Record<string, string>>,
): void {
  appendAudit(vault.db, {
    at: vault.clock.now(),
    event,
    conversationId: id,
    consentNumber: consent?.number ?? null,
    detail,
  });
}
