/** A look at an offered file before anything of it is kept. */
import type { ParsedInput, RequestOutput } from "../../shared/contract.ts";
import { openAudioSource } from "./audioSource.ts";
import type { ServiceContext } from "./context.ts";
import { requireConverter } from "./convertSource.ts";

/**
 * Gives out a token for an offered file; for one that only a converter can read there is nothing to look at.
 *
 * @throws Failure as `openAudioSource` and `requireConverter`
 */
export async function openSource(
  context: ServiceContext,
  { sourceId }: ParsedInput<"source.open">,
): Promise<RequestOutput<"source.open">> {
  const source = openAudioSource(context.files, context.sources.pathOf(sourceId));
  source.close();
  const { form, sizeBytes } = source;
  if (form.kind === "foreign") {
    await requireConverter(context, form);
    return { token: null, mimeType: "application/octet-stream", sizeBytes, ending: "whole" };
  }
  return { ...context.tokens.openSource(sourceId, form.mediaType, sizeBytes), ending: form.ending };
}
