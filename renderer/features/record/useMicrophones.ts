/** The microphones that are plugged in, as they come and go. */
import { useCallback, useEffect, useState } from "react";
import {
  listMicrophones,
  type MicrophoneChoice,
  onMicrophonesChange,
} from "../../audio/capture/listMicrophones.ts";

/** `null` while they are asked for. */
export function useMicrophones(): {
  readonly choices: readonly MicrophoneChoice[] | null;
  readonly listAgain: () => void;
} {
  const [choices, setChoices] = useState<readonly MicrophoneChoice[] | null>(null);
  const listAgain = useCallback(() => {
    listMicrophones().then(setChoices, () => setChoices([]));
  }, []);
  useEffect(() => {
    listAgain();
    return onMicrophonesChange(listAgain);
  }, [listAgain]);
  return { choices, listAgain };
}
