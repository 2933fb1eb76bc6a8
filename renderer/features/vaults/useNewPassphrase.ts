/** A new passphrase as it is being typed, twice. */
import { useState } from "react";
import type { PassphraseScore } from "./passphraseStrength.ts";
import { usePassphraseScore } from "./usePassphraseScore.ts";
import { leastPassphraseScore } from "./vaultCreation.ts";

/** What is typed and whether it may be used. */
export interface NewPassphrase {
  readonly passphrase: string;
  readonly repeated: string;
  readonly score: PassphraseScore | null;
  readonly isRepeated: boolean;
  /** Safely unguessable, and typed alike twice. */
  readonly isReady: boolean;
  readonly setPassphrase: (typed: string) => void;
  readonly setRepeated: (typed: string) => void;
  readonly clear: () => void;
}

/** Holds what is typed; `ownWord` is what someone who knows the person would try first, such as the vault's name. */
export function useNewPassphrase(ownWord: string): NewPassphrase {
  const [passphrase, setPassphrase] = useState("");
  const [repeated, setRepeated] = useState("");
  const { score, isCurrent } = usePassphraseScore(passphrase, ownWord);
  const isRepeated = repeated.normalize("NFC") === passphrase.normalize("NFC");
  return {
    passphrase,
    repeated,
    score,
    isRepeated,
    isReady: isCurrent && score !== null && score >= leastPassphraseScore && isRepeated,
    setPassphrase,
    setRepeated,
    clear() {
      setPassphrase("");
      setRepeated("");
    },
  };
}
