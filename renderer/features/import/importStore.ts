/** The import that is under way, for as long as the page lives, and how the last one ended. */
import { create } from "zustand";
import type { ConversationId } from "../../../shared/domain/ids.ts";
import type { OfferedSource } from "../../../shared/domain/offeredSource.ts";
import type { AppFailure } from "../../api/appFailure.ts";
import { call } from "../../api/call.ts";
import { probeSource } from "../../audio/probeSource.ts";
import { refusalOf } from "./importRefusal.ts";
import { type TakeInWish, takeIn } from "./takeIn.ts";

/** The import that the person started last. */
export type CurrentImport =
  | { readonly phase: "none" }
  /** The file is being looked at; nothing is kept yet. */
  | { readonly phase: "looking"; readonly source: OfferedSource | null }
  | {
      readonly phase: "importing";
      readonly source: OfferedSource | null;
      readonly conversationId: ConversationId;
    }
  | { readonly phase: "done"; readonly source: OfferedSource | null; readonly conversationId: ConversationId }
  | { readonly phase: "cancelled" }
  | { readonly phase: "refused"; readonly failure: AppFailure };

interface ImportState {
  readonly current: CurrentImport;
  /** Starts; ends in `done`, `cancelled` or `refused`. */
  start(wish: TakeInWish): Promise<void>;
  /** Stops the current import; nothing of it is kept. */
  cancel(): void;
  /** Forgets how the last one ended. */
  settle(): void;
}

let stop = new AbortController();

export const useImportStore = create<ImportState>((set) => ({
  current: { phase: "none" },
  async start(wish) {
    const { source } = wish;
    stop = new AbortController();
    set({ current: { phase: "looking", source } });
    try {
      const ports = {
        call,
        probe: probeSource,
        onCreated: (conversationId: ConversationId) =>
          set({ current: { phase: "importing", source, conversationId } }),
      };
      const conversationId = await takeIn(wish, ports, stop.signal);
      set({ current: { phase: "done", source, conversationId } });
    } catch (failure) {
      const refusal = refusalOf(failure);
      set({ current: refusal === null ? { phase: "cancelled" } : { phase: "refused", failure: refusal } });
    }
  },
  cancel() {
    stop.abort();
  },
  settle() {
    set({ current: { phase: "none" } });
  },
}));
