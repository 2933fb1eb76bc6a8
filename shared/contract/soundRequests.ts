/** Sound: where it comes from, how it is taken in, recorded, prepared and played. */
import { z } from "zod";
import { soundEndingSchema } from "../domain/conversation.ts";
import { deviceFileSchema, deviceListSchema, devicePlaceSchema } from "../domain/device.ts";
import {
  conversationIdSchema,
  folderIdSchema,
  noteIdSchema,
  recordingIdSchema,
  sourceIdSchema,
} from "../domain/ids.ts";
import { positionMsSchema } from "../domain/isoDate.ts";
import {
  bookmarkLabelSchema,
  channelsSchema,
  firstChannelSchema,
  pauseSchema,
  recoveredRecordingSchema,
} from "../domain/recording.ts";
import { sourceErasureSchema } from "../domain/sourceErasure.ts";
import {
  settlementSchema,
  soundOriginSchema,
  soundPlaceSchema,
  whereaboutsSchema,
} from "../domain/whereabouts.ts";
import { conversation, nothing, peakData, piece, pieceOfPeaks, recording, room } from "./parts.ts";

export const soundRequests = {
  /** Drives that are plugged in now: suggestions, by name. */
  "device.places": { input: nothing, output: z.array(devicePlaceSchema) },
  /** Looks through a place and its folders; tells how far it is in `device.progress`. A second look ends the first. */
  "device.list": { input: z.object({ folderId: folderIdSchema }), output: deviceListSchema },
  /** Looks in the same way at files that were chosen or dropped, in their order. */
  "device.look": {
    input: z.object({ sourceIds: z.array(sourceIdSchema).min(1).max(64) }),
    output: z.object({ files: z.array(deviceFileSchema) }),
  },
  "device.cancel": { input: nothing, output: nothing },

  /** The program on this computer that may convert what Lyhörd does not decode. */
  "converter.find": {
    input: nothing,
    output: z.object({ converter: z.object({ name: z.string(), version: z.string() }).nullable() }),
  },
  /** Opens an offered file for a look (`media/<token>`) without keeping anything of it. */
  "source.open": {
    input: z.object({ sourceId: sourceIdSchema }),
    output: z.object({
      /** `null`: only the converter reads it, so there is nothing to look at. */
      token: z.string().nullable(),
      mimeType: z.string(),
      sizeBytes: z.int().positive(),
      ending: soundEndingSchema,
    }),
  },
  /**
   * Erases an offered file in its place, if it is what the conversation's sound was taken in from; both are read once
   * more before.
   */
  "source.erase": { input: conversation.extend({ sourceId: sourceIdSchema }), output: sourceErasureSchema },
  /** Stops before anything of the file was touched; later it goes on to its end. */
  "source.cancelErase": { input: conversation, output: nothing },
  /** Takes up an erasure at the source that was begun and did not end. */
  "source.resumeErase": { input: conversation, output: sourceErasureSchema },
  /** `null` for a conversation whose sound was not taken in from a file, and for what is published. */
  "whereabouts.read": { input: conversation, output: whereaboutsSchema.nullable() },
  "whereabouts.setOrigin": { input: conversation.extend({ origin: soundOriginSchema }), output: nothing },
  /** `null` takes back what was said of a place. */
  "whereabouts.settle": {
    input: conversation.extend({ place: soundPlaceSchema, as: settlementSchema.nullable() }),
    output: nothing,
  },
  /** Resolves when the sound is encrypted, verified and committed. */
  "audio.import": {
    input: conversation.extend({ sourceId: sourceIdSchema, durationMs: positionMsSchema.nullable() }),
    output: z.object({ recordingId: recordingIdSchema }),
  },
  "audio.cancelImport": { input: conversation, output: nothing },
  /** A token of this unlock for the relative address `media/<token>`. */
  "audio.open": {
    input: conversation,
    output: z.object({ token: z.string(), mimeType: z.string(), recordingId: recordingIdSchema }),
  },
  /** Interleaved min, max (−128…127) per bin; empty if not made yet. */
  /** Opens the sound for the page to find out where somebody speaks; nobody hears it. Good until it is closed. */
  "audio.openForRows": { input: conversation, output: z.object({ token: z.string() }) },
  "audio.closeForRows": { input: z.object({ token: z.string() }), output: nothing },
  "audio.peaks": {
    input: z.object({
      recordingId: recordingIdSchema,
      binMs: z.union([z.literal(20), z.literal(80), z.literal(640)]),
    }),
    output: z.object({ peaks: peakData }),
  },

  /** How long a recording that has not begun could be. */
  "recording.room": { input: z.object({ channels: channelsSchema }), output: room },
  /** Begins to record the sound of a conversation; one at a time. */
  "recording.begin": {
    input: conversation
      .extend({ channels: channelsSchema, firstChannel: firstChannelSchema })
      .refine(({ channels, firstChannel }) => (channels === 2) === (firstChannel !== null)),
    output: room.extend({ recordingId: recordingIdSchema }),
  },
  /** Resolves when the bytes are on the medium. Whole Ogg pages only. */
  "recording.append": {
    input: recording.extend({
      /** From 0, without gaps. */
      index: z.int().nonnegative(),
      bytes: piece,
      /** Length of all sound up to the end of these bytes. */
      endMs: positionMsSchema,
      /** 20 ms bins of this piece, interleaved min, max; empty where it holds no whole bin. */
      peaks: pieceOfPeaks,
    }),
    /** 0: end it now; the encoder's last pieces still have room. */
    output: room,
  },
  /** On the medium when it resolves. */
  "recording.bookmark": {
    input: recording.extend({ atMs: positionMsSchema, label: bookmarkLabelSchema }),
    output: z.object({ noteId: noteIdSchema }),
  },
  "recording.labelBookmark": {
    input: z.object({ noteId: noteIdSchema, label: bookmarkLabelSchema }),
    output: nothing,
  },
  /** `permission`: the passage in which a spoken permission is given or repeated. */
  "recording.mark": {
    input: recording.extend({
      mark: z.discriminatedUnion("kind", [
        pauseSchema.extend({ kind: z.literal("pause") }),
        z
          .object({ kind: z.literal("permission"), startMs: positionMsSchema, endMs: positionMsSchema })
          .refine(({ startMs, endMs }) => startMs < endMs),
      ]),
    }),
    output: nothing,
  },
  /** Ends it: the sound is `ready`, with its waveform. Where that fails it may be asked again; else the next unlock sees to it. */
  "recording.finish": { input: recording, output: z.object({ durationMs: positionMsSchema }) },
  /** Recordings that were cut off, oldest first, until they are seen. */
  "recording.recovered": { input: nothing, output: z.array(recoveredRecordingSchema) },
  /** One that is not put together yet stays. */
  "recording.seen": { input: recording, output: nothing },

  /** Recordings whose peaks (and where needed transcoding) are still to be made, oldest first. */
  "preparation.list": {
    input: nothing,
    output: z.array(z.object({ recordingId: recordingIdSchema, conversationId: conversationIdSchema })),
  },
  /** Begins, or begins anew: what an earlier attempt appended is dropped. */
  "preparation.begin": {
    input: recording,
    output: z.object({
      token: z.string(),
      mimeType: z.string(),
      sizeBytes: z.int().positive(),
      /** `true`: the sound must come back as mono Opus in Ogg through `preparation.append`. */
      transcode: z.boolean(),
    }),
  },
  "preparation.append": {
    input: z.object({ recordingId: recordingIdSchema, offset: z.int().nonnegative(), bytes: piece }),
    output: nothing,
  },
  "preparation.finish": {
    input: z.object({
      recordingId: recordingIdSchema,
      durationMs: positionMsSchema,
      /** 20 ms bins, interleaved min, max. */
      peaks: peakData,
      /** The sound ended before the length its file announces; what is there is kept. */
      isCutOff: z.boolean().optional(),
    }),
    output: nothing,
  },
  /** The sound turned out not to be decodable: everything of it is erased again. */
  "preparation.reject": {
    input: z.object({
      recordingId: recordingIdSchema,
      reason: z.enum(["no-decoder", "truncated", "not-audio"]),
    }),
    output: nothing,
  },
} as const;
