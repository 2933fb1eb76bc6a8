/** Setting a bookmark: it is kept at once, and a word can follow for as long as its field is there. */
import { useRef, useState } from "react";
import type { SetBookmark } from "./recorder.ts";
import { recorder } from "./recorderStore.ts";

/** The bookmark that was set last, while a word for it is awaited. */
export interface OpenBookmark {
  /** Counts from 1; another bookmark has another number. */
  readonly number: number;
  readonly atMs: number;
  /** `null` if nothing was running any more. */
  readonly kept: Promise<SetBookmark | null>;
}

export interface Bookmarking {
  readonly open: OpenBookmark | null;
  /** The last one could not be kept. */
  readonly hasFailed: boolean;
  readonly set: () => void;
  readonly close: () => void;
}

/** A second press sets another one and leaves the first without a word. */
export function useBookmarking(): Bookmarking {
  const [open, setOpen] = useState<OpenBookmark | null>(null);
  const [hasFailed, setFailed] = useState(false);
  const count = useRef(0);
  const set = () => {
    if (recorder.state().phase === "finishing") return;
    const atMs = recorder.positionMs();
    const kept = recorder.bookmark();
    kept.then(
      () => setFailed(false),
      () => setFailed(true),
    );
    count.current += 1;
    setOpen({ number: count.current, atMs, kept });
  };
  return { open, hasFailed, set, close: () => setOpen(null) };
}
