/** How hard a passphrase is to guess, estimated on this computer; the word lists are loaded when first needed. */
import type { ZxcvbnFactory } from "@zxcvbn-ts/core";

/** zxcvbn's score: 0 too guessable … 3 safely unguessable, 4 very unguessable (Wheeler, USENIX Security 2016). */
export type PassphraseScore = 0 | 1 | 2 | 3 | 4;

let estimator: Promise<ZxcvbnFactory> | undefined;

/**
 * Estimates a passphrase.
 *
 * @param ownWords - words that someone who knows the person would try first, such as the vault's name
 */
export async function passphraseScore(
  passphrase: string,
  ownWords: readonly string[],
): Promise<PassphraseScore> {
  estimator ??= loadEstimator();
  const factory = await estimator;
  // Longer ones are past guessing, and the estimate takes ever more time.
  return factory.check(passphrase.slice(0, 100), [...ownWords]).score;
}

async function loadEstimator(): Promise<ZxcvbnFactory> {
  const [core, common, english] = await Promise.all([
    import("@zxcvbn-ts/core"),
    import("@zxcvbn-ts/language-common"),
    import("@zxcvbn-ts/language-en"),
  ]);
  return new core.ZxcvbnFactory({
    dictionary: { ...common.dictionary, ...english.dictionary },
    graphs: common.adjacencyGraphs,
  });
}
