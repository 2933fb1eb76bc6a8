/** Words about the sound: transcript, notes, marked passages, and finding them. */
import { z } from "zod";
import { editSchema } from "../domain/edit.ts";
import { foundConversationSchema } from "../domain/found.ts";
import { noteIdSchema, passageIdSchema, sourceIdSchema } from "../domain/ids.ts";
import { markedPassageSchema } from "../domain/markedPassage.ts";
import { noteDraftSchema, noteSchema } from "../domain/note.ts";
import { segmentSchema, speakerSchema } from "../domain/segment.ts";
import { transcriptPreviewSchema } from "../domain/transcriptPreview.ts";
import { conversation, nothing, range } from "./parts.ts";

export const textRequests = {
  "transcript.preview": { input: z.object({ sourceId: sourceIdSchema }), output: transcriptPreviewSchema },
  "transcript.import": {
    input: conversation.extend({
      sourceId: sourceIdSchema,
      /** Which speaker each label of the preview stands for. */
      speakers: z.array(z.object({ label: z.string(), speaker: speakerSchema })),
      /** An existing transcript is replaced only if this is `true`. */
      replace: z.boolean(),
    }),
    output: z.object({ version: z.int() }),
  },
  "transcript.read": {
    input: conversation,
    output: z.object({ version: z.int(), segments: z.array(segmentSchema) }),
  },
  /** Edits on top of `baseVersion`, all or none. */
  "transcript.apply": {
    input: conversation.extend({
      baseVersion: z.int().nonnegative(),
      edits: z.array(editSchema).min(1).max(500),
    }),
    output: z.object({ version: z.int() }),
  },

  "note.list": { input: conversation, output: z.array(noteSchema) },
  "note.create": { input: noteDraftSchema, output: noteSchema },
  "note.update": {
    input: z.object({ noteId: noteIdSchema, text: z.string().trim().min(1).max(10_000) }),
    output: noteSchema,
  },
  "note.remove": { input: z.object({ noteId: noteIdSchema }), output: nothing },

  /** Where the spoken permission is repeated: silent in every share, outside every sample. */
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
