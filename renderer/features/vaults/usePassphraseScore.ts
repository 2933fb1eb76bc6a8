/** The strength of what is being typed, a moment after the last key. */
import { useEffect, useState } from "react";
import { type PassphraseScore, passphraseScore } from "./passphraseStrength.ts";
import { leastPassphraseCharacters } from "./vaultCreation.ts";

/** `score` is `null` until there is one; `isCurrent` is `false` while it belongs to what was typed a moment ago. */
export interface PassphraseEstimate {
  readonly score: PassphraseScore | null;
  readonly isCurrent: boolean;
}

/** Estimates what is typed; too short is never more than 2. */
export function usePassphraseScore(passphrase: string, name: string): PassphraseEstimate {
  const [estimate, setEstimate] = useState<{ of: string; score: PassphraseScore } | null>(null);
  useEffect(() => {
    if (passphrase === "") return;
    let isCurrent = true;
    const timer = window.setTimeout(async () => {
      const score = await passphraseScore(passphrase, [name]);
      if (isCurrent) setEstimate({ of: passphrase, score });
    }, 120);
    return () => {
      isCurrent = false;
      window.clearTimeout(timer);
    };
  }, [passphrase, name]);
  if (passphrase === "" || estimate === null) return { score: null, isCurrent: false };
  const isShort = [...passphrase.normalize("NFC")].length < leastPassphraseCharacters;
  return {
    score: isShort && estimate.score > 2 ? 2 : estimate.score,
    isCurrent: estimate.of === passphrase,
  };
}
