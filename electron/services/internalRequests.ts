/** Requests that only the shell makes; the page cannot name them. */
import { z } from "zod";
import { Failure } from "../../shared/errors.ts";
import { writeAuditHead } from "../vault/auditHeadFile.ts";
import type { VaultGate } from "./vaultGate.ts";

const token = z.string().min(1).max(64);
const path = z.string().min(1).max(32_767);

/** The form of their inputs. */
export const internalInputs = {
  "internal.offer": z.object({ paths: z.array(path).min(1).max(64) }),
  "internal.offerTarget": z.object({ path }),
  "internal.signLog": z.object({}),
  "internal.mediaInfo": z.object({ token }),
  "internal.mediaRead": z.object({ token, start: z.int().nonnegative(), end: z.int().nonnegative() }),
} as const;
export type InternalRequestName = keyof typeof internalInputs;

/** One handler for each; media needs an unlocked vault. */
export const internalHandlers: {
  readonly [Name in InternalRequestName]: (
    gate: VaultGate,
    input: z.output<(typeof internalInputs)[Name]>,
  ) => unknown;
} = {
  "internal.offer": ({ sources }, { paths }) => sources.offer(paths),
  "internal.offerTarget": ({ sources }, input) => ({ targetId: sources.offerTarget(input.path) }),
  "internal.signLog": signLog,
  "internal.mediaInfo": (gate, input) => tokensOf(gate).info(input.token),
  "internal.mediaRead": (gate, { token, start, end }) => tokensOf(gate).read(token, start, end),
};

/** The last thing before locking; while nothing is unlocked there is nothing to sign. */
function signLog(gate: VaultGate): void {
  const context = gate.context();
  if (context !== undefined) writeAuditHead(context.vault, "lock");
}

function tokensOf(gate: VaultGate) {
  const context = gate.context();
  if (context === undefined) throw new Failure("vault.locked");
  return context.tokens;
}
