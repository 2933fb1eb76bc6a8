/** A computer's store of secrets: what one protects, another does not open. */
import { randomBytes } from "node:crypto";
import type { DeviceProtection } from "../../electron/ports/deviceProtection.ts";

/** A store that can be told that its key is out of date, or that it has gone. */
export interface DeviceProtectionForTest extends DeviceProtection {
  isStale: boolean;
  isGone: boolean;
  /** How often something was protected. */
  readonly protections: () => number;
}

/** Stands for one computer. */
export function deviceProtectionForTest(): DeviceProtectionForTest {
  const mark = randomBytes(8);
  let protections = 0;
  return {
    isStale: false,
    isGone: false,
    protections: () => protections,
    async state() {
      return this.isGone ? { phase: "unavailable", reason: "none" } : { phase: "available" };
    },
    async protect(secret) {
      if (this.isGone) return undefined;
      protections += 1;
      const bytes = Uint8Array.from([...mark, ...secret.map((byte) => byte ^ 0x5a)]);
      secret.fill(0);
      return bytes;
    },
    async unprotect(bytes) {
      const isOwn = Buffer.compare(bytes.subarray(0, mark.length), mark) === 0;
      if (this.isGone || !isOwn) return undefined;
      return { secret: bytes.slice(mark.length).map((byte) => byte ^ 0x5a), isStale: this.isStale };
    },
  };
}
