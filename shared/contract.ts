/** Every request the page can make and every event it can hear: the one contract between page, shell and vault process. */
import { z } from "zod";
import { auditFilterSchema, auditLineSchema, auditVerdictSchema } from "./domain/auditEvent.ts";
import { backupFaceSchema, backupOverviewSchema, restoreOutcomeSchema } from "./domain/backup.ts";
import {
  clientCopyChoiceSchema,
  clientCopyDocumentSchema,
  clientCopyOfferSchema,
} from "./domain/clientCopy.ts";
import { consentDraftSchema, consentSchema } from "./domain/consent.ts";
import {
  contentCategorySchema,
  conversationDetailSchema,
  conversationDraftSchema,
  conversationSummarySchema,
  holdSchema,
  soundEndingSchema,
} from "./domain/conversation.ts";
import {
  deviceFileSchema,
  deviceListSchema,
  devicePlaceSchema,
  offeredFolderSchema,
} from "./domain/device.ts";
import { editSchema } from "./domain/edit.ts";
import {
  certificateSchema,
  dueErasureSchema,
  erasureSummarySchema,
  unfinishedErasureSchema,
} from "./domain/erasureRecord.ts";
import { receiptSchema } from "./domain/handOverReceipt.ts";
import { longestHoldDays } from "./domain/hold.ts";
import {
  consentIdSchema,
  conversationIdSchema,
  copyIdSchema,
  folderIdSchema,
  noteIdSchema,
  passageIdSchema,
  recordingIdSchema,
  sourceIdSchema,
  targetIdSchema,
  vaultIdSchema,
} from "./domain/ids.ts";
import { instantSchema, positionMsSchema } from "./domain/isoDate.ts";
import { loginStartSchema } from "./domain/loginStart.ts";
import { mandateSchema } from "./domain/mandate.ts";
import { markedPassageSchema } from "./domain/markedPassage.ts";
import { noteDraftSchema, noteSchema } from "./domain/note.ts";
import { offeredSourceSchema } from "./domain/offeredSource.ts";
import { outsideCopySchema } from "./domain/outsideCopy.ts";
import { certificateNumbersSchema, printedDocumentSchema } from "./domain/printedDocument.ts";
import {
  bookmarkLabelSchema,
  channelsSchema,
  firstChannelSchema,
  pauseSchema,
  recoveredRecordingSchema,
} from "./domain/recording.ts";
import { segmentSchema, speakerSchema } from "./domain/segment.ts";
import {
  languageSchema,
  retentionDaysSchema,
  rolePairSchema,
  settingsSchema,
  themeSchema,
} from "./domain/settings.ts";
import { sourceErasureSchema } from "./domain/sourceErasure.ts";
import { wordingSchema } from "./domain/spokenPermission.ts";
import { folderPlaceSchema } from "./domain/syncedFolder.ts";
import { todayItemSchema } from "./domain/todayItem.ts";
import { transcriptPreviewSchema } from "./domain/transcriptPreview.ts";
import { checkDeedSchema, checkOutcomeSchema, checkStageSchema } from "./domain/vaultCheck.ts";
import { sessionSchema, vaultSummarySchema } from "./domain/vaultSummary.ts";
import {
  settlementSchema,
  soundOriginSchema,
  soundPlaceSchema,
  whereaboutsSchema,
} from "./domain/whereabouts.ts";

