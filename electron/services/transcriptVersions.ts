/** Versions of a transcript: kept, listed, read, restored, named and taken away. */
import { randomUUID } from "node:crypto";
import type { ParsedInput, RequestOutput } from "../../shared/contract.ts";
import type { ConversationDetail } from "../../shared/domain/conversation.ts";
import type { ConversationId, VersionId } from "../../shared/domain/ids.ts";
import { editsBetween } from "../../shared/domain/transcriptDifference.ts";
import { Failure } from "../../shared/errors.ts";
import { listSegments } from "../vault/segmentRepository.ts";
import {
  conversationOfVersion,
  insertVersion,
  listVersions,
  readVersionLines,
  removeVersion as removeRow,
  renameVersion as renameRow,
} from "../vault/versionRepository.ts";
import { logAccess } from "./accessLog.ts";
import type { ServiceContext } from "./context.ts";
import { keepAutomaticVersion } from "./keepVersion.ts";
import { requireConversation } from "./requireConversation.ts";
import { emitChanged, makeMoves, requireWritable } from "./transcripts.ts";

/** A conversation's versions, the last kept first; none once the transcript is erased. @throws Failure `conversation.not-found` */
export function listTranscriptVersions(
  { vault }: ServiceContext,
  { conversationId }: ParsedInput<"version.list">,
): RequestOutput<"version.list"> {
  requireConversation(vault, conversationId);
  return listVersions(vault.db, conversationId);
}

/**
 * Keeps the text as the vault has it under a name.
 *
 * @throws Failure `conversation.not-found`, `transcript.erased`, `conversation.on-hold`, `request.invalid` where there is
 *   no text
 */
export function saveVersion(
  context: ServiceContext,
  { conversationId, name }: ParsedInput<"version.save">,
): RequestOutput<"version.save"> {
  const { vault } = context;
  logAccess(vault, context.sitting, requireConversation(vault, conversationId), "open");
  const version = { id: randomUUID() as VersionId, name, reason: null, savedAt: vault.clock.now() };
  const lineCount = vault.db
    .transaction(() => {
      requireWritable(vault, conversationId);
      const segments = listSegments(vault.db, conversationId);
      if (segments.length === 0) throw new Failure("request.invalid");
      insertVersion(vault.db, conversationId, version, segments);
      return segments.length;
    })
    .immediate();
  emitVersions(context, conversationId);
  return { ...version, lineCount };
}

/** The lines of a version. @throws Failure `version.not-found` */
export function readVersion(
  { vault, sitting }: ServiceContext,
  { versionId }: ParsedInput<"version.read">,
): RequestOutput<"version.read"> {
  logAccess(vault, sitting, requireConversationOf(vault, versionId), "open");
  return { segments: readVersionLines(vault.db, versionId) };
}

/**
 * Makes the text what it was in a version, in one step of undo, after keeping it as it is.
 *
 * @throws Failure `version.not-found`, `transcript.erased`, `conversation.on-hold`
 */
export function restoreVersion(
  context: ServiceContext,
  { versionId }: ParsedInput<"version.restore">,
): RequestOutput<"version.restore"> {
  const { vault } = context;
  const { id } = requireConversationOf(vault, versionId);
  logAccess(vault, context.sitting, requireConversation(vault, id), "open");
  const version = vault.db
    .transaction(() => {
      const conversation = requireWritable(vault, id);
      const lines = readVersionLines(vault.db, versionId);
      const edits = editsBetween(listSegments(vault.db, id), lines);
      if (edits.length === 0) return conversation.transcriptVersion;
      keepAutomaticVersion(vault, id, "restore");
      return makeMoves(context, conversation, [{ kind: "do", edits, joins: false }], null);
    })
    .immediate();
  emitChanged(context, id);
  return { version };
}

/** Gives a version another name. @throws Failure `version.not-found`, `transcript.erased`, `conversation.on-hold` */
export function renameVersion(
  context: ServiceContext,
  { versionId, name }: ParsedInput<"version.rename">,
): void {
  const { id } = requireConversationOf(context.vault, versionId);
  requireWritable(context.vault, id);
  renameRow(context.vault.db, versionId, name);
  emitVersions(context, id);
}

/** Takes a version away for good. @throws Failure `version.not-found`, `transcript.erased`, `conversation.on-hold` */
export function removeVersion(context: ServiceContext, { versionId }: ParsedInput<"version.remove">): void {
  const { id } = requireConversationOf(context.vault, versionId);
  requireWritable(context.vault, id);
  removeRow(context.vault.db, versionId);
  emitVersions(context, id);
}

function requireConversationOf(vault: ServiceContext["vault"], versionId: VersionId): ConversationDetail {
  const conversationId = conversationOfVersion(vault.db, versionId);
  if (conversationId === undefined) throw new Failure("version.not-found");
  return requireConversation(vault, conversationId);
}

function emitVersions(context: ServiceContext, conversationId: ConversationId): void {
  context.emit({ name: "versions.changed", payload: { conversationId } });
}
