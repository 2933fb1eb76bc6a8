/** Erasing files at their source, one after the other, and how each of them ended. */
import { useEffect, useRef, useState } from "react";
import type { EventPayload } from "../../../shared/contract.ts";
import type { SourceErasure } from "../../../shared/domain/sourceErasure.ts";
import type { AppFailure } from "../../api/appFailure.ts";
import { call } from "../../api/call.ts";
import { onEvent } from "../../api/onEvent.ts";
import type { TakenFile } from "./takenFile.ts";

/** How one file ended; `refused` where the vault would not begin. */
export interface EndedFile {
  readonly file: TakenFile;
  readonly ending: SourceErasure | { readonly outcome: "refused"; readonly failure: AppFailure };
}

/** What is going on. */
export type Erasing =
  | { readonly phase: "offered" }
  | {
      readonly phase: "erasing";
      readonly file: TakenFile;
      readonly progress: EventPayload<"source.progress"> | null;
    }
  | { readonly phase: "ended"; readonly ended: readonly EndedFile[] };

/** Erases when told to; `cancel` stops before the file that is being read, and leaves the rest as they are. */
export function useSourceErasing(): {
  readonly erasing: Erasing;
  erase(files: readonly TakenFile[]): Promise<void>;
  cancel(): void;
} {
  const [erasing, setErasing] = useState<Erasing>({ phase: "offered" });
  const isCancelled = useRef(false);
  const current = erasing.phase === "erasing" ? erasing.file : null;
  useEffect(
    () =>
      onEvent("source.progress", (progress) =>
        setErasing((now) =>
          now.phase === "erasing" && now.file.conversationId === progress.conversationId
            ? { ...now, progress }
            : now,
        ),
      ),
    [],
  );

  async function erase(files: readonly TakenFile[]): Promise<void> {
    isCancelled.current = false;
    const ended: EndedFile[] = [];
    for (const file of files) {
      if (isCancelled.current) {
        ended.push({ file, ending: { outcome: "untouched", reason: "cancelled" } });
        continue;
      }
      setErasing({ phase: "erasing", file, progress: null });
      ended.push({ file, ending: await endingOf(file) });
    }
    setErasing({ phase: "ended", ended });
  }

  function cancel(): void {
    isCancelled.current = true;
    if (current === null) return;
    call("source.cancelErase", { conversationId: current.conversationId }).catch(() => undefined);
  }

  return { erasing, erase, cancel };
}

async function endingOf({ conversationId, sourceId }: TakenFile): Promise<EndedFile["ending"]> {
  try {
    return await call("source.erase", { conversationId, sourceId });
  } catch (failure) {
    return { outcome: "refused", failure: failure as AppFailure };
  }
}
