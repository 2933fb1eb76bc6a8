/** Whether a vault can be closed for good, by new keys or by erasing it. */
import { Failure } from "../../shared/errors.ts";
import type { Sitting } from "./sitting.ts";

/**
 * Checks that nothing is under way: what is being taken in, or written to a place outside, would be cut off half-way.
 *
 * @throws Failure `vault.busy`
 */
export function requireQuiet(sitting: Sitting): void {
  const { imports, transcodings, clientCopies, handOvers, sourceErasures, backup, recording } = sitting;
  const running = [imports, transcodings, clientCopies, handOvers, sourceErasures];
  const isBusy = backup !== undefined || recording?.isOpen() === true;
  if (isBusy || running.some(({ size }) => size > 0)) throw new Failure("vault.busy");
}
