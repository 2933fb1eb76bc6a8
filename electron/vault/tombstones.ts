/**
 * What was erased, kept outside the vault: `LYHORD_HOME/tombstones/<vaultId>.json`, in every backup and beside it.
 *
 * A backup that is older than an erasure learns of it here when it is restored. Ids and times only; a list that
 * cannot be authenticated still counts, since it can only erase more of what a restore brings.
 */
import path from "node:path";
import { z } from "zod";
import { contentCategorySchema } from "../../shared/domain/conversation.ts";
import {
  consentIdSchema,
  conversationIdSchema,
  recordingIdSchema,
  type VaultId,
  vaultIdSchema,
} from "../../shared/domain/ids.ts";
import { type FilePort, readWhole } from "../ports/files.ts";
import {
  type AuthenticatedText,
  isAuthentic,
  readInAnySpelling,
  writeAuthenticated,
} from "./authenticatedText.ts";
import { instantInFileSchema } from "./clockFile.ts";
import { givenNumbers, givenNumbersSchema, higherNumbers, noNumbers } from "./givenNumbers.ts";
import type { OpenVault } from "./openVault.ts";
import { uncontradicted } from "./reconcileTombstones.ts";

const tombstonesSchema = z.strictObject({
  format: z.literal(1),
  vaultId: vaultIdSchema,
  /** One kind of content of one conversation. */
  contents: z.array(
    z.strictObject({
      conversationId: conversationIdSchema,
      category: contentCategorySchema,
      erasedAt: instantInFileSchema,
    }),
  ),
  /** Sounds by the name of their files, which is all that is known while locked. */
  sounds: z.array(z.strictObject({ recordingId: recordingIdSchema, erasedAt: instantInFileSchema })),
  /** Permissions that were taken back. */
  withdrawn: z.array(z.strictObject({ consentId: consentIdSchema, withdrawnAt: instantInFileSchema })),
  /** The same by number, which is all that is known while locked. */
  withdrawnNumbers: z.array(
    z.strictObject({ consentNumber: z.int().positive(), withdrawnAt: instantInFileSchema }),
  ),
  /** When the whole vault was erased on a computer; says nothing about its content elsewhere. */
  vaultErasedAt: instantInFileSchema.nullable(),
  /** The highest numbers given out, which a restored vault goes on from; older lists have none. */
  numbers: givenNumbersSchema.default(noNumbers),
});
/** What is known to be erased of one vault; each list without repetition, in a fixed order. */
export type Tombstones = z.infer<typeof tombstonesSchema>;

/** Where the list of a vault lies. */
export function tombstonesPath(home: string, vaultId: VaultId): string {
  return path.join(home, "tombstones", `${vaultId}.json`);
}

/** The list that accompanies a backup file. */
export function companionPath(backupPath: string): string {
  return `${backupPath}.erased`;
}

/** `LYHORD_HOME` of a vault's folder. */
export function homeOf(vault: Pick<OpenVault, "folder">): string {
  return path.dirname(path.dirname(vault.folder));
}

/** Nothing erased yet. */
export function noTombstones(vaultId: VaultId): Tombstones {
  return {
    format: 1,
    vaultId,
    contents: [],
    sounds: [],
    withdrawn: [],
    withdrawnNumbers: [],
    vaultErasedAt: null,
    numbers: noNumbers,
  };
}

/** What the database knows to be erased, or to be about to be. */
export function tombstonesIn({ id, db }: Pick<OpenVault, "id" | "db">): Tombstones {
  return {
    ...noTombstones(id),
    contents: db
      .prepare<[], Tombstones["contents"][number]>(
        `SELECT conversation_id AS conversationId, category, min(started_at) AS erasedAt
           FROM erasure GROUP BY conversation_id, category`,
      )
      .all(),
    sounds: db
      .prepare<[], Tombstones["sounds"][number]>(
        `SELECT recording.id AS recordingId, min(started_at) AS erasedAt
           FROM erasure JOIN recording ON recording.conversation_id = erasure.conversation_id
          WHERE category = 'sound' GROUP BY recording.id`,
      )
      .all(),
    withdrawn: db
      .prepare<[], Tombstones["withdrawn"][number]>(
        "SELECT id AS consentId, withdrawn_at AS withdrawnAt FROM consent WHERE withdrawn_at IS NOT NULL",
      )
      .all(),
    numbers: givenNumbers(db),
  };
}

