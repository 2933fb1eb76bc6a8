/** Coding schemes: those that come with Lyhörd, and those that people made. */
import { randomUUID } from "node:crypto";
import path from "node:path";
import { isDeepStrictEqual } from "node:util";
import type { ParsedInput, RequestOutput } from "../../shared/contract.ts";
import { type Scheme, type SchemeId, schemeShapeSchema } from "../../shared/domain/scheme.ts";
import { schemeFaults } from "../../shared/domain/schemeFaults.ts";
import type { SchemeOrigin } from "../../shared/domain/schemePreview.ts";
import { inRoles, type RoleForms } from "../../shared/domain/schemeRoles.ts";
import { withWords } from "../../shared/domain/schemeWords.ts";
import type { Language, RolePair } from "../../shared/domain/settings.ts";
import { Failure } from "../../shared/errors.ts";
import da from "../../shared/i18n/da.json" with { type: "json" };
import en from "../../shared/i18n/en.json" with { type: "json" };
import nb from "../../shared/i18n/nb.json" with { type: "json" };
import sv from "../../shared/i18n/sv.json" with { type: "json" };
import { readWhole } from "../ports/files.ts";
import {
  countCodingsWith,
  findNewestOwnScheme,
  findOwnScheme,
  insertOwnScheme,
  listOwnSchemes,
  listSchemeWords,
  saveSchemeWord,
  setSchemeRemoved,
} from "../vault/schemeRepository.ts";
import type { ServiceContext } from "./context.ts";
import { settingsOf } from "./settingsOf.ts";

type Resources = Pick<ServiceContext, "files" | "resourcesFolder" | "vault">;

const catalogues = { sv, nb, da, en };

/** Every version that was ever shipped, as `resources/schemes/<id>.<version>.json`; the order in which they are offered. */
export const shippedSchemes = [
  ["miti-4.2.1", 1],
  ["oars", 1],
  ["client-language", 1],
  ["three-styles", 1],
  ["becci-shaped", 1],
  ["clear-shaped", 1],
  ["clami-shaped", 1],
] as const satisfies readonly (readonly [id: string, version: number])[];

/** The newest version of every scheme that is offered, those that come with Lyhörd first. */
export function listSchemes(context: ServiceContext): RequestOutput<"scheme.list"> {
  const { db } = context.vault;
  const shipped = shippedSchemes
    .filter(([id, version]) => shippedSchemes.every((other) => other[0] !== id || other[1] <= version))
    .map(([id, version]) => ({ scheme: readShipped(context, id, version), origin: "shipped" as const }));
  const own = listOwnSchemes(db).map((scheme) => ({ scheme, origin: "own" as const }));
  return [...shipped, ...own].map(({ scheme, origin }) => ({ scheme: asCalled(context, scheme), origin }));
}

/** One version of a scheme, as the person calls it. @throws Failure `scheme.not-found` */
export function readScheme(
  context: ServiceContext,
  { schemeId, version }: ParsedInput<"scheme.read">,
): RequestOutput<"scheme.read"> {
  return asCalled(context, requireScheme(context, schemeId, version));
}

/** The newest version of a scheme as it was made, and what the person calls its parts. @throws Failure `scheme.not-found` */
export function readOriginal(
  context: ServiceContext,
  { schemeId }: ParsedInput<"scheme.original">,
): RequestOutput<"scheme.original"> {
  const { db } = context.vault;
  return {
    ...requireNewest(context, schemeId),
    words: listSchemeWords(db, schemeId),
    codings: countCodingsWith(db, schemeId),
  };
}

/** One version of a scheme as it was made. @throws Failure `scheme.not-found` */
export function requireScheme(context: Resources, schemeId: SchemeId, version: number): Scheme {
  const isKnown = shippedSchemes.some(([id, shipped]) => id === schemeId && shipped === version);
  const scheme = isKnown
    ? readShipped(context, schemeId, version)
    : findOwnScheme(context.vault.db, schemeId, version);
  if (scheme === undefined) throw new Failure("scheme.not-found");
  return scheme;
}

/** Whether an id is that of a scheme that comes with Lyhörd. */
export function isShipped(schemeId: SchemeId): boolean {
  return shippedSchemes.some(([id]) => id === schemeId);
}

/**
 * Keeps a scheme of the person's own. A version that is there is never changed; nothing new makes no new one.
 *
 * @throws Failure `scheme.invalid` with what does not fit first, `scheme.not-found` where there is none of one's own
 */
