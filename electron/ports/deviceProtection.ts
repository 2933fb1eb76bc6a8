/** The computer's own store of secrets, as far as it has one: it protects what only this computer user may open again. */
import { z } from "zod";

/** Whether there is such a store; `basic-text` is one that would protect with a fixed password. */
export type ProtectionState =
  | { readonly phase: "available" }
  | { readonly phase: "unavailable"; readonly reason: "basic-text" | "none" };

/** What protection was taken off; `isStale` if it should be protected anew, since the system has changed its key. */
export interface Unprotected {
  readonly secret: Uint8Array;
  readonly isStale: boolean;
}

/** Asked of the system; nothing that goes through is kept or logged. */
export interface DeviceProtection {
  state(): Promise<ProtectionState>;
  /** @returns bytes that only this user on this computer can unprotect; `undefined` if the system refuses */
  protect(secret: Uint8Array): Promise<Uint8Array | undefined>;
  /** @returns `undefined` if the system cannot, or these are another computer's */
  unprotect(bytes: Uint8Array): Promise<Unprotected | undefined>;
}

/** Where nothing protects. */
export const noDeviceProtection: DeviceProtection = {
  state: async () => ({ phase: "unavailable", reason: "none" }),
  protect: async () => undefined,
  unprotect: async () => undefined,
};

/** Puts a question to the shell; resolves with its answer, which is `undefined` for what there is not. */
export type Ask = (name: string, bytes?: Uint8Array) => Promise<unknown>;

/**
 * The store as it is asked across the border of the process; answers are checked like any other input.
 *
 * What is handed to `protect` is wiped once it has been sent.
 */
export function createAskedProtection(ask: Ask): DeviceProtection {
  return {
    async state() {
      const state = stateSchema.safeParse(await ask("device.state"));
      return state.success ? state.data : { phase: "unavailable", reason: "none" };
    },
    async protect(secret) {
      return bytesSchema.safeParse(await ask("device.protect", secret)).data;
    },
    async unprotect(bytes) {
      return unprotectedSchema.safeParse(await ask("device.unprotect", bytes)).data;
    },
  };
}

const bytesSchema = z.custom<Uint8Array>((value) => value instanceof Uint8Array);
const unprotectedSchema = z.object({ secret: bytesSchema, isStale: z.boolean() });
const stateSchema = z.discriminatedUnion("phase", [
  z.object({ phase: z.literal("available") }),
  z.object({ phase: z.literal("unavailable"), reason: z.enum(["basic-text", "none"]) }),
]);
