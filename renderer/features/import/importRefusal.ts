/** Why an import ended, as what the page can show. */
import { appErrorSchema } from "../../../shared/errors.ts";
import { AppFailure } from "../../api/appFailure.ts";

/**
 * Reads what an import was rejected with: a failed request, a refusal of the media worker, or a cancellation.
 *
 * @returns `null` if the person cancelled it; what nobody foresaw is a `defect`
 */
export function refusalOf(caught: unknown): AppFailure | null {
  if (caught instanceof DOMException && caught.name === "AbortError") return null;
  const failure = caught instanceof AppFailure ? caught : failureOf(caught);
  return failure.error.code === "media.import-cancelled" ? null : failure;
}

function failureOf(caught: unknown): AppFailure {
  return new AppFailure(appErrorSchema.safeParse(caught).data ?? { code: "defect" });
}
