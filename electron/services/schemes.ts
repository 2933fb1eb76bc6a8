/** Coding schemes: those that come with Lyhörd, and those that people made. */
import path from "node:path";
import type { ParsedInput, RequestOutput } from "../../shared/contract.ts";
import { type Scheme, type SchemeId, schemeShapeSchema } from "../../shared/domain/scheme.ts";
import { Failure } from "../../shared/errors.ts";
import { readWhole } from "../ports/files.ts";
import type { ServiceContext } from "./context.ts";

type Resources = Pick<ServiceContext, "files" | "resourcesFolder">;

/** Every version that was ever shipped, as `resources/schemes/<id>.<version>.json`; the order in which they are offered. */
const shipped = [["miti-4.2.1", 1]] as const;

/** The newest version of every scheme, those that come with Lyhörd first. */
export function listSchemes(context: ServiceContext): RequestOutput<"scheme.list"> {
  return shipped.map(([id, version]) => ({ scheme: readShipped(context, id, version), origin: "shipped" }));
}

/** One version of a scheme. @throws Failure `scheme.not-found` */
export function readScheme(
  context: ServiceContext,
  { schemeId, version }: ParsedInput<"scheme.read">,
): RequestOutput<"scheme.read"> {
  return requireScheme(context, schemeId, version);
}

/** One version of a scheme. @throws Failure `scheme.not-found` */
export function requireScheme(context: ServiceContext, schemeId: SchemeId, version: number): Scheme {
  const known = shipped.find(([id, shippedVersion]) => id === schemeId && shippedVersion === version);
  if (known === undefined) throw new Failure("scheme.not-found");
  return readShipped(context, ...known);
}

function readShipped({ files, resourcesFolder }: Resources, id: string, version: number): Scheme {
  const bytes = readWhole(files, path.join(resourcesFolder, "schemes", `${id}.${version}.json`));
  if (bytes === undefined) throw new Error("a coding scheme is missing");
  return schemeShapeSchema.parse(JSON.parse(new TextDecoder().decode(bytes)));
}
