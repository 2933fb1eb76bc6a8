/** What page and media worker say to each other; the worker never sees keys, only addresses of this unlock. */
import type { Passage } from "../../shared/domain/mutedPassages.ts";

/** Why a sound cannot be used, as the contract names it. */
export type MediaRefusal = "media.no-decoder" | "media.truncated" | "media.not-audio";

/** The one job a media worker is started for. */
export type MediaJob =
  | { readonly kind: "probe"; readonly url: string; readonly mimeType: string }
  | { readonly kind: "prepare"; readonly url: string; readonly transcode: boolean }
  | { readonly kind: "mute"; readonly url: string; readonly muted: readonly Passage[] };

/** From page to worker: the job, then one `stored` for each piece. */
export type ToWorker = MediaJob | { readonly kind: "stored" };

/** From worker to page. */
export type FromWorker =
  | { readonly kind: "probed"; readonly durationMs: number | null }
  /** The next piece of the transcoded file, at most 1 MiB; the worker goes on when it is stored. */
  | { readonly kind: "piece"; readonly offset: number; readonly bytes: Uint8Array }
  /** Share of the sound that is done, 0…1. */
  | { readonly kind: "progress"; readonly share: number }
  | {
      readonly kind: "prepared";
      readonly durationMs: number;
      readonly peaks: Int8Array;
      /** The sound ended before the length its file announces. */
      readonly isCutOff: boolean;
    }
  /** All of the sound went out in pieces. */
  | { readonly kind: "encoded" }
  | { readonly kind: "refused"; readonly code: MediaRefusal }
  | { readonly kind: "failed"; readonly reason: string };
