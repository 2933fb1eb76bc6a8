/** Leads to what is missing in a form once a person has tried to go on. */
import { type RefObject, useEffect, useRef, useState } from "react";

/** An attempt to go on that did not succeed yet. */
export interface Attempts {
  /** Put on the form. */
  readonly formRef: RefObject<HTMLDivElement | null>;
  /** Problems are shown from the first attempt on. */
  readonly isShown: boolean;
  /** Shows the problems, and moves to the first field that has one. */
  showProblems(): void;
}

/** Problems are those fields that are `aria-invalid`, and what has `data-problem`. */
export function useProblemFocus(): Attempts {
  const formRef = useRef<HTMLDivElement>(null);
  const [attempts, setAttempts] = useState(0);
  useEffect(() => {
    if (attempts === 0) return;
    const first = formRef.current?.querySelector<HTMLElement>(
      '[aria-invalid="true"], [data-problem] button, [data-problem] input',
    );
    first?.focus();
    first?.scrollIntoView({ block: "center" });
  }, [attempts]);
  return { formRef, isShown: attempts > 0, showProblems: () => setAttempts((count) => count + 1) };
}