const nothing = z.object({});
const conversation = z.object({ conversationId: conversationIdSchema });
/** `[startMs, endMs)` in the sound. */
const range = z.object({ startMs: positionMsSchema, endMs: positionMsSchema });
const vault = z.object({ vaultId: vaultIdSchema });
const consent = z.object({ consentId: consentIdSchema });
const holdDays = z.int().min(1).max(longestHoldDays);
const bytes = z.custom<Uint8Array>((value) => value instanceof Uint8Array);
const peakData = z.custom<Int8Array>((value) => value instanceof Int8Array);
/** UTF-8 of the NFC form of what was typed; wiped by whoever receives it. */
const secretBytes = bytes.refine((value) => value.length > 0 && value.length <= 1_024);
/** Number and code of a client's copy; the code as it was typed. */
const withdrawalByCode = vault.extend({ consentNumber: consentDraftSchema.shape.number, code: secretBytes });
/** `hold`: the client wants a copy, or someone has asked for the recording. */
const withdrawalWish = z.enum(["erase", "hold"]);
/** What opens a vault, as it was typed. */
const vaultSecret = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("passphrase"), bytes: secretBytes }),
  z.object({ kind: z.literal("recovery-code"), bytes: secretBytes }),
]);
/** How far the page is with a recording. */
const recordingPhaseSchema = z.enum(["off", "armed", "recording", "paused"]);
/** A piece sent in one message: at most 1 MiB. */
const piece = bytes.refine((value) => value.length > 0 && value.length <= 1_048_576);

/** How much longer a recording can go on before the room is reached that is kept for ending it, ms. */
const room = z.object({ roomMs: z.int().nonnegative() });
const recording = z.object({ recordingId: recordingIdSchema });
/** Peaks of one piece: 20 ms bins, a minute at most. */
const pieceOfPeaks = peakData.refine((value) => value.length % 2 === 0 && value.length <= 6_000);

/** Widths of peak bins that are kept, in ms: fine, middle, overview. */
export const peakBinsMs = [20, 80, 640] as const;

