/** How far the making of a backup is, as the vault tells it. */
import { useEffect, useState } from "react";
import type { EventPayload } from "../../../shared/contract.ts";
import { onEvent } from "../../api/onEvent.ts";

/** @returns `null` until the vault has told something of the one that is being made */
export function useBackupProgress(isMaking: boolean): EventPayload<"backup.progress"> | null {
  const [progress, setProgress] = useState<EventPayload<"backup.progress"> | null>(null);
  useEffect(() => {
    if (!isMaking) return;
    const stop = onEvent("backup.progress", setProgress);
    return () => {
      stop();
      setProgress(null);
    };
  }, [isMaking]);
  return progress;
}
