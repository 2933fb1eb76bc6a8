/** What is asked about a scheme in a dialog. */
import type { Scheme } from "../../../shared/domain/scheme.ts";

export type SchemeDialog =
  | { readonly kind: "import" }
  | { readonly kind: "copy" | "reword" | "export"; readonly scheme: Scheme };
