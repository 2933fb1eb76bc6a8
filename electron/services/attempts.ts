/** Work in parts, of which one that meets a system error must not keep the others from being done. */
import { Failure } from "../../shared/errors.ts";

/** Tries one part after the other; `finish` comes last. */
export interface Attempts {
  /** Runs a part; a system error is kept for `finish`, anything else is thrown at once. */
  try<T>(part: () => T): T | undefined;
  /** Throws the first system error there was. */
  finish(): void;
}

/** Begins such a work. */
export function createAttempts(): Attempts {
  const errors: unknown[] = [];
  return {
    try(part) {
      try {
        return part();
      } catch (error) {
        if (!isSystemError(error)) throw error;
        errors.push(error);
        return undefined;
      }
    },
    finish() {
      if (errors.length > 0) throw errors[0];
    },
  };
}

/** Does what may fail where a disk does; what matters more goes on without it. */
export function ifPossible<T>(part: () => T): T | undefined {
  return createAttempts().try(part);
}

/** Whether this comes from the disk, its rights or whoever else has a file open, and not from the program. */
export function isSystemError(error: unknown): boolean {
  return !(error instanceof Failure) && typeof (error as NodeJS.ErrnoException | null)?.code === "string";
}
