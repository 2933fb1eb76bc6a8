/** What a fault trial is about: something a person does, what it starts from, and what must hold after a restart. */
import type { Result } from "../../shared/result.ts";

/** What the child process tells of. */
export interface Steps {
  /** From here on faults strike. */
  begin(): void;
  /** Does one thing and acknowledges it once it is done. @returns `false` if it was refused: then nothing more is done */
  take(step: () => Promise<Result<unknown>>): Promise<boolean>;
}

/** What was heard of the child before it ended. */
export interface Heard {
  /** How many steps were acknowledged. */
  readonly acknowledged: number;
}

/** A use case under faults. */
export interface UseCase {
  readonly name: string;
  /** Makes the folder that every trial starts from a copy of. */
  prepare(home: string): Promise<void>;
  /** Runs in the child process. */
  act(home: string, steps: Steps): Promise<void>;
  /** Starts anew on what is left. @throws Error if a promise is broken */
  check(home: string, heard: Heard): Promise<void>;
}
