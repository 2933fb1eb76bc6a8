/** The files of a vault's folder as a check sees them: what belongs there, what is left over, what nobody knows. */
import path from "node:path";
import type { CheckFinding } from "../../shared/domain/vaultCheck.ts";
import { Failure } from "../../shared/errors.ts";
import type { Computer } from "../ports/computer.ts";
import type { FilePort } from "../ports/files.ts";
import { databasePath, vaultPaths } from "../vault/vaultFolder.ts";
import { readHeader } from "../vault/vaultHeader.ts";
import type { ServiceContext } from "./context.ts";
import { strayIds } from "./orphans.ts";

/** Less than this is nearly full: room for an hour's recording and for the database to grow, bytes. */
const scarceBytes = 500_000_000;
/** So many unknown names are told. */
const mostNames = 5;

/** Looks at what lies in the folder, what may read it, and what room there is. */
export function checkFolder(context: ServiceContext, computer: Computer): CheckFinding[] {
  const { folder } = context.vault;
  const { leftovers, unknown } = sortFiles(context);
  const open = filesOfVault(context).filter((file) => computer.isOpenToOthers(file));
  const orphans = orphanedFiles(context);
  const freeBytes = computer.freeBytes(folder);
  return [
    ...headerFindings(context),
    ...found(open, (count) => ({ found: "open-to-others", count })),
    ...(freeBytes < scarceBytes ? [{ found: "disk-nearly-full", freeBytes } as const] : []),
    ...found(orphans, (count) => ({
      found: "orphaned-files",
      count,
      sizeBytes: sizeOf(context.files, orphans),
    })),
    ...found(leftovers, (count) => ({
      found: "leftovers",
      count,
      sizeBytes: sizeOf(context.files, leftovers),
    })),
    ...found(unknown, (count) => ({
      found: "unknown-files",
      count,
      names: unknown.slice(0, mostNames).map((file) => path.basename(file)),
    })),
  ];
}

/** Files of recordings that no row knows, or whose recording was erased. */
export function orphanedFiles(context: ServiceContext): string[] {
  const { vault, files } = context;
  const { media } = vaultPaths(vault.folder);
  const strays = new Set<string>(strayIds(context));
  return files
    .list(media)
    .filter((name) => strays.has(name.slice(0, 36)))
    .map((name) => path.join(media, name));
}

/** What interrupted work left behind: half-written files that were to take another's place, databases of old keys. */
export function leftoverFiles(context: ServiceContext): string[] {
  return sortFiles(context).leftovers;
}

/** Every file and folder that is the vault's own, itself included. */
export function filesOfVault({ vault, files }: ServiceContext): string[] {
  const { folder } = vault;
  const { media } = vaultPaths(folder);
  const isOwn = isOfVault(vault.header().generation, folder);
  return [
    folder,
    ...files
      .list(folder)
      .filter(isOwn)
      .map((name) => path.join(folder, name)),
    ...files.list(media).map((name) => path.join(media, name)),
  ];
}

function sortFiles({ vault, files }: ServiceContext): { leftovers: string[]; unknown: string[] } {
  const { folder } = vault;
  const { media } = vaultPaths(folder);
  const { generation } = vault.header();
  const isOwn = isOfVault(generation, folder);
  const foreign = [
    ...files
      .list(folder)
      .filter((name) => !isOwn(name))
      .map((name) => path.join(folder, name)),
    ...files
      .list(media)
      .filter((name) => !mediaPattern.test(name))
      .map((name) => path.join(media, name)),
  ];
  const isLeft = (file: string) => isLeftover(path.basename(file), generation);
  return { leftovers: foreign.filter(isLeft), unknown: foreign.filter((file) => !isLeft(file)) };
}

const mediaPattern = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\.(blob|shred|part)(\.gone)?$/;

/** A database of a *later* generation is none: then the header may be an old one. */
function isLeftover(name: string, generation: number): boolean {
  if (/\.(tmp|new|gone)$/.test(name)) return true;
  const [, number] = /^vault-(\d+)\.db(-wal|-shm|-journal)?$/.exec(name) ?? [];
  return number !== undefined && Number(number) < generation;
}

function isOfVault(generation: number, folder: string): (name: string) => boolean {
  const database = path.basename(databasePath(folder, generation));
  const names = Object.values(vaultPaths(folder)).map((file) => path.basename(file));
  const own = new Set([
    ...names,
    ...["", "-wal", "-shm"].map((suffix) => database + suffix),
    ...["-journal", "-wal", "-shm"].map((suffix) => `lock${suffix}`),
    "inbox",
  ]);
  return (name) => own.has(name);
}

function headerFindings({ vault, files }: ServiceContext): CheckFinding[] {
  try {
    readHeader(files, vault.folder);
    return vault.isHeaderAsWritten() ? [] : [{ found: "header-changed" }];
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    return [{ found: error.code === "vault.format-too-new" ? "header-too-new" : "header-changed" }];
  }
}

function found(files: readonly string[], finding: (count: number) => CheckFinding): CheckFinding[] {
  return files.length === 0 ? [] : [finding(files.length)];
}

/** A file that goes while it is looked at counts nothing; nor does a folder. */
function sizeOf(files: FilePort, paths: readonly string[]): number {
  return paths.reduce((sum, file) => sum + sizeOfOne(files, file), 0);
}

function sizeOfOne(files: FilePort, file: string): number {
  try {
    const descriptor = files.openRead(file);
    try {
      return files.size(descriptor);
    } finally {
      files.close(descriptor);
    }
  } catch {
    return 0;
  }
}