/** The union; of what stands in several the earliest time counts. */
export function mergeTombstones(vaultId: VaultId, lists: readonly Tombstones[]): Tombstones {
  const own = lists.filter((list) => list.vaultId === vaultId);
  const erasedAt = own.flatMap((list) => list.vaultErasedAt ?? []);
  return {
    format: 1,
    vaultId,
    contents: earliest(
      own.flatMap(({ contents }) => contents),
      ({ conversationId, category }) => `${conversationId} ${category}`,
      (one) => one.erasedAt,
    ),
    sounds: earliest(
      own.flatMap(({ sounds }) => sounds),
      ({ recordingId }) => recordingId,
      (one) => one.erasedAt,
    ),
    withdrawn: earliest(
      own.flatMap(({ withdrawn }) => withdrawn),
      ({ consentId }) => consentId,
      (one) => one.withdrawnAt,
    ),
    withdrawnNumbers: earliest(
      own.flatMap(({ withdrawnNumbers }) => withdrawnNumbers),
      ({ consentNumber }) => String(consentNumber),
      (one) => one.withdrawnAt,
    ),
    vaultErasedAt: erasedAt.length === 0 ? null : Math.max(...erasedAt),
    numbers: own.map(({ numbers }) => numbers).reduce(higherNumbers, noNumbers),
  };
}

/** The text that is authenticated. */
export function tombstonesText(tombstones: Tombstones): string {
  return JSON.stringify(tombstonesSchema.parse(tombstones));
}

/** Whether two lists say the same of what was erased, whatever numbers were given out meanwhile. */
export function isSameErased(one: Tombstones, other: Tombstones): boolean {
  const erased = (list: Tombstones) => tombstonesText({ ...list, numbers: noNumbers });
  return erased(one) === erased(other);
}

/** Reads such a text. @returns `undefined` if it is none */
export function parseTombstones(text: string): Tombstones | undefined {
  try {
    const parsed = tombstonesSchema.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : undefined;
  } catch {
    return undefined;
  }
}

/** Bytes of a file; 0 if there is none. */
function sizeOf(files: FilePort, filePath: string): number {
  if (!files.exists(filePath)) return 0;
  const descriptor = files.openRead(filePath);
  try {
    return files.size(descriptor);
  } finally {
    files.close(descriptor);
  }
}

/** A list as a file holds it. */
export interface StoredTombstones {
  readonly tombstones: Tombstones;
  readonly stored: AuthenticatedText;
}

/** The largest list that is read, bytes: a hundred thousand erasures are half of it, and what lies beside a backup may be anything. */
const mostListBytes = 32 * 1024 * 1024;

/** Whether a file is larger than any list. */
export function isNoList(files: FilePort, filePath: string): boolean {
  return sizeOf(files, filePath) > mostListBytes;
}

/** Reads a list; nothing is said about whether it is authentic. @returns `undefined` if there is none that can be read */
export function readTombstones(files: FilePort, filePath: string): StoredTombstones | undefined {
  if (isNoList(files, filePath)) return undefined;
  const stored = readInAnySpelling(files, filePath);
  if (stored === undefined || stored === "malformed") return undefined;
  const tombstones = parseTombstones(stored.text);
  return tombstones && { tombstones, stored };
}

/** Whether there is a file from which no list can be read: what it knew is not known. */
export function isDamagedList(files: FilePort, filePath: string): boolean {
  return files.exists(filePath) && readTombstones(files, filePath) === undefined;
}

/**
 * All that is known here of what was erased, whether or not it is in the list already.
 *
 * What comes from outside counts as far as the database does not contradict it: a forged line would else be signed, and
 * spoil every later backup.
 */
export function knownTombstones(vault: OpenVault, more: Partial<Tombstones> = {}): Tombstones {
  const { files, id } = vault;
  const home = homeOf(vault);
  const known = readTombstones(files, tombstonesPath(home, id));
  const fromOutside = mergeTombstones(id, [
    ...(known === undefined ? [] : [known.tombstones]),
    readLockedTombstones(files, home, id),
    { ...noTombstones(id), ...more },
  ]);
  return mergeTombstones(id, [tombstonesIn(vault), uncontradicted(vault, fromOutside)]);
}

