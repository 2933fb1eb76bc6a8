/** A proof of one promise of SECURITY.md §6, and the guards whose loss it must notice. */

/** `short` is part of `npm test`: a few seconds. `usual` takes minutes; `long` tries every point there is. */
export type Extent = "short" | "usual" | "long";

/** How many trials each extent is worth. */
export type PerExtent = Readonly<Record<Extent, number>>;

/** What a proof came to. */
export interface ProofResult {
  readonly trials: number;
  /** What was broken, one sentence each; empty if the promise held. */
  readonly failures: readonly string[];
  /** How many of the trials killed a process, failed a call or ended a run at a point that was enumerated. */
  readonly crashPoints?: number;
  /** How many of the trials changed bytes. */
  readonly mutations?: number;
  /** What could not be tried here, and why. With `trials: 0` the promise counts neither as held nor as broken. */
  readonly notRun?: string;
}

/** Tries a promise. */
export interface Proof {
  /** Number in SECURITY.md §6. */
  readonly promise: number;
  readonly title: string;
  /**
   * Runs in a process of its own.
   *
   * @param folder - empty, removed afterwards; in memory where there is room
   * @param part - the only part that is tried, by a name that the proof knows
   * @throws AssertionError which counts as one failure; anything else means that the proof itself is broken
   */
  run(extent: Extent, folder: string, part?: string): Promise<ProofResult>;
}

/** A change of one source file. */
export interface Change {
  /** Path from the project's root. */
  readonly file: string;
  /** Exact text that MUST occur once in the file: a control that has gone stale does not pass. */
  readonly find: string;
  /** TypeScript that MUST run: an error in the code is not what a proof should notice. */
  readonly replace: string;
}

/** A guard taken away, to see that the proof turns red. */
export interface Control extends Change {
  /** What is taken away, as a clause: "tombstones are not read". */
  readonly guard: string;
  /** Further changes, where a guard stands in two places or a second one would catch what the first lets through. */
  readonly also?: readonly Change[];
  /** How much is tried; `short` if absent. */
  readonly extent?: Extent;
  /** The part of the proof that must notice; all of it if absent. */
  readonly part?: string;
}

/** A module of `tests/faults/proofs`, named `NN-name.ts` after its promise. */
export interface ProofModule {
  readonly proof: Proof;
  readonly controls: readonly Control[];
}

/** Nothing tried, nothing broken. */
export const nothingTried: ProofResult = { trials: 0, failures: [] };

/** Several parts of one proof as one. */
export function sumResults(results: readonly ProofResult[]): ProofResult {
  const missing = results.flatMap(({ notRun }) => notRun ?? []);
  return {
    trials: sumOf(results, ({ trials }) => trials),
    failures: results.flatMap(({ failures }) => failures),
    crashPoints: sumOf(results, ({ crashPoints }) => crashPoints),
    mutations: sumOf(results, ({ mutations }) => mutations),
    ...(missing.length > 0 ? { notRun: [...new Set(missing)].join("; ") } : {}),
  };
}

function sumOf(results: readonly ProofResult[], numberOf: (result: ProofResult) => number | undefined) {
  return results.reduce((sum, result) => sum + (numberOf(result) ?? 0), 0);
}
