/** Words about the sound: transcript, notes, marked passages, and finding them. */
import { z } from "zod";
import {
  decidedWordSchema,
  newPlaceSchema,
  replacementSchema,
  wordDraftSchema,
} from "../domain/deidentification.ts";
import { editSchema } from "../domain/edit.ts";
import { editHistorySchema, editsPerRequest, moveSchema, movesPerRequest } from "../domain/editHistory.ts";
import { foundConversationSchema } from "../domain/found.ts";
import {
  identifyingWordIdSchema,
  noteIdSchema,
  passageIdSchema,
  sourceIdSchema,
  targetIdSchema,
  versionIdSchema,
} from "../domain/ids.ts";
import { markedPassageSchema } from "../domain/markedPassage.ts";
import { noteDraftSchema, noteSchema } from "../domain/note.ts";
import { copyFormSchema } from "../domain/outsideCopy.ts";
import { printedSheetSchema } from "../domain/printedSheet.ts";
import { segmentSchema, speakerNameSchema, speakerSchema } from "../domain/segment.ts";
import { speakerNamesSchema } from "../domain/speakerCalled.ts";
import { exportFormatSchema } from "../domain/transcriptExport.ts";
import { transcriptPreviewSchema } from "../domain/transcriptPreview.ts";
import { transcriptVersionSchema, versionNameSchema } from "../domain/transcriptVersion.ts";
import { conversation, nothing, range } from "./parts.ts";

/** What a line says beside its text. */
const wantedParts = { withSpeakers: z.boolean(), withTimes: z.boolean() };

const version = z.object({ versionId: versionIdSchema });
/** Names a batch of edits. */
const saveIdSchema = z.uuid();

export const textRequests = {
  "transcript.preview": { input: z.object({ sourceId: sourceIdSchema }), output: transcriptPreviewSchema },
  "transcript.import": {
    input: conversation.extend({
      sourceId: sourceIdSchema,
      /** Which speaker each label of the preview stands for, and what the lines are to say of who speaks. */
      speakers: z.array(
        z.object({ label: z.string(), speaker: speakerSchema, name: speakerNameSchema.exactOptional() }),
      ),
      /** A machine wrote the text, and nobody has listened through it yet. */
      isMachineMade: z.boolean().exactOptional(),
      /** An existing transcript is replaced only if this is `true`. */
      replace: z.boolean(),
    }),
    output: z.object({ version: z.int() }),
  },
  "transcript.read": {
    input: conversation,
    output: z.object({
      version: z.int(),
      segments: z.array(segmentSchema),
      /** The steps that lead back from this version. */
      history: editHistorySchema,
      /** The last batch that is in it. */
      saveId: saveIdSchema.nullable(),
      names: speakerNamesSchema,
    }),
  },
  /** On top of `baseVersion`, all or none: a batch of moves, or edits that are one step by themselves. */
  "transcript.apply": {
    input: z.union([
      conversation.extend({
        baseVersion: z.int().nonnegative(),
        saveId: saveIdSchema,
        moves: z.array(moveSchema).min(1).max(movesPerRequest),
      }),
      conversation.extend({
        baseVersion: z.int().nonnegative(),
        edits: z.array(editSchema).min(1).max(editsPerRequest),
      }),
    ]),
    output: z.object({ version: z.int() }),
  },
  /** What the roles are called in this transcript from now on; one that is left out has the vault's word. */
  "transcript.nameSpeakers": {
    input: conversation.extend({ names: speakerNamesSchema }),
    output: z.object({ version: z.int() }),
  },
  /** Writes the text to a place outside, not encrypted, and reads it back. */
  "transcript.export": {
    input: conversation.extend({
      ...wantedParts,
      /** Finished codings go along as codes; only into a project for programs of qualitative analysis. */
      withCodings: z.boolean().exactOptional(),
      format: exportFormatSchema,
      targetId: targetIdSchema,
    }),
    output: z.object({ sizeBytes: z.int().nonnegative() }),
  },
  /** What goes on paper, or into a PDF. */
  "transcript.paper": {
    input: conversation.extend({ ...wantedParts, form: copyFormSchema }),
    output: printedSheetSchema,
  },

  /** The last kept first. */
  "version.list": { input: conversation, output: z.array(transcriptVersionSchema) },
  /** Keeps the text as the vault has it. */
  "version.save": {
    input: conversation.extend({ name: versionNameSchema }),
    output: transcriptVersionSchema,
  },
  "version.read": { input: version, output: z.object({ segments: z.array(segmentSchema) }) },
  /** The text becomes the version, in one step of undo, once it was kept as it is. */
  "version.restore": { input: version, output: z.object({ version: z.int() }) },
  /** One that was kept by itself is then one of the person's. */
  "version.rename": { input: version.extend({ name: versionNameSchema }), output: nothing },
  "version.remove": { input: version, output: nothing },

  "note.list": { input: conversation, output: z.array(noteSchema) },
  "note.create": { input: noteDraftSchema, output: noteSchema },
  "note.update": {
    input: z.object({ noteId: noteIdSchema, text: z.string().trim().min(1).max(10_000) }),
    output: noteSchema,
  },
  "note.remove": { input: z.object({ noteId: noteIdSchema }), output: nothing },

  /** What was decided on which words; and the names that the permission or the participants tell. */
  "deidentify.read": {
    input: conversation,
    output: z.object({ words: z.array(decidedWordSchema), knownNames: z.array(z.string()) }),
  },
  /** Keeps what the words were, and marks where they are said; the text itself is changed by `transcript.apply`, after this. */
  "deidentify.replace": {
    input: conversation.extend({
      ...wordDraftSchema.shape,
      replacement: replacementSchema,
      places: z.array(newPlaceSchema).min(1).max(5_000),
    }),
    output: nothing,
  },
  /** Where the word still stands, it stays. */
  "deidentify.leave": { input: conversation.extend(wordDraftSchema.shape), output: nothing },
  /** Forgets a decision; `transcript.apply` has put the word back, or does so next. */
  "deidentify.undecide": {
    input: conversation.extend({ wordId: identifyingWordIdSchema }),
    output: nothing,
  },
  /** The person has gone through the whole text, as it is in `baseVersion`. */
  "deidentify.confirm": {
    input: conversation.extend({ baseVersion: z.int().nonnegative() }),
    output: nothing,
  },
  /** Destroys what the replaced words were, and every way back to them. */
  "deidentify.forget": { input: conversation, output: nothing },

  /** Where a share is silent: the spoken permission, and words that were replaced. */
  "passage.list": { input: conversation, output: z.array(markedPassageSchema) },
  "passage.mark": { input: conversation.extend(range.shape), output: markedPassageSchema },
  "passage.move": {
    input: z.object({ passageId: passageIdSchema }).extend(range.shape),
    output: markedPassageSchema,
  },
  "passage.remove": { input: z.object({ passageId: passageIdSchema }), output: nothing },

  "search.everywhere": {
    input: z.object({ text: z.string().trim().min(1).max(200) }),
    /** Conversations, the best hits first; `hits` may be empty where title or occasion matched. */
    output: z.array(foundConversationSchema),
  },
} as const;
