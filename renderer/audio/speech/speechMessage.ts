/** What page and speech worker say to each other. */
import type { Passage } from "../../../shared/domain/mutedPassages.ts";
import type { HeardStretch } from "../../../shared/domain/speechRows.ts";
import type { MediaRefusal } from "../mediaMessage.ts";

/** The one job a speech worker is started for. */
export interface SpeechJob {
  readonly url: string;
  readonly stretches: readonly Passage[];
}

/** From worker to page. */
export type FromSpeechWorker =
  /** Share of the stretches that is done, 0…1. */
  | { readonly kind: "progress"; readonly share: number }
  | { readonly kind: "heard"; readonly heard: readonly HeardStretch[] }
  | { readonly kind: "refused"; readonly code: MediaRefusal }
  | { readonly kind: "failed" };
