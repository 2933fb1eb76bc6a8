/** What a coder is looking at and in the midst of. */
import type { CodedUnit, CodingSpan } from "../../../shared/domain/coding.ts";
import type { UnitId } from "../../../shared/domain/ids.ts";

/** In the midst of dividing an utterance before the word at `index`, or of linking a moment to an item. */
export type Midst =
  | { readonly kind: "coding" }
  | { readonly kind: "splitting"; readonly index: number }
  | { readonly kind: "evidence"; readonly atMs: number };

export interface Looking {
  readonly currentId: UnitId | undefined;
  /** Where one has pointed in the current utterance: the place before which it is divided; `null` for its second word. */
  readonly cursor: number | null;
  readonly midst: Midst;
  /** A stretch that has begun and has no end yet. */
  readonly begun: { readonly kind: CodingSpan["kind"]; readonly unit: CodedUnit } | null;
}
