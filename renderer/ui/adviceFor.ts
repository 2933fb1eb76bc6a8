/** Which advice goes with a failure. */
import type { AppError } from "../../shared/errors.ts";

/** Key of the advice; for a kind of sound that is not read here it tells how that kind is converted. */
export function adviceFor({ code, detail }: Pick<AppError, "code" | "detail">) {
  return code === "media.unsupported"
    ? (`convert.${wayToConvert(String(detail?.format ?? ""))}` as const)
    : (`error.${code}.advice` as const);
}

type WayToConvert = "wma" | "dictation" | "phone" | "other";

/** Dictation machines write old encodings into WAV, phones into MP4. */
function wayToConvert(format: string): WayToConvert {
  if (format === "WMA") return "wma";
  if (format === "DSS" || format === "DS2" || format.startsWith("WAV (")) return "dictation";
  return format === "AMR" || format.startsWith("M4A (") ? "phone" : "other";
}
