/** Erasing files at their source, one after the other, and how each of them ended; it outlives the screen. */
import { useEffect } from "react";
import { create } from "zustand";
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

/** What is going on. `later`: the person said not now. */
export type Erasing =
  | { readonly phase: "offered" }
  | { readonly phase: "later" }
  | {
      readonly phase: "erasing";
      readonly file: TakenFile;
      readonly progress: EventPayload<"source.progress"> | null;
      readonly isCancelled: boolean;
    }
  | { readonly phase: "ended"; readonly ended: readonly EndedFile[] };

const offered: Erasing = { phase: "offered" };

/** By the files of one offer. */
const useErasings = create<Readonly<Record<string, Erasing>>>(() => ({}));

/** Erases when told to; `cancel` stops before the file that is being read, and leaves the rest as they are. */
export function useSourceErasing(files: readonly TakenFile[]): {
  readonly erasing: Erasing;
  erase(wanted: readonly TakenFile[]): Promise<void>;
  cancel(): void;
  putOff(): void;
} {
  const offer = files.map(({ sourceId }) => sourceId).join();
  const erasing = useErasings((erasings) => erasings[offer] ?? offered);
  useEffect(
    () =>
      onEvent("source.progress", (progress) => {
        const now = erasingOf(offer);
        if (now.phase === "erasing" && now.file.conversationId === progress.conversationId) {
          enter(offer, { ...now, progress });
        }
      }),
    [offer],
  );
  return {
    erasing,
    erase: (wanted) => eraseAll(offer, wanted),
    cancel: () => cancel(offer),
    putOff: () => enter(offer, { phase: "later" }),
  };
}

async function eraseAll(offer: string, files: readonly TakenFile[]): Promise<void> {
  const ended: EndedFile[] = [];
  for (const file of files) {
    const before = erasingOf(offer);
    if (ended.length > 0 && before.phase === "erasing" && before.isCancelled) {
      ended.push({ file, ending: { outcome: "untouched", reason: "cancelled" } });
      continue;
    }
    enter(offer, { phase: "erasing", file, progress: null, isCancelled: false });
    ended.push({ file, ending: await endingOf(file) });
  }
  enter(offer, { phase: "ended", ended });
}

function cancel(offer: string): void {
  const now = erasingOf(offer);
  if (now.phase !== "erasing") return;
  enter(offer, { ...now, isCancelled: true });
  call("source.cancelErase", { conversationId: now.file.conversationId }).catch(() => undefined);
}

async function endingOf({ conversationId, sourceId }: TakenFile): Promise<EndedFile["ending"]> {
  try {
    return await call("source.erase", { conversationId, sourceId });
  } catch (failure) {
    return { outcome: "refused", failure: failure as AppFailure };
  }
}

function erasingOf(offer: string): Erasing {
  return useErasings.getState()[offer] ?? offered;
}

function enter(offer: string, erasing: Erasing): void {
  useErasings.setState({ [offer]: erasing });
}
