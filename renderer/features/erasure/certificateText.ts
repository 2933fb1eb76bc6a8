/** Reads the signed text of a certificate of erasure for showing it; nothing is ever written back. */
import { z } from "zod";
import { contentCategorySchema, conversationKindSchema } from "../../../shared/domain/conversation.ts";
import {
  erasureRuleSchema,
  type RemainingRecord,
  remainingRecord,
  remainingRecordSchema,
} from "../../../shared/domain/erasureRecord.ts";
import { mandateSchema } from "../../../shared/domain/mandate.ts";
import { copyFormSchema, copyKindSchema } from "../../../shared/domain/outsideCopy.ts";
import { soundOriginSchema, soundPlaceSchema } from "../../../shared/domain/whereabouts.ts";

const instant = z.iso.datetime();

/** What became of a file, as far as the run that signed it saw. */
const fates = ["overwritten and deleted", "deleted", "absent"] as const;

/** What version 1 of the document says; instants are ISO 8601 in UTC. */
export const certificateTextSchema = z.object({
  number: z.int(),
  vault: z.string(),
  signingKeyFingerprint: z.string(),
  conversation: z.object({
    kind: conversationKindSchema,
    heldOn: z.iso.date(),
    clocksStartedAt: instant.nullable(),
    consent: z
      .object({
        number: z.int(),
        givenOn: z.iso.date(),
        lastOn: z.iso.date(),
        withdrawnAt: instant.nullable(),
        wordingVersion: z.string(),
        keptWhere: z.string(),
      })
      .nullable(),
    recordWritten: z.boolean(),
  }),
  decision: mandateSchema.nullable(),
  rule: erasureRuleSchema,
  dueAt: instant.nullable(),
  executedBy: z.enum(["vault-owner", "automatic", "number-and-code"]),
  executedWhileLocked: z.boolean(),
  keyHalfFoundAbsentNotLaterThan: instant.optional(),
  whatIsClaimed: z.string().optional(),
  category: contentCategorySchema,
  /** The fates of sound only. */
  method: z.object({
    kind: z.string(),
    keyHalfInFile: z.enum([...fates, "found absent"]).optional(),
    encryptedSound: z.enum(fates).optional(),
  }),
  places: z.array(z.string()),
  startedAt: instant,
  finishedAt: instant,
  zone: z.string(),
  verification: z.object({
    writeAheadLogEmpty: z.boolean(),
    canariesLookedFor: z.int(),
    canariesFound: z.int(),
    rowsAbsent: z.boolean(),
    filesAbsent: z.boolean(),
    cannotBeOpened: z.boolean(),
  }),
  /** Copies that hold what was erased; certificates from before they were named count them only. */
  copiesOutsideControl: z.object({
    exported: z.int(),
    shared: z.int(),
    numberedCopies: z.object({ returned: z.int(), missing: z.int() }),
    made: z.array(z.object({ kind: copyKindSchema, form: copyFormSchema, madeAt: instant })).default([]),
    /** Only of sound that was taken in from a file: what nobody has said to be gone. */
    mayRemainAtSource: z
      .object({ origin: soundOriginSchema.nullable(), places: z.array(soundPlaceSchema) })
      .default({ origin: null, places: [] }),
  }),
  remains: z.object({
    sound: z.boolean(),
    transcript: z.boolean(),
    notes: z.boolean(),
    underPseudonym: z.boolean(),
    /** Certificates from before they were named leave these out. */
    record: remainingRecordSchema.optional(),
    figures: z.boolean().default(false),
  }),
  tool: z.object({ name: z.string(), version: z.string() }),
  audit: z.object({ sequence: z.int(), hash: z.string() }),
  limits: z.string(),
});
export type CertificateText = z.infer<typeof certificateTextSchema>;

/** @returns `null` for a text of another version, or one that is no certificate */
export function readCertificateText(text: string): CertificateText | null {
  try {
    return certificateTextSchema.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}

/** What checking found, in the order of SECURITY.md §4 step 6. */
export type Verified =
  | "cannotBeOpened"
  | "filesAbsent"
  | "rowsAbsent"
  | "writeAheadLogEmpty"
  | "canariesAbsent";

/** The checks that held; those that are about sound only are left out for other content. */
export function verifiedChecks({ category, verification }: CertificateText): Verified[] {
  const { canariesLookedFor, canariesFound } = verification;
  const checks: readonly (readonly [Verified, boolean])[] = [
    ["cannotBeOpened", category === "sound" && verification.cannotBeOpened],
    ["filesAbsent", category === "sound" && verification.filesAbsent],
    ["rowsAbsent", verification.rowsAbsent],
    ["writeAheadLogEmpty", verification.writeAheadLogEmpty],
    ["canariesAbsent", canariesLookedFor > 0 && canariesFound === 0],
  ];
  return checks.filter(([, held]) => held).map(([check]) => check);
}

/** The words for what became of a file. */
const fateNames = {
  "overwritten and deleted": "overwritten",
  deleted: "deleted",
  absent: "absent",
  "found absent": "foundAbsent",
} as const;

/** What became of the key half in a file, and of the sound; nothing of either where no sound was erased. */
export function fatesOf({ method }: CertificateText) {
  const { keyHalfInFile, encryptedSound } = method;
  return {
    keyHalf: keyHalfInFile && fateNames[keyHalfInFile],
    sound: encryptedSound && fateNames[encryptedSound],
  };
}

/** The words for what the vault still knows. */
const recordNames = {
  permission: "permission",
  "title and names": "names",
  "title and source": "source",
} as const satisfies Record<RemainingRecord, string>;

/** What the vault still knows of the conversation: it follows from its kind, also where it was not signed yet. */
export function recordLeft({ remains, conversation }: CertificateText) {
  return recordNames[remains.record ?? remainingRecord(conversation.kind)];
}

/** The parts of a database, as the document names them, and the word for each. */
const databaseParts = {
  database: "database",
  "write-ahead log": "log",
  "search index": "search",
  peaks: "peaks",
} as const;

/** A place that was treated: a part of the database, or a file of the vault. */
export type TreatedPlace =
  | { readonly place: (typeof databaseParts)[keyof typeof databaseParts] }
  | { readonly place: "file"; readonly name: string };

/** The places in their order. */
export function treatedPlaces({ places }: CertificateText): TreatedPlace[] {
  return places.map((name) =>
    Object.hasOwn(databaseParts, name)
      ? { place: databaseParts[name as keyof typeof databaseParts] }
      : { place: "file", name },
  );
}
