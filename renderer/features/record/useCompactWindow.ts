/** The small window that stays on top while one talks; the shell makes it large again when the recording has ended. */
import { useState } from "react";
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
  return { isCompact, setCompact };
}
