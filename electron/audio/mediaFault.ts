/** What can be wrong with a blob or part; the vectors name one of these for each negative case. */
import { Failure } from "../../shared/errors.ts";

/** Where a file departs from its format or its key. */
export type MediaFault =
  | "header-short"
  | "magic"
  | "version"
  | "chunk-size"
  | "media-type"
  | "conversation"
  | "blob"
  | "length"
  | "final-chunk"
  | "chunk";

/** The failure `media.tampered`, with the fault as its detail. */
export function tampered(fault: MediaFault): Failure {
  return new Failure("media.tampered", { fault });
}
