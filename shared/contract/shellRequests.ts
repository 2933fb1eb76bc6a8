/** What the shell answers: windows, dialogs, printing, and the computer itself. */
import { z } from "zod";
import { offeredFolderSchema } from "../domain/device.ts";
import { targetIdSchema } from "../domain/ids.ts";
import { loginStartSchema } from "../domain/loginStart.ts";
import { offeredSourceSchema } from "../domain/offeredSource.ts";
import { printedDocumentSchema } from "../domain/printedDocument.ts";
import { languageSchema, themeSchema } from "../domain/settings.ts";
import { nothing, recordingPhaseSchema } from "./parts.ts";

export const shellRequests = {
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
    input: z.object({ purpose: z.enum(["audio", "transcript", "backup", "scheme", "coding"]) }),
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
        "transcript",
        "scheme",
        "coding",
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
} as const;