/**
 * Adds what the database and the notes of the locked vault know to the list; when it returns, it is on the medium.
 *
 * @returns the list; its file is left as it is if it says so already
 */
export function keepTombstones(vault: OpenVault, more: Partial<Tombstones> = {}): Tombstones {
  const { files, id, keys } = vault;
  const home = homeOf(vault);
  const filePath = tombstonesPath(home, id);
  const known = readTombstones(files, filePath);
  const tombstones = knownTombstones(vault, more);
  const text = tombstonesText(tombstones);
  const isKept =
    known === undefined
      ? text === tombstonesText(noTombstones(id)) && !files.exists(filePath)
      : known.stored.text === text && isAuthentic(known.stored, keys.tombstoneMacKey);
  if (!isKept) {
    files.makeFolder(path.dirname(filePath));
    writeAuthenticated(files, filePath, text, keys.tombstoneMacKey);
  }
  const lockedPath = lockedTombstonesPath(home, id);
  if (files.exists(lockedPath)) files.unlink(lockedPath);
  return tombstones;
}

/** Adds to the list beside a backup, which a restore elsewhere may have taught more than this vault knows. */
export function writeCompanion(vault: OpenVault, backupPath: string, tombstones: Tombstones): void {
  const { files, id, keys } = vault;
  const filePath = companionPath(backupPath);
  const known = readTombstones(files, filePath);
  const text = tombstonesText(
    mergeTombstones(id, [tombstones, ...(known === undefined ? [] : [known.tombstones])]),
  );
  if (known?.stored.text === text) return;
  writeAuthenticated(files, filePath, text, keys.tombstoneMacKey);
}

/** What can be known while locked: a sound that is about to be erased, or a permission that was taken back. */
const lockedTombstoneSchema = z.union([
  tombstonesSchema.shape.sounds.element,
  tombstonesSchema.shape.withdrawnNumbers.element,
]);
export type LockedTombstone = z.infer<typeof lockedTombstoneSchema>;

/** Notes an erasure while the vault is locked, before it begins; when it returns, it is on the medium. */
export function appendLockedTombstone(
  files: FilePort,
  home: string,
  vaultId: VaultId,
  tombstone: LockedTombstone,
): void {
  const filePath = lockedTombstonesPath(home, vaultId);
  files.makeFolder(path.dirname(filePath));
  const isNew = !files.exists(filePath);
  const descriptor = isNew ? files.createNew(filePath) : files.openUpdate(filePath);
  try {
    // A line begins with a line feed, so that one torn by a crash does not swallow it.
    files.write(
      descriptor,
      new TextEncoder().encode(`\n${JSON.stringify(tombstone)}\n`),
      files.size(descriptor),
    );
    files.sync(descriptor);
  } finally {
    files.close(descriptor);
  }
  if (isNew) files.syncFolder(path.dirname(filePath));
}

/** What was noted while locked and is not yet in the list; lines that are none are left out. */
export function readLockedTombstones(files: FilePort, home: string, vaultId: VaultId): Tombstones {
  const bytes = readWhole(files, lockedTombstonesPath(home, vaultId));
  const noted = new TextDecoder().decode(bytes).split("\n").flatMap(lockedTombstoneIn);
  return {
    ...noTombstones(vaultId),
    sounds: noted.filter((one) => "recordingId" in one),
    withdrawnNumbers: noted.filter((one) => "consentNumber" in one),
  };
}

function lockedTombstoneIn(line: string): LockedTombstone[] {
  try {
    const parsed = lockedTombstoneSchema.safeParse(JSON.parse(line));
    return parsed.success ? [parsed.data] : [];
  } catch {
    return [];
  }
}

function lockedTombstonesPath(home: string, vaultId: VaultId): string {
  return path.join(home, "tombstones", `${vaultId}.locked.jsonl`);
}

/** One of each, by key; the earliest. In the order of the keys, so that the same knowledge gives the same text. */
function earliest<One>(
  all: readonly One[],
  keyOf: (one: One) => string,
  timeOf: (one: One) => number,
): One[] {
  const byKey = new Map<string, One>();
  for (const one of all) {
    const known = byKey.get(keyOf(one));
    if (known === undefined || timeOf(one) < timeOf(known)) byKey.set(keyOf(one), one);
  }
  return [...byKey].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, one]) => one);
}
