/** A source file with its guard taken out. */
import type { Control } from "./proof.ts";

/** What a process under a control is told in its environment. */
export interface AppliedControl {
  /** Absolute path of the source file. */
  readonly path: string;
  readonly control: Control;
  /** File that is written when the source file is loaded. */
  readonly loadedMark: string;
}

/** The environment variable that holds an `AppliedControl` as JSON. */
export const controlVariable = "LYHORD_FAULTS_CONTROL";

/**
 * Replaces the guard.
 *
 * @throws Error unless it stands there exactly once
 */
export function withoutGuard(source: string, { file, find, replace }: Control): string {
  const text = source.replaceAll("\r\n", "\n");
  const [before, after, ...more] = text.split(find);
  if (before === undefined || after === undefined) throw new Error(`the guard is not in ${file}: ${find}`);
  if (more.length > 0) throw new Error(`the guard is more than once in ${file}: ${find}`);
  return before + replace + after;
}