/** Requests: input is parsed where it is answered, output is what the handler returns. */
export const requests = {
  // Answered by the shell (electron/shell).
  "shell.info": {
    input: nothing,
    output: z.object({
      version: z.string(),
      host: z.enum(["electron", "stand-in"]),
      platform: z.string(),
      systemLanguage: languageSchema,
      /** What menu and dialogs speak: as last chosen, at first the system's. */
      language: languageSchema,
    }),
  },
  "shell.lock": { input: nothing, output: nothing },
  /** The page's answer to `vault.locking`: nothing is unsaved any more, or nothing can be saved. */
  "shell.saved": { input: nothing, output: nothing },
  /** How long nobody has touched the computer; 0 also where the system does not tell. Nobody is away who is recording. */
  "shell.idle": {
    input: nothing,
    output: z.object({ idleMs: z.number().nonnegative(), isRecording: z.boolean() }),
  },
  /**
   * How far the page is with a recording. `armed`: it may use the microphone, and the system is asked whether it may.
   * `recording` and `paused`: the computer stays awake, nothing locks but the page itself, sleep and shutdown, and
   * closing asks first. A page that is gone records nothing: it begins with `off`.
   */
  "shell.setRecording": { input: z.object({ phase: recordingPhaseSchema }), output: nothing },
  /** Whether the system lets the application use the microphone; `granted` also where it does not tell. */
  "shell.microphoneAccess": {
    input: nothing,
    output: z.object({ state: z.enum(["granted", "denied", "not-determined", "restricted"]) }),
  },
  /** The window small and above all others, and back as it was; small only while recording or paused, and back by itself. */
  "shell.setCompact": { input: z.object({ isCompact: z.boolean() }), output: nothing },
  "shell.setAppearance": {
    input: z.object({ theme: themeSchema, language: languageSchema }),
    output: nothing,
  },
  "shell.chooseFiles": {
    input: z.object({ purpose: z.enum(["audio", "transcript", "backup"]) }),
    /** Empty if the person cancelled. */
    output: z.array(offeredSourceSchema),
  },
  "shell.chooseFolder": {
    input: z.object({ purpose: z.enum(["audio"]) }),
    /** `null` if the person cancelled. */
    output: offeredFolderSchema.nullable(),
  },
  "shell.chooseTarget": {
    input: z.object({
      purpose: z.enum([
        "certificate",
        "recovery-code",
        "verifier",
        "audit-log",
        "pdf",
        "backup",
        "client-copy",
        "archive",
        "receipt",
      ]),
      suggestedName: z.string().max(120),
    }),
    /** `null` if the person cancelled. */
    output: z.object({ targetId: targetIdSchema }).nullable(),
  },
  /** Prints the sheet that the page shows only to printers, with the system's dialog. */
  "shell.print": {
    input: z.object({ document: printedDocumentSchema }),
    output: z.object({ outcome: z.enum(["printed", "cancelled"]) }),
  },
  /** The same sheet as a PDF of A4 pages. */
  "shell.savePdf": {
    input: z.object({ document: printedDocumentSchema, targetId: targetIdSchema }),
    output: nothing,
  },
  /** The start at login that erases what is due, as the system has it now. */
  "shell.loginStart": {
    input: nothing,
    /** `hasChosen` is `false` until a person was told of it. */
    output: z.object({ state: loginStartSchema, hasChosen: z.boolean() }),
  },
  "shell.setLoginStart": {
    input: z.object({ isWanted: z.boolean() }),
    output: z.object({ state: loginStartSchema }),
  },

  // Answered while locked.
  "vault.list": { input: nothing, output: z.array(vaultSummarySchema) },
  "vault.create": {
    input: z.object({
      name: z.string().trim().min(1).max(60),
      passphrase: secretBytes,
      language: languageSchema,
      rolePair: rolePairSchema,
    }),
    /** Leaves the vault unlocked; the recovery code is shown this once. */
    output: z.object({ session: sessionSchema, recoveryCode: z.string() }),
  },
  "vault.unlock": {
    input: z.object({ vaultId: vaultIdSchema, secret: vaultSecret }),
    output: sessionSchema,
  },
  /** Whether any permission in a vault has a code on a client's copy. */
  "withdrawal.offer": { input: vault, output: z.object({ hasCodes: z.boolean() }) },
  /** What taking a permission back by number and code would do; nothing happens yet. */
  "withdrawal.check": {
    input: withdrawalByCode,
    output: z.discriminatedUnion("phase", [
      z.object({
        phase: z.literal("possible"),
        sounds: z.int().nonnegative(),
        /** Of them, those that a hold keeps until it ends. */
        heldSounds: z.int().nonnegative(),
      }),
      z.object({ phase: z.literal("already") }),
    ]),
  },
  /** Takes it back: `erase` destroys the sounds at once, `hold` keeps them for those who asked, 30 days at most. */
  "withdrawal.carryOut": {
    input: withdrawalByCode.extend({ wish: withdrawalWish }),
    output: z.object({
      erasedSounds: z.int().nonnegative(),
      heldSounds: z.int().nonnegative(),
      heldUntil: instantSchema.nullable(),
    }),
  },
  /** Reads what a backup says of itself; nothing of it is authenticated yet. */
  "backup.inspect": { input: z.object({ sourceId: sourceIdSchema }), output: backupFaceSchema },
  /** Resolves when the restored vault is there, locked. */
  "backup.restore": {
    input: z.object({
      sourceId: sourceIdSchema,
      secret: vaultSecret,
      /** Where the same vault is here: its name, typed to have it replaced. */
      replaceTyped: z.string().max(120).nullable(),
    }),
    output: restoreOutcomeSchema,
  },
  "backup.cancelRestore": { input: nothing, output: nothing },
  /** Erases the unlocked vault from this computer; its name is typed. The page locks afterwards. */
  "vault.erase": { input: z.object({ typedName: z.string().max(120) }), output: nothing },
  /** `null` while locked. */
  "vault.session": { input: nothing, output: sessionSchema.nullable() },
  /** Where the folder of the vaults lies, if it is copied elsewhere; `null` if nothing speaks for it. */
  "home.place": { input: nothing, output: folderPlaceSchema.nullable() },

  // Everything below needs an unlocked vault.
  "vault.rename": { input: z.object({ name: z.string().trim().min(1).max(60) }), output: nothing },
  "keys.read": {
    input: nothing,
    output: z.object({
      /** Rises with each rotation, from 1. */
      generation: z.int().positive(),
      /** Whether the passphrase works on this computer only. */
      device: z.discriminatedUnion("phase", [
        z.object({ phase: z.literal("bound") }),
        z.object({ phase: z.literal("unbound") }),
        z.object({ phase: z.literal("unavailable"), reason: z.enum(["basic-text", "none"]) }),
      ]),
    }),
  },
  "keys.changePassphrase": {
    input: z.object({ secret: vaultSecret, newPassphrase: secretBytes }),
    output: nothing,
  },
  /** The new code is shown this once; the old one opens nothing any more. */
  "keys.reissueRecoveryCode": {
    input: z.object({ passphrase: secretBytes }),
    output: z.object({ recoveryCode: z.string() }),
  },
  /** Leaves the vault locked; the new recovery code is shown this once. */
  "keys.rotate": {
    input: z.object({ passphrase: secretBytes }),
    output: z.object({ recoveryCode: z.string() }),
  },
  "keys.bindDevice": { input: z.object({ passphrase: secretBytes, bound: z.boolean() }), output: nothing },
  "clock.confirm": { input: z.object({ verdict: z.enum(["right", "wrong"]) }), output: nothing },
  "settings.read": { input: nothing, output: settingsSchema },
  "settings.update": { input: settingsSchema.partial(), output: settingsSchema },
  "mandate.read": { input: nothing, output: mandateSchema.nullable() },
  "mandate.save": { input: mandateSchema, output: nothing },
  "backup.overview": { input: nothing, output: backupOverviewSchema },
  /** Resolves when the file is on the medium and was read back. */
  "backup.make": {
    input: z.object({ targetId: targetIdSchema, withSound: z.boolean() }),
    output: z.object({
      madeAt: instantSchema,
      sizeBytes: z.int().positive(),
      soundCount: z.int().nonnegative(),
    }),
  },
  "backup.cancel": { input: nothing, output: nothing },
  "today.list": { input: nothing, output: z.array(todayItemSchema) },

  /** What was typed for a new conversation when the vault was locked; the page alone knows its form. */
  "draft.read": { input: nothing, output: z.object({ text: z.string() }).nullable() },
  /** `null` forgets it. */
  "draft.keep": { input: z.object({ text: z.string().max(65_536).nullable() }), output: nothing },

  /** Reads the whole vault once; tells how far it is in `check.progress`. */
  "check.run": { input: nothing, output: checkOutcomeSchema },
  "check.cancel": { input: nothing, output: nothing },
  "check.mend": { input: z.object({ deed: checkDeedSchema }), output: nothing },

  "consent.list": { input: nothing, output: z.array(consentSchema) },
  "consent.nextNumber": { input: nothing, output: z.object({ number: z.int().positive() }) },
  /** The texts in which permission is asked for by word of mouth, by language, the newest of each first. */
  "consent.wordings": { input: nothing, output: z.array(wordingSchema) },
  "consent.create": { input: consentDraftSchema, output: consentSchema },
  /** Makes a new code for the client's copy, given out this once; an earlier one is void. */
  "consent.issueCode": { input: consent, output: z.object({ code: z.string(), issuedAt: instantSchema }) },
  /** Erases everything under the permission, at once, in all its conversations; or holds it first, as wished. */
  "consent.withdraw": {
    input: consent.extend({ typedPseudonym: z.string(), wish: withdrawalWish.default("erase") }),
    output: z.object({ erasedConversations: z.int(), heldConversations: z.int() }),
  },

  "conversation.list": { input: nothing, output: z.array(conversationSummarySchema) },
  "conversation.create": { input: conversationDraftSchema, output: conversation },
  "conversation.read": { input: conversation, output: conversationDetailSchema },
  "conversation.update": {
    input: conversation.extend({
      occasion: z.string().trim().max(120).optional(),
      heldOn: z.iso.date().optional(),
      recordWritten: z.boolean().optional(),
    }),
    output: nothing,
  },
  /** Takes out a conversation that has no content yet, such as one whose first import failed. */
  "conversation.discard": { input: conversation, output: nothing },
  "conversation.saveView": {
    input: conversation.extend({ positionMs: positionMsSchema, pxPerSecond: z.number().nonnegative() }),
    output: nothing,
  },

  "retention.set": { input: conversation.extend(retentionDaysSchema.shape), output: nothing },
  "hold.set": {
    input: conversation.extend({ reason: holdSchema.shape.reason, days: holdDays }),
    output: nothing,
  },
  "hold.end": { input: conversation, output: nothing },
  /** Holds, or renews, all conversations under a permission of which anything is left. */
  "hold.setForConsent": {
    input: consent.extend({ reason: holdSchema.shape.reason, days: holdDays }),
    output: nothing,
  },
  "hold.endForConsent": { input: consent, output: nothing },
  "erasure.now": {
    input: conversation.extend({ categories: z.array(contentCategorySchema).min(1), typedTitle: z.string() }),
    output: nothing,
  },
  "erasure.due": { input: nothing, output: z.array(dueErasureSchema) },
  /** Oldest first. */
  "erasure.unfinished": { input: nothing, output: z.array(unfinishedErasureSchema) },
  /** Tries now what is tried every minute. */
  "erasure.retry": {
    input: nothing,
    output: z.object({ finished: z.int().nonnegative(), incomplete: z.int().nonnegative() }),
  },
  /** Newest first. */
  "erasure.done": { input: nothing, output: z.array(erasureSummarySchema) },
  "certificate.read": { input: z.object({ number: z.int().positive() }), output: certificateSchema },
  "certificate.save": {
    input: z.object({ number: z.int().positive(), targetId: targetIdSchema }),
    output: nothing,
  },
  /** In the order asked for. */
  "certificate.readSeveral": {
    input: z.object({ numbers: certificateNumbersSchema }),
    output: z.array(certificateSchema),
  },
  /** Several in one file. */
  "certificate.saveSeveral": {
    input: z.object({ numbers: certificateNumbersSchema, targetId: targetIdSchema }),
    output: nothing,
  },
  /** The small program that checks saved certificates without Lyhörd. */
  "certificate.saveVerifier": { input: z.object({ targetId: targetIdSchema }), output: nothing },

  /** Copies of a conversation that left Lyhörd's control, newest first. */
  "copies.list": { input: conversation, output: z.array(outsideCopySchema) },
  /** Opens a conversation to be heard and read together with the client; in the log before anything is given out. */
  "clientCopy.listen": {
    input: conversation,
    output: z.object({ token: z.string().nullable(), segments: z.array(segmentSchema) }),
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
  /** Newest first, a page at a time. */
  "audit.list": {
    input: auditFilterSchema.extend({
      /** Only entries before this one; `null` begins with the newest. */
      before: z.int().positive().nullable(),
      limit: z.int().min(1).max(500),
    }),
    output: z.object({
      entries: z.array(auditLineSchema),
      /** Where the next page begins; `null` after the last. */
      next: z.int().positive().nullable(),
      /** The entries up to `sequence` went at `at`, their time being over; `null` if none did. */
      pruned: z.object({ sequence: z.int().positive(), at: instantSchema }).nullable(),
    }),
  },
  /** Reads the whole log and checks it against its signatures and what is kept outside the database. */
  "audit.verify": {
    input: nothing,
    output: z.object({
      verdict: auditVerdictSchema,
      /** How many entries there are, and how many checkpoints with a signature. */
      entries: z.int().nonnegative(),
      checkpoints: z.int().nonnegative(),
      /** Of the vault's signing key. */
      fingerprint: z.string(),
      /** When an unlock last found something wrong with the log; `null` if none did, as far as it goes back. */
      lastNotedAt: instantSchema.nullable(),
    }),
  },
  /** All of it with hashes and signatures, one JSON object a line. */
  "audit.export": { input: z.object({ targetId: targetIdSchema }), output: z.object({ entries: z.int() }) },

  /** The program on this computer that may convert what Lyhörd does not decode. */
  "converter.find": {
    input: nothing,
    output: z.object({ converter: z.object({ name: z.string(), version: z.string() }).nullable() }),
  },
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
    /** At most 50, best first; `startMs` is `null` where the title or occasion matched. */
    output: z.array(
      z.object({
        conversationId: conversationIdSchema,
        title: z.string(),
        occasion: z.string(),
        startMs: positionMsSchema.nullable(),
        snippet: z.string(),
      }),
    ),
  },
  "example.add": { input: z.object({ language: languageSchema }), output: conversation },
} as const satisfies Record<string, { input: z.ZodType; output: z.ZodType }>;

