/** What a person sets for their vault. */
import { z } from "zod";
import { defaultAuditMonths, leastAuditMonths, mostAuditMonths } from "./auditRetention.ts";
import { isoDateSchema } from "./isoDate.ts";
import { ownKeysSchema } from "./keyTable.ts";

/** A device's label, as the system tells it; longer ones are not remembered. */
const mostLabelCharacters = 200;
const mostMicrophones = 50;

export const languages = ["sv", "nb", "da", "en"] as const;
export const languageSchema = z.enum(languages);
export type Language = z.infer<typeof languageSchema>;

/** The pairs of words for the two people in a conversation; their texts stand under `roles.<pair>`. */
export const rolePairs = [
  "adviser-client",
  "officer-customer",
  "therapist-patient",
  "guide-user",
  "adviser-citizen",
] as const;
export const rolePairSchema = z.enum(rolePairs);
export type RolePair = z.infer<typeof rolePairSchema>;

/** The pair of words a language starts with (DOMAIN.md §5). */
export function usualRolePair(language: Language): RolePair {
  switch (language) {
    case "nb":
      return "guide-user";
    case "da":
      return "adviser-citizen";
    case "sv":
    case "en":
      return "adviser-client";
  }
}

export const themeSchema = z.enum(["system", "light", "dark"]);
export type Theme = z.infer<typeof themeSchema>;

/** Days each kind of content is kept; `notesDays: null` means as long as the transcript. */
export const retentionDaysSchema = z.object({
  soundDays: z.int().min(1).max(365),
  transcriptDays: z.int().min(1).max(730),
  notesDays: z.int().min(1).max(730).nullable(),
});
export type RetentionDays = z.infer<typeof retentionDaysSchema>;

/** Defaults of DESIGN.md: sound 30 days, transcript 90, notes with the transcript. */
export const defaultRetention: RetentionDays = { soundDays: 30, transcriptDays: 90, notesDays: null };

/** A microphone as it was used last, known by its label, since device ids change with every start. */
export const knownMicrophoneSchema = z.object({
  label: z.string().min(1).max(mostLabelCharacters),
  channels: z.union([z.literal(1), z.literal(2)]),
  /** Who is heard in the first of two channels. */
  firstChannel: z.enum(["practitioner", "client"]).nullable(),
});
export type KnownMicrophone = z.infer<typeof knownMicrophoneSchema>;

/** How the time is shown while recording: the client sees it too. */
export const recordingClockSizeSchema = z.enum(["large", "small", "hidden"]);
export type RecordingClockSize = z.infer<typeof recordingClockSizeSchema>;

/** A foot pedal: not used, plays as long as it is held down, or starts and stops with each press. */
export const footPedalSchema = z.enum(["off", "hold", "press"]);
export type FootPedal = z.infer<typeof footPedalSchema>;

/** As many text blocks as there are digits for them. */
export const textBlockCount = 9;
/** The most a text block may hold. */
export const longestTextBlock = 200;

export const settingsSchema = z.object({
  language: languageSchema,
  theme: themeSchema,
  rolePair: rolePairSchema,
  /** Minutes without a key or the mouse before the vault locks. */
  idleLockMinutes: z.int().min(1).max(60),
  retention: retentionDaysSchema,
  /** How long the audit log keeps an entry after what it is about was erased. */
  auditMonths: z.int().min(leastAuditMonths).max(mostAuditMonths),
  /** Single letters act as keys outside text fields (WCAG 2.1.4: can be turned off). */
  singleKeys: z.boolean(),
  /** How far playback goes back when it is resumed. */
  rewindOnResumeMs: z.int().min(0).max(10_000),
  /** Playback waits while one writes in a row. */
  pauseWhileTyping: z.boolean(),
  /** How long after the last letter it goes on; `null`: by key only. */
  resumeAfterTypingMs: z.int().min(500).max(10_000).nullable(),
  /** A new row is spoken by the other of the two. */
  alternateSpeakers: z.boolean(),
  footPedal: footPedalSchema,
  keys: ownKeysSchema,
  /** Short texts on keys, empty for none, `|` where the cursor goes; `null` for those of the language. */
  textBlocks: z.array(z.string().max(longestTextBlock)).max(textBlockCount).nullable(),
  /** What Lyhörd does not decode may go through a converter that is installed on the computer. */
  useConverter: z.boolean(),
  /** Days after which a changed vault is reminded of a backup; `null` for never. */
  backupReminderDays: z.int().min(1).max(365).nullable(),
  microphone: z.object({
    /** Label of the one used last; `null` for the system's own choice. */
    preferred: z.string().min(1).max(mostLabelCharacters).nullable(),
    perDevice: z.array(knownMicrophoneSchema).max(mostMicrophones),
  }),
  /** What the computer may do to a microphone's sound before it is recorded. */
  echoCancellation: z.boolean(),
  noiseSuppression: z.boolean(),
  autoGainControl: z.boolean(),
  recordingClock: recordingClockSizeSchema,
  /** Date of the last entry in the practice log before a pause that has been asked about; `null` before the first. */
  practicePauseAfter: isoDateSchema.nullable(),
});
export type Settings = z.infer<typeof settingsSchema>;

/** Settings of a new vault. */
export function newSettings(language: Language, rolePair: RolePair): Settings {
  return {
    language,
    theme: "system",
    rolePair,
    idleLockMinutes: 10,
    retention: defaultRetention,
    auditMonths: defaultAuditMonths,
    singleKeys: true,
    rewindOnResumeMs: 1_000,
    pauseWhileTyping: true,
    resumeAfterTypingMs: 1_500,
    alternateSpeakers: true,
    footPedal: "off",
    keys: {},
    textBlocks: null,
    useConverter: false,
    backupReminderDays: 30,
    microphone: { preferred: null, perDevice: [] },
    echoCancellation: false,
    noiseSuppression: false,
    autoGainControl: true,
    recordingClock: "large",
    practicePauseAfter: null,
  };
}
