/** A look at an offered file before anything of it is kept. */
import type { ParsedInput, RequestOutput } from "../../shared/contract.ts";
import type { ServiceContext } from "./context.ts";

/** Gives out a token for an offered file. @throws Failure `media.source-gone`, `media.empty`, `media.not-audio`, `media.unsupported` */
export function openSource(
  { tokens }: ServiceContext,
  { sourceId }: ParsedInput<"source.open">,
): RequestOutput<"source.open"> {
  return tokens.openSource(sourceId);
}
