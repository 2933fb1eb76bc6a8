/** What stands on a dictaphone, a phone or in a folder, before anything of it is kept. */
import { z } from "zod";
import { appErrorSchema } from "../errors.ts";
import { conversationIdSchema, folderIdSchema, sourceIdSchema } from "./ids.ts";
import { instantSchema, isoDateSchema } from "./isoDate.ts";

/** A folder the person chose or a drive that is plugged in; its path stays with the vault process. */
export const offeredFolderSchema = z.object({
  folderId: folderIdSchema,
  /** As the system calls it, such as `ICD-PX370`; on Windows a letter, `E:`. */
  name: z.string(),
});
export type OfferedFolder = z.infer<typeof offeredFolderSchema>;

/** A drive that is there now. */
export const devicePlaceSchema = offeredFolderSchema.extend({ kind: z.enum(["removable", "network"]) });
export type DevicePlace = z.infer<typeof devicePlaceSchema>;

/** What the bytes of a file say. */
export const deviceFileKindSchema = z.discriminatedUnion("phase", [
  /** `format` is what it is called where only the converter reads it. */
  z.object({ phase: z.literal("readable"), mimeType: z.string(), format: z.string().nullable() }),
  /** Why it cannot be brought in. */
  z.object({ phase: z.literal("problem"), error: appErrorSchema }),
]);
export type DeviceFileKind = z.infer<typeof deviceFileKindSchema>;

/** Exactly these bytes came into the vault before; `erased`: their sound has gone from here since. */
export const knownSoundSchema = z.object({
  state: z.enum(["kept", "erased"]),
  conversationId: conversationIdSchema,
  importedOn: isoDateSchema,
});
export type KnownSound = z.infer<typeof knownSoundSchema>;

/** One file of sound, or one whose name promises sound. */
export const deviceFileSchema = z.object({
  sourceId: sourceIdSchema,
  /** File name without its folder; shown to the person, never stored or logged. */
  name: z.string(),
  /** The folders below the place, joined by `/`; empty at its top. */
  folder: z.string(),
  sizeBytes: z.int().nonnegative(),
  /** As the device's clock had it, which may never have been set. */
  modifiedAt: instantSchema,
  kind: deviceFileKindSchema,
  known: knownSoundSchema.nullable(),
});
export type DeviceFile = z.infer<typeof deviceFileSchema>;

/** What a look into a place found. */
export const deviceListSchema = z.object({
  /** In the order of folders and names. */
  files: z.array(deviceFileSchema),
  /** Files that are no sound and do not call themselves so. */
  otherFiles: z.int().nonnegative(),
  /** Folders that could not be read, by name below the place. */
  unreadableFolders: z.array(z.string()),
  /** There is more than is looked at: too many files, or folders too deep. */
  truncated: z.boolean(),
});
export type DeviceList = z.infer<typeof deviceListSchema>;
