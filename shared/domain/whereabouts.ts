/** Where a sound may still be besides the vault: by where it came from, as the person says (DOMAIN.md §2.6). */
import { z } from "zod";
import { instantSchema } from "./isoDate.ts";

/** What a sound came from. */
export const soundOrigins = ["recorder", "iphone", "android", "computer", "other"] as const;
export const soundOriginSchema = z.enum(soundOrigins);
export type SoundOrigin = z.infer<typeof soundOriginSchema>;

/** A place in which a sound may be left; `file` is the file itself that was taken in. */
export const soundPlaceSchema = z.enum([
  "file",
  "recorder-memory",
  "memory-card",
  "phone-app",
  "recently-deleted",
  "cloud",
  "messages",
  "downloads",
  "recycle-bin",
  "dictation-software",
  "backup-programs",
  "elsewhere",
]);
export type SoundPlace = z.infer<typeof soundPlaceSchema>;

/** Why a place need not be thought of any more. */
export const settlementSchema = z.enum(["gone", "not-applicable"]);
export type Settlement = z.infer<typeof settlementSchema>;

/** One line of the list. */
export const placeLineSchema = z.object({
  place: soundPlaceSchema,
  /** `null` while nobody has said anything of it. */
  settled: z
    .object({
      as: settlementSchema,
      at: instantSchema,
      /** Lyhörd erased it itself and saw that it was gone. */
      byLyhord: z.boolean(),
    })
    .nullable(),
});
export type PlaceLine = z.infer<typeof placeLineSchema>;

/** What is known of one conversation's sound outside the vault. */
export const whereaboutsSchema = z.object({
  /** `null` until the person has said it. */
  origin: soundOriginSchema.nullable(),
  /** In the order in which they are gone through. */
  places: z.array(placeLineSchema).min(1),
  /** An erasure at the source was begun and not seen to end. */
  isErasureUnfinished: z.boolean(),
});
export type Whereabouts = z.infer<typeof whereaboutsSchema>;

const placesOfPhone: readonly SoundPlace[] = [
  "file",
  "phone-app",
  "recently-deleted",
  "cloud",
  "messages",
  "downloads",
  "recycle-bin",
  "backup-programs",
];

const placesByOrigin: Readonly<Record<SoundOrigin, readonly SoundPlace[]>> = {
  recorder: [
    "file",
    "recorder-memory",
    "memory-card",
    "dictation-software",
    "recycle-bin",
    "backup-programs",
  ],
  iphone: placesOfPhone,
  android: placesOfPhone,
  computer: [
    "file",
    "downloads",
    "recycle-bin",
    "cloud",
    "messages",
    "dictation-software",
    "backup-programs",
  ],
  other: ["file", "recycle-bin", "cloud", "messages", "backup-programs", "elsewhere"],
};

/** The places to go through; while nobody has said where a sound came from, the file and all the rest. */
export function placesFor(origin: SoundOrigin | null): readonly SoundPlace[] {
  return origin === null ? ["file", "elsewhere"] : placesByOrigin[origin];
}

/** The places of which nobody has said that the sound is gone from there, or never was. */
export function unsettledPlaces({ places }: Pick<Whereabouts, "places">): SoundPlace[] {
  return places.flatMap(({ place, settled }) => (settled === null ? [place] : []));
}

/** Whether nothing is left to do: only where it is known what the sound came from. */
export function isSettled(whereabouts: Pick<Whereabouts, "origin" | "places">): boolean {
  return whereabouts.origin !== null && unsettledPlaces(whereabouts).length === 0;
}
