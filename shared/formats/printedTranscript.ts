/** A transcript on its way out: what each format's `print` is given. */

/** One line as it is to be read by others. */
export interface PrintedSegment {
  /** Ms from the start of the recording, `startMs < endMs`. */
  readonly startMs: number;
  readonly endMs: number;
  /** What the speaker is called; absent where nothing is to be said of that. */
  readonly speaker?: string;
  /** White space collapsed; may be empty. */
  readonly text: string;
}

/** Lines in order of `startMs`; overlaps are allowed. */
export interface PrintedTranscript {
  readonly segments: readonly PrintedSegment[];
  /** What a reader must know of the whole; stands at the top where the format has a place for it. One line. */
  readonly notice?: string;
}
