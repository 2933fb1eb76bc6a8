/** The small window that stays on top while one talks; it is large again when the recording has ended. */
import { useEffect, useState } from "react";
import { call } from "../../api/call.ts";

export interface CompactWindow {
  readonly isCompact: boolean;
  readonly setCompact: (isCompact: boolean) => void;
}

export function useCompactWindow(): CompactWindow {
  const [isCompact, setIsCompact] = useState(false);
  const setCompact = (wanted: boolean) => {
    call("shell.setCompact", { isCompact: wanted }).then(
      () => setIsCompact(wanted),
      () => undefined,
    );
  };
  useEffect(() => {
    if (!isCompact) return;
    return () => {
      call("shell.setCompact", { isCompact: false }).catch(() => undefined);
    };
  }, [isCompact]);
  return { isCompact, setCompact };
}
