/** How far someone has come who takes a permission back at the door. */
import type { RequestOutput } from "../../../shared/contract.ts";

/** What stands on the paper, as it was typed. */
export interface TypedPaper {
  readonly consentNumber: number;
  readonly code: string;
}

/** What would happen. */
export type WithdrawalOutlook = Extract<RequestOutput<"withdrawal.check">, { phase: "possible" }>;
/** What happened. */
export type WithdrawalOutcome = RequestOutput<"withdrawal.carryOut">;

/** Whether someone has asked for the recording, who would else come too late. */
export const withdrawalWishes = ["erase", "hold"] as const;
export type WithdrawalWish = (typeof withdrawalWishes)[number];

/** The steps, one after the other; each holds what the next one needs. */
export type WithdrawalStep =
  | { readonly phase: "paper" }
  | { readonly phase: "question"; readonly paper: TypedPaper; readonly outlook: WithdrawalOutlook }
  | {
      readonly phase: "sure";
      readonly paper: TypedPaper;
      readonly outlook: WithdrawalOutlook;
      readonly wish: WithdrawalWish;
    }
  | { readonly phase: "already" }
  | { readonly phase: "done"; readonly outcome: WithdrawalOutcome };

/** A request under way: each costs a second or more. */
export type WithdrawalAttempt =
  | { readonly phase: "typing" }
  | { readonly phase: "asking" }
  | { readonly phase: "failed"; readonly error: unknown };
