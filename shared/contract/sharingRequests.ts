/** What leaves the vault on purpose: copies for clients, and the hand-over to an archive. */
import { z } from "zod";
import {
  clientCopyChoiceSchema,
  clientCopyDocumentSchema,
  clientCopyOfferSchema,
} from "../domain/clientCopy.ts";
import { receiptSchema } from "../domain/handOverReceipt.ts";
import { copyIdSchema, targetIdSchema } from "../domain/ids.ts";
import { positionMsSchema } from "../domain/isoDate.ts";
import { outsideCopySchema } from "../domain/outsideCopy.ts";
import { segmentSchema } from "../domain/segment.ts";
import { speakerNamesSchema } from "../domain/speakerCalled.ts";
import { conversation, nothing, piece, secretBytes } from "./parts.ts";

export const sharingRequests = {
  /** Copies of a conversation that left Lyhörd's control, newest first. */
  "copies.list": { input: conversation, output: z.array(outsideCopySchema) },
  /** Opens a conversation to be heard and read together with the client; in the log before anything is given out. */
  "clientCopy.listen": {
    input: conversation,
    output: z.object({
      token: z.string().nullable(),
      segments: z.array(segmentSchema),
      names: speakerNamesSchema,
    }),
  },
  /** What can go into a copy for the client. */
  "clientCopy.offer": { input: conversation, output: clientCopyOfferSchema },
  /** What goes on paper. */
  "clientCopy.paper": {
    input: conversation.extend({ choice: clientCopyChoiceSchema }),
    output: clientCopyDocumentSchema,
  },
  /** Begins the file for the client. */
  "clientCopy.begin": {
    input: conversation.extend({
      choice: clientCopyChoiceSchema,
      sound: z.boolean(),
      /** The person has listened through what nobody has written down. */
      listenedThrough: z.boolean(),
      targetId: targetIdSchema,
      passphrase: secretBytes,
    }),
    output: z.object({
      copyId: copyIdSchema,
      /** `null` where nothing but text goes in; else the sound must come through `clientCopy.append`, with these passages silent. */
      sound: z
        .object({
          token: z.string(),
          muted: z.array(z.object({ startMs: positionMsSchema, endMs: positionMsSchema })),
        })
        .nullable(),
    }),
  },
  /** The next piece of mono Opus in Ogg. */
  "clientCopy.append": {
    input: z.object({ copyId: copyIdSchema, offset: z.int().nonnegative(), bytes: piece }),
    output: nothing,
  },
  /** Ends the file and reads it back; only then does it bear its name. */
  "clientCopy.finish": {
    input: z.object({ copyId: copyIdSchema }),
    output: z.object({ sizeBytes: z.int().positive() }),
  },
  "clientCopy.cancel": { input: z.object({ copyId: copyIdSchema }), output: nothing },

  /** Writes all of a conversation to a place outside, not encrypted, and reads it back; the answer is the receipt's number. */
  "handOver.export": {
    input: conversation.extend({
      targetId: targetIdSchema,
      receivedBy: z.string().trim().max(200),
      reference: z.string().trim().max(200),
    }),
    output: z.object({ receiptNumber: z.int().positive() }),
  },
  "handOver.cancel": { input: conversation, output: nothing },
  /** Receipts of a conversation, newest first. */
  "handOver.receipts": { input: conversation, output: z.array(receiptSchema) },
  "handOver.readReceipt": { input: z.object({ number: z.int().positive() }), output: receiptSchema },
  "handOver.saveReceipt": {
    input: z.object({ number: z.int().positive(), targetId: targetIdSchema }),
    output: nothing,
  },
  /** Erases here what was handed over; a hold ends with it. */
  "handOver.erase": {
    input: conversation.extend({ receiptNumber: z.int().positive(), typedTitle: z.string() }),
    output: nothing,
  },
} as const;
