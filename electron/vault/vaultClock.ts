/** The clock of a vault: the pure model of `shared/domain/effectiveClock.ts`, fed from the clock port. */
import { confirmClock, readClock, startClock } from "../../shared/domain/effectiveClock.ts";
import type { ClockPort } from "../ports/clock.ts";
import type { SeenTime } from "./clockFile.ts";
import type { VaultClock } from "./openVault.ts";

/**
 * Starts a vault's clock from what it has last seen.
 *
 * @param zone - the IANA zone in which days end
 */
export function createVaultClock(port: ClockPort, zone: string, lastSeen: SeenTime): VaultClock {
  let state = startClock(lastSeen.lastSeenAt, port.now(), port.monotonic(), lastSeen.trustedAt);

  function read() {
    const reading = readClock(state, port.now(), port.monotonic());
    state = reading.state;
    return reading;
  }

  return {
    zone,
    now: () => read().effectiveNow,
    erasableUntil: () => read().erasableUntil,
    phase() {
      const { needsConfirmation, effectiveNow } = read();
      return needsConfirmation
        ? { phase: "needs-confirmation", lastSeenAt: state.trustedAt, now: effectiveNow }
        : { phase: "trusted" };
    },
    seen() {
      read();
      return { lastSeenAt: state.lastSeenAt, trustedAt: state.trustedAt };
    },
    confirm(verdict) {
      state = confirmClock(state, verdict, port.now(), port.monotonic());
    },
  };
}
