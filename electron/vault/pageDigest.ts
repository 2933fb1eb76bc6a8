/** `pages.json`: a digest over all pages of the database as the vault was locked, so that an old page put back is noticed. */
import { randomUUID } from "node:crypto";
import type Database from "better-sqlite3";
import { z } from "zod";
import { blake2b256 } from "../crypto/hash.ts";
import { type FilePort, readWhole } from "../ports/files.ts";
import { isAuthentic, readAuthenticated, writeAuthenticated } from "./authenticatedText.ts";
import { base64Codec } from "./base64.ts";
import type { OpenVault } from "./openVault.ts";
import { findSetting, upsertSetting } from "./settingRepository.ts";
import { isWalEmpty, truncateWal } from "./truncateWal.ts";
import { databasePath, vaultPaths } from "./vaultFolder.ts";

/**
 * Of which sitting the file is, by a name that the database knows too; and the digest if that sitting ended in order.
 *
 * A page's own tag says that it is one of this database, not that it is the newest of its number (SECURITY.md §1.7).
 */
const pagesSchema = z.strictObject({
  document: z.literal("lyhord-pages/1"),
  sitting: z.string(),
  /** Of keys, and of the schema: a database that was rotated or migrated since has other pages. */
  generation: z.int().positive(),
  schema: z.int().nonnegative(),
  /** Of the pages' tags, and of `audit.json`; `null` while the vault is unlocked. */
  digests: z.strictObject({ pages: base64Codec(32), auditHead: base64Codec(32) }).nullable(),
});

/** A digest takes as long as reading the file: above this size none is made, bytes. */
const largestBytes = 256 * 1024 * 1024;
const pageBytes = 4_096;
/** Each page of the SQLCipher scheme ends with its tag (HMAC-SHA-512). */
const tagBytes = 64;
const pagesAtOnce = 256;

type PagesVault = Pick<OpenVault, "db" | "files" | "folder" | "keys" | "header">;

/** Says that a sitting begins: from here on the pages change. */
export function beginPages(vault: PagesVault): void {
  const sitting = randomUUID();
  const last = sittingsOf(vault.db).at(-1);
  // A crash in between leaves the file of either sitting; where there was none before, the database names none yet.
  if (last !== undefined) upsertSetting(vault.db, "pages-witness", [last, sitting]);
  write(vault, sitting, null);
  upsertSetting(vault.db, "pages-witness", [sitting]);
}

/** Forgets the last sitting: what comes next is a database of other keys, or one out of a backup. */
export function forgetPages({ db }: Pick<PagesVault, "db">): void {
  upsertSetting(db, "pages-witness", []);
}

/** Keeps the digest at the end of a sitting; nothing can be written to the database afterwards. */
export function keepPages(vault: PagesVault): void {
  const sitting = sittingsOf(vault.db).at(-1);
  if (sitting === undefined || !truncateWal(vault.db)) return;
  const pages = digestOf(vault.files, pathOf(vault));
  if (pages === undefined) return;
  vault.db.pragma("query_only = 1");
  write(vault, sitting, { pages, auditHead: hashOfAuditHead(vault) });
}

/**
 * What is not as the last sitting left it; call it before anything is written to the database.
 *
 * After a sitting that ended by itself, as when power is lost, there is nothing to compare: then only the file itself
 * must be that sitting's.
 *
 * @returns empty also if no sitting has left anything, as in a vault of an older version
 */
export function changedSinceLock(vault: PagesVault): ("database" | "audit.json")[] {
  const sittings = sittingsOf(vault.db);
  if (sittings.length === 0) return [];
  const pages = readPages(vault);
  if (pages === undefined || !sittings.includes(pages.sitting)) return ["database"];
  const { digests, generation, schema } = pages;
  const isComparable =
    sittings.length === 1 && generation === vault.header().generation && schema === schemaOf(vault.db);
  if (digests === null || !isComparable) return [];
  return [
    ...(arePagesSame(vault, digests.pages) ? [] : ["database" as const]),
    ...(isSame(hashOfAuditHead(vault), digests.auditHead) ? [] : ["audit.json" as const]),
  ];
}

function readPages({ files, folder, keys }: PagesVault): z.output<typeof pagesSchema> | undefined {
  const stored = readAuthenticated(files, vaultPaths(folder).pages);
  if (stored === undefined || stored === "malformed" || !isAuthentic(stored, keys.auditMacKey))
    return undefined;
  return pagesSchema.safeParse(JSON.parse(stored.text)).data;
}

function arePagesSame(vault: PagesVault, digest: Uint8Array): boolean {
  // The log was empty: one that is there was put there, and its pages would stand for newer ones.
  if (!isWalEmpty(vault.db)) return false;
  return isSame(digestOf(vault.files, pathOf(vault)), digest);
}

function isSame(one: Uint8Array | undefined, other: Uint8Array): boolean {
  return one !== undefined && Buffer.compare(one, other) === 0;
}

function hashOfAuditHead({ files, folder }: PagesVault): Uint8Array {
  return blake2b256(readWhole(files, vaultPaths(folder).auditHead) ?? new Uint8Array());
}

function write(vault: PagesVault, sitting: string, digests: z.output<typeof pagesSchema>["digests"]): void {
  const { files, folder, keys } = vault;
  const { generation } = vault.header();
  const pages = {
    document: "lyhord-pages/1",
    sitting,
    generation,
    schema: schemaOf(vault.db),
    digests,
  } as const;
  const text = JSON.stringify(z.encode(pagesSchema, pages));
  writeAuthenticated(files, vaultPaths(folder).pages, text, keys.auditMacKey);
}

function schemaOf(db: Database.Database): number {
  return db.pragma("user_version", { simple: true }) as number;
}

function pathOf({ folder, header }: PagesVault): string {
  return databasePath(folder, header().generation);
}

/** One; two while a sitting begins; none in a vault of an older version. */
function sittingsOf(db: Database.Database): string[] {
  return z.array(z.string()).parse(findSetting(db, "pages-witness") ?? []);
}

/** BLAKE2b-256 over the tags of all pages in order; `undefined` for a database that is too large. */
function digestOf(files: FilePort, path: string): Uint8Array | undefined {
  const descriptor = files.openRead(path);
  try {
    const size = files.size(descriptor);
    if (size > largestBytes) return undefined;
    const pages = Math.floor(size / pageBytes);
    const tags = new Uint8Array(pages * tagBytes + 8);
    const block = new Uint8Array(pagesAtOnce * pageBytes);
    for (let page = 0; page < pages; page += pagesAtOnce) {
      const there = files.read(descriptor, block, page * pageBytes);
      for (let at = 0; at + pageBytes <= there; at += pageBytes) {
        const tag = block.subarray(at + pageBytes - tagBytes, at + pageBytes);
        tags.set(tag, (page + at / pageBytes) * tagBytes);
      }
    }
    // Bytes beyond the last whole page would otherwise go unseen.
    new DataView(tags.buffer).setBigUint64(pages * tagBytes, BigInt(size));
    return blake2b256(tags);
  } finally {
    files.close(descriptor);
  }
}
