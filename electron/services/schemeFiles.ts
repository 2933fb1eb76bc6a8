/** Coding schemes as files: looked at, kept, and written for others. */
import { randomUUID } from "node:crypto";
import path from "node:path";
import { isDeepStrictEqual } from "node:util";
import type { ParsedInput, RequestOutput } from "../../shared/contract.ts";
import type { SourceId } from "../../shared/domain/ids.ts";
import type { Scheme, SchemeId } from "../../shared/domain/scheme.ts";
import { schemeShapeSchema } from "../../shared/domain/scheme.ts";
import { schemeFaults } from "../../shared/domain/schemeFaults.ts";
import { codebookOfScheme, schemeOfCodebook } from "../../shared/domain/schemeOfCodebook.ts";
import type { SchemeFormat, SchemePreview } from "../../shared/domain/schemePreview.ts";
import { Failure } from "../../shared/errors.ts";
import { decodeText } from "../../shared/formats/decodeText.ts";
import { readJson } from "../../shared/formats/jsonText.ts";
import { type CodebookNote, parseCodebook, printCodebook } from "../../shared/formats/refiCodebook.ts";
import { readWhole } from "../ports/files.ts";
import {
  findNewestOwnScheme,
  findOwnScheme,
  insertOwnScheme,
  setSchemeRemoved,
} from "../vault/schemeRepository.ts";
import type { ServiceContext } from "./context.ts";
import { asCalled, emitChanged, isShipped, newSchemeId, requireScheme } from "./schemes.ts";
import { settingsOf } from "./settingsOf.ts";
import { writeTarget } from "./writeTarget.ts";

/** The longest file that can be a scheme: sixty codes with help in four languages are 200 KB. */
const limitBytes = 2 * 1_048_576;

/** Looks at a file; nothing is kept. @throws Failure `scheme.unreadable`, `media.source-gone` */
export function previewScheme(
  context: ServiceContext,
  { sourceId }: ParsedInput<"scheme.preview">,
): RequestOutput<"scheme.preview"> {
  const { format, content, notes } = readFile(context, sourceId);
  const faults = schemeFaults(content);
  if (faults.length > 0) {
    return {
      phase: "faulty",
      format,
      faults: faults.map(({ kind, path: way }) => ({ kind, path: [...way] })),
    };
  }
  const scheme = schemeShapeSchema.parse(content);
  return { phase: "whole", format, scheme, outcome: outcomeOf(context, scheme), notes: [...notes] };
}

/**
 * Keeps the scheme of a file; one that is there already is offered again.
 *
 * @throws Failure `scheme.unreadable`, `scheme.invalid`, `media.source-gone`
 */
export function importScheme(
  context: ServiceContext,
  { sourceId }: ParsedInput<"scheme.import">,
): RequestOutput<"scheme.import"> {
  const { db, clock } = context.vault;
  const { content } = readFile(context, sourceId);
  const [fault] = schemeFaults(content);
  if (fault !== undefined) throw new Failure("scheme.invalid", { fault: fault.kind });
  const read = schemeShapeSchema.parse(content);
  const kept = db
    .transaction((): Scheme => {
      switch (outcomeOf(context, read)) {
        case "already-there":
          setSchemeRemoved(db, read.id, null);
          return read;
        case "new":
        case "new-version":
          insertOwnScheme(db, read, clock.now());
          setSchemeRemoved(db, read.id, null);
          return read;
        case "copy": {
          const copy = { ...read, id: newSchemeId(), version: 1 };
          insertOwnScheme(db, copy, clock.now());
          return copy;
        }
      }
    })
    .immediate();
  emitChanged(context);
  return { schemeId: kept.id, version: kept.version };
}

/**
 * Writes a scheme, as the person calls its parts, to a place of their choice.
 *
 * @throws Failure `scheme.not-found`, `request.invalid` for a place that was not chosen
 */
export function exportScheme(
  context: ServiceContext,
  { schemeId, version, format, targetId }: ParsedInput<"scheme.export">,
): void {
  const scheme = asCalled(context, requireScheme(context, schemeId, version));
  const { language } = settingsOf(context.vault);
  const text =
    format === "lyhord"
      ? `${JSON.stringify(scheme, null, 2)}\n`
      : printCodebook(codebookOfScheme(scheme, language), randomUUID);
  writeTarget(context, { targetId, bytes: new TextEncoder().encode(text) });
}

interface ReadFile {
  readonly format: SchemeFormat;
  /** Not looked over. */
  readonly content: unknown;
  readonly notes: readonly CodebookNote[];
}

function readFile(context: ServiceContext, sourceId: SourceId): ReadFile {
  const filePath = context.sources.pathOf(sourceId);
  const { text } = decodeText(readSmall(context, filePath));
  if (!text.trimStart().startsWith("<")) return { format: "lyhord", content: jsonOf(text), notes: [] };
  const { groups, notes } = parseCodebook(text);
  const { language } = settingsOf(context.vault);
  const title =
    path
      .basename(filePath)
      .replace(/\.[^.]*$/, "")
      .trim()
      .slice(0, 200) || "REFI-QDA";
  const content = schemeOfCodebook(groups, { id: newSchemeId(), title, about: title, language });
  return { format: "refi-qda", content, notes };
}

/** @throws Failure `scheme.unreadable` for what is no JSON of ours */
function jsonOf(text: string): unknown {
  try {
    return readJson(text);
  } catch (error) {
    if (error instanceof Failure) throw new Failure("scheme.unreadable");
    throw error;
  }
}

function readSmall({ files }: Pick<ServiceContext, "files">, filePath: string): Uint8Array {
  try {
    const descriptor = files.openRead(filePath);
    try {
      if (files.size(descriptor) > limitBytes) throw new Failure("scheme.unreadable");
    } finally {
      files.close(descriptor);
    }
    const bytes = readWhole(files, filePath);
    if (bytes !== undefined) return bytes;
  } catch (error) {
    if (error instanceof Failure || !(error instanceof Error && "code" in error)) throw error;
  }
  throw new Failure("media.source-gone");
}

/** What would come of keeping a scheme: two vaults may have gone on from the same version in two ways. */
function outcomeOf(
  context: ServiceContext,
  scheme: Scheme,
): Extract<SchemePreview, { phase: "whole" }>["outcome"] {
  const same = sameVersion(context, scheme);
  if (same !== undefined) return isDeepStrictEqual(same, scheme) ? "already-there" : "copy";
  if (isShipped(scheme.id)) return "copy";
  const newest = findNewestOwnScheme(context.vault.db, scheme.id);
  if (newest === undefined) return "new";
  return scheme.version > newest.version ? "new-version" : "copy";
}

function sameVersion(context: ServiceContext, { id, version }: { id: SchemeId; version: number }) {
  if (!isShipped(id)) return findOwnScheme(context.vault.db, id, version);
  try {
    return requireScheme(context, id, version);
  } catch (error) {
    if (error instanceof Failure) return undefined;
    throw error;
  }
}
