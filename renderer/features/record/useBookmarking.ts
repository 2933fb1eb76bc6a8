/** Setting a bookmark: it is kept at once, and a word can follow for as long as its field is there. */
import { useRef, useState } from "react";
import type { SetBookmark } from "./recorder.ts";
import { recorder } from "./recorderStore.ts";

/** The bookmark that was set last, while a word for it is awaited. */
export interface OpenBookmark {
  /** Counts from 1; another bookmark has another number. */
  readonly number: number;
  /** `null` if the recording ended meanwhile. */
  readonly set: Promise<SetBookmark | null>;
  readonly atMs: number;
}

/** A second press sets another one and leaves the first without a word. */
export function useBookmarking() {
  const [open, setOpen] = useState<OpenBookmark | null>(null);
  const [problem, setProblem] = useState<unknown>(null);
  const count = useRef(0);
  const set = () => {
    const bookmark = recorder.bookmark();
    bookmark.then(
      () => setProblem(null),
      (error: unknown) => setProblem(error),
    );
    count.current += 1;
    setOpen({ number: count.current, set: bookmark, atMs: recorder.positionMs() });
  };
  return { open, problem, set, close: () => setOpen(null) };
}