export type RequestName = keyof typeof requests;
export type RequestInput<Name extends RequestName> = z.input<(typeof requests)[Name]["input"]>;
export type ParsedInput<Name extends RequestName> = z.output<(typeof requests)[Name]["input"]>;
export type RequestOutput<Name extends RequestName> = z.output<(typeof requests)[Name]["output"]>;

/** Requests that are answered without an unlocked vault, or end with one gone. */
export const lockedRequests = [
  "vault.list",
  "vault.create",
  "vault.unlock",
  "vault.session",
  "home.place",
  "withdrawal.offer",
  "withdrawal.check",
  "withdrawal.carryOut",
  "vault.erase",
  "backup.inspect",
  "backup.restore",
  "backup.cancelRestore",
] as const satisfies readonly RequestName[];

/** Events: something changed; whoever shows it reads it again. */
export const events = {
  /** The vault process died while unlocked: keep what is typed, ask to unlock. */
  "vault.ended": nothing,
  /** The vault is about to be locked: save what is typed, then say `shell.saved`. */
  "vault.locking": nothing,
  /** Lock was chosen in the menu while a recording is on: ask what is meant, then say `shell.lock`, or nothing. */
  "lock.wanted": nothing,
  "library.changed": nothing,
  "conversation.changed": conversation,
  "transcript.changed": conversation,
  "notes.changed": conversation,
  "passages.changed": conversation,
  "settings.changed": nothing,
  "erasures.changed": nothing,
  /** There is something for `preparation.list`. */
  "preparation.wanted": nothing,
  /** There is something new in `recording.recovered`. */
  "recordings.changed": nothing,
  /** `totalBytes` is 0 where the length of a stage is not known. */
  "check.progress": z.object({
    stage: checkStageSchema,
    doneBytes: z.int().nonnegative(),
    totalBytes: z.int().nonnegative(),
  }),
  "backups.changed": nothing,
  "backup.progress": z.object({
    phase: z.enum(["writing", "verifying"]),
    doneBytes: z.int().nonnegative(),
    totalBytes: z.int().positive(),
  }),
  "restore.progress": z.object({ doneBytes: z.int().nonnegative(), totalBytes: z.int().positive() }),
  "keys.progress": z.object({
    phase: z.enum(["copying", "encrypting", "checking", "switching", "destroying"]),
  }),
  "import.progress": conversation.extend({
    phase: z.enum(["encrypting", "verifying"]),
    doneBytes: z.int().nonnegative(),
    totalBytes: z.int().nonnegative(),
  }),
  /** `comparing`: files of the same size as what the vault holds are read through; else both numbers of bytes are 0. */
  "device.progress": z.object({
    phase: z.enum(["looking", "comparing"]),
    files: z.int().nonnegative(),
    doneBytes: z.int().nonnegative(),
    totalBytes: z.int().nonnegative(),
  }),
  "whereabouts.changed": conversation,
  "source.progress": conversation.extend({
    phase: z.enum(["checking", "comparing", "overwriting"]),
    doneBytes: z.int().nonnegative(),
    totalBytes: z.int().nonnegative(),
  }),
  "copies.changed": conversation,
  "handOver.progress": conversation.extend({
    phase: z.enum(["writing", "verifying"]),
    doneBytes: z.int().nonnegative(),
    totalBytes: z.int().nonnegative(),
  }),
} as const satisfies Record<string, z.ZodType>;

export type EventName = keyof typeof events;
export type EventPayload<Name extends EventName> = z.output<(typeof events)[Name]>;
/** An event as it crosses to the page. */
export type AppEvent = {
  readonly [Name in EventName]: { readonly name: Name; readonly payload: EventPayload<Name> };
}[EventName];
