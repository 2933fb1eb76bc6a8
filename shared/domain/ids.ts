/** Branded identifiers: a conversation's id cannot be passed where a note's is wanted. */
import { z } from "zod";

const uuid = z.string().regex(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);

/** A vault: the name of its folder. */
export const vaultIdSchema = uuid.brand<"VaultId">();
export type VaultId = z.infer<typeof vaultIdSchema>;

export const consentIdSchema = uuid.brand<"ConsentId">();
export type ConsentId = z.infer<typeof consentIdSchema>;

export const conversationIdSchema = uuid.brand<"ConversationId">();
export type ConversationId = z.infer<typeof conversationIdSchema>;

/** A recording and its blob: the name of `media/<id>.blob`. */
export const recordingIdSchema = uuid.brand<"RecordingId">();
export type RecordingId = z.infer<typeof recordingIdSchema>;

export const segmentIdSchema = uuid.brand<"SegmentId">();
export type SegmentId = z.infer<typeof segmentIdSchema>;

/** A kept version of a transcript. */
export const versionIdSchema = uuid.brand<"VersionId">();
export type VersionId = z.infer<typeof versionIdSchema>;

export const noteIdSchema = uuid.brand<"NoteId">();
export type NoteId = z.infer<typeof noteIdSchema>;

/** A passage that is marked in a recording. */
export const passageIdSchema = uuid.brand<"PassageId">();
export type PassageId = z.infer<typeof passageIdSchema>;

/** A word that a person has decided on while de-identifying. */
export const identifyingWordIdSchema = uuid.brand<"IdentifyingWordId">();
export type IdentifyingWordId = z.infer<typeof identifyingWordIdSchema>;

/** A file the person chose or dropped; known to the page only by this id, for this session. */
export const sourceIdSchema = uuid.brand<"SourceId">();
export type SourceId = z.infer<typeof sourceIdSchema>;

/** A folder the person chose or a drive that is plugged in; known to the page only by this id, for this session. */
export const folderIdSchema = uuid.brand<"FolderId">();
export type FolderId = z.infer<typeof folderIdSchema>;

/** A place the person chose to save to; good for one save. */
export const targetIdSchema = uuid.brand<"TargetId">();
export type TargetId = z.infer<typeof targetIdSchema>;

/** A copy for the client that is being written; known for this session. */
export const copyIdSchema = uuid.brand<"CopyId">();
export type CopyId = z.infer<typeof copyIdSchema>;

/** A coding of a conversation by one coder. */
export const codingIdSchema = uuid.brand<"CodingId">();
export type CodingId = z.infer<typeof codingIdSchema>;

/** What is coded as one: an utterance, or a moment where there is no text. */
export const unitIdSchema = uuid.brand<"UnitId">();
export type UnitId = z.infer<typeof unitIdSchema>;

/** A stretch of a sample that stands for something in one coding. */
export const spanIdSchema = uuid.brand<"SpanId">();
export type SpanId = z.infer<typeof spanIdSchema>;

/** A step one is practising towards. */
export const stepIdSchema = uuid.brand<"StepId">();
export type StepId = z.infer<typeof stepIdSchema>;

/** An entry in the log of one's own practice. */
export const logEntryIdSchema = uuid.brand<"LogEntryId">();
export type LogEntryId = z.infer<typeof logEntryIdSchema>;

/** What a coding of one's own came to, kept for oneself. */
export const practiceFigureIdSchema = uuid.brand<"PracticeFigureId">();
export type PracticeFigureId = z.infer<typeof practiceFigureIdSchema>;
