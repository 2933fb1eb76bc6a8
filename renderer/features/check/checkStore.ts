/** The check of the vault that runs or ran last, for as long as the page lives. */
import { create } from "zustand";
import type { CheckDeed, CheckOutcome, CheckStage } from "../../../shared/domain/vaultCheck.ts";
import { call } from "../../api/call.ts";
import { onEvent } from "../../api/onEvent.ts";

/** `share`: from 0 to 1, `null` where it is not known. `mended`: what was put right since. */
export type CurrentCheck =
  | { readonly phase: "none" }
  | { readonly phase: "running"; readonly stage: CheckStage; readonly share: number | null }
  | { readonly phase: "cancelled" }
  | {
      readonly phase: "done";
      readonly outcome: Extract<CheckOutcome, { phase: "done" }>;
      readonly mended: readonly CheckDeed[];
    }
  | { readonly phase: "failed"; readonly error: unknown };

interface CheckState {
  readonly current: CurrentCheck;
  /** Starts; does nothing while one runs. */
  start(): Promise<void>;
  cancel(): void;
  /** Does what was offered about a finding. @throws AppFailure */
  mend(deed: CheckDeed): Promise<void>;
}

export const useCheckStore = create<CheckState>((set, get) => ({
  current: { phase: "none" },
  async start() {
    if (get().current.phase === "running") return;
    set({ current: { phase: "running", stage: "files", share: null } });
    const stop = onEvent("check.progress", ({ stage, doneBytes, totalBytes }) =>
      set({
        current: { phase: "running", stage, share: totalBytes === 0 ? null : doneBytes / totalBytes },
      }),
    );
    try {
      const outcome = await call("check.run", {});
      set({
        current:
          outcome.phase === "cancelled" ? { phase: "cancelled" } : { phase: "done", outcome, mended: [] },
      });
    } catch (error) {
      set({ current: { phase: "failed", error } });
    } finally {
      stop();
    }
  },
  cancel() {
    // A check that has just ended needs no cancelling.
    call("check.cancel", {}).catch(() => undefined);
  },
  async mend(deed) {
    await call("check.mend", { deed });
    const { current } = get();
    if (current.phase === "done") set({ current: { ...current, mended: [...current.mended, deed] } });
  },
}));