export function saveScheme(
  context: ServiceContext,
  { schemeId, content }: ParsedInput<"scheme.save">,
): RequestOutput<"scheme.save"> {
  const { db, clock } = context.vault;
  const kept = db
    .transaction((): Scheme => {
      const newest = schemeId === null ? undefined : findNewestOwnScheme(db, schemeId);
      if (schemeId !== null && newest === undefined) throw new Failure("scheme.not-found");
      const id = newest?.id ?? newSchemeId();
      const scheme: Scheme = { ...content, id, version: (newest?.version ?? 0) + 1 };
      requireFit(scheme);
      if (newest !== undefined) {
        if (isDeepStrictEqual({ ...scheme, version: newest.version }, newest)) return newest;
      }
      insertOwnScheme(db, scheme, clock.now());
      return scheme;
    })
    .immediate();
  emitChanged(context);
  return { schemeId: kept.id, version: kept.version };
}

/** A scheme of the person's own that begins as another, with its words as the person calls them. @throws Failure `scheme.not-found` */
export function copyScheme(
  context: ServiceContext,
  { schemeId, title }: ParsedInput<"scheme.copy">,
): RequestOutput<"scheme.copy"> {
  const { scheme } = requireNewest(context, schemeId);
  const called = asCalled(context, scheme);
  const { language } = settingsOf(context.vault);
  const copy = { ...called, id: newSchemeId(), version: 1, title: { ...called.title, [language]: title } };
  insertOwnScheme(context.vault.db, copy, context.vault.clock.now());
  emitChanged(context);
  return { schemeId: copy.id };
}

/** Offers a scheme of the person's own no longer. @throws Failure `scheme.not-found` where there is none */
export function removeScheme(context: ServiceContext, { schemeId }: ParsedInput<"scheme.remove">): void {
  const { db, clock } = context.vault;
  if (!setSchemeRemoved(db, schemeId, clock.now())) throw new Failure("scheme.not-found");
  emitChanged(context);
}

/** Offers a scheme again. @throws Failure `scheme.not-found` where there is none of one's own */
export function putSchemeBack(context: ServiceContext, { schemeId }: ParsedInput<"scheme.putBack">): void {
  if (!setSchemeRemoved(context.vault.db, schemeId, null)) throw new Failure("scheme.not-found");
  emitChanged(context);
}

/**
 * Calls parts of a scheme something else, in all its versions.
 *
 * @throws Failure `scheme.not-found`, `scheme.invalid` if two signs would be the same, or one too long; nothing is changed then
 */
export function rewordScheme(
  context: ServiceContext,
  { schemeId, words }: ParsedInput<"scheme.reword">,
): void {
  const { db } = context.vault;
  db.transaction(() => {
    const { scheme } = requireNewest(context, schemeId);
    for (const word of words) saveSchemeWord(db, schemeId, word);
    requireFit(asCalled(context, scheme));
  }).immediate();
  emitChanged(context);
}

/** An id that no other scheme has, in this vault or another. */
export function newSchemeId(): SchemeId {
  return `own-${randomUUID()}` as SchemeId;
}

/** A scheme as the person calls it. */
export function asCalled({ vault }: Pick<ServiceContext, "vault">, scheme: Scheme): Scheme {
  return withWords(scheme, listSchemeWords(vault.db, scheme.id));
}

/** Tells the page that schemes are not what they were. */
export function emitChanged(context: Pick<ServiceContext, "emit">): void {
  context.emit({ name: "schemes.changed", payload: {} });
}

/** The newest version of a scheme as it was made, whether it is offered or not. @throws Failure `scheme.not-found` */
function requireNewest(
  context: ServiceContext,
  schemeId: SchemeId,
): { readonly scheme: Scheme; readonly origin: SchemeOrigin } {
  const versions = shippedSchemes.filter(([id]) => id === schemeId).map(([, version]) => version);
  if (versions.length > 0) {
    return { scheme: requireScheme(context, schemeId, Math.max(...versions)), origin: "shipped" };
  }
  const scheme = findNewestOwnScheme(context.vault.db, schemeId);
  if (scheme === undefined) throw new Failure("scheme.not-found");
  return { scheme, origin: "own" };
}

/** @throws Failure `scheme.invalid` */
function requireFit(scheme: Scheme): void {
  const [fault] = schemeFaults(scheme);
  if (fault !== undefined) throw new Failure("scheme.invalid", { fault: fault.kind });
}

function readShipped({ files, resourcesFolder, vault }: Resources, id: string, version: number): Scheme {
  const bytes = readWhole(files, path.join(resourcesFolder, "schemes", `${id}.${version}.json`));
  if (bytes === undefined) throw new Error("a coding scheme is missing");
  const scheme = schemeShapeSchema.parse(JSON.parse(new TextDecoder().decode(bytes)));
  return inRoles(scheme, settingsOf(vault).rolePair, formsOf);
}

function formsOf(language: Language, pair: RolePair): RoleForms {
  const texts = catalogues[language].roles[pair];
  return {
    practitioner: texts.practitioner,
    client: texts.client,
    thePractitioner: texts.thePractitioner,
    theClient: texts.theClient,
    clients: texts.clients,
  };
}
