/** Foot pedals that speak for themselves; others are keyboards and need no permission. */

/**
 * The pedals, by the numbers USB devices have: Infinity (VEC), Philips with three and four pedals, Grundig.
 *
 * Numbers of the Philips ones are those of GoogleChromeLabs/dictation_support; all report their pedals as bits of
 * the first byte, from the left.
 */
export const footPedals = [
  { vendorId: 0x05f3, productId: 0x00ff },
  { vendorId: 0x0911, productId: 0x1844 },
  { vendorId: 0x0911, productId: 0x091a },
  { vendorId: 0x15d8, productId: 0x0024 },
] as const;

/** Whether a device is one of them; nothing else is ever handed to the page. Serial ports have their numbers as text. */
export function isFootPedal(device: {
  readonly vendorId?: number | string;
  readonly productId?: number | string;
}): boolean {
  return footPedals.some(
    ({ vendorId, productId }) => device.vendorId === vendorId && device.productId === productId,
  );
}

/** One pedal going down or coming up; numbered from the left, from 1. */
export interface PedalStep {
  readonly pedal: number;
  readonly isDown: boolean;
}

/** What happened between two reports, as their first bytes. */
export function pedalSteps(before: number, after: number): readonly PedalStep[] {
  return [0, 1, 2, 3, 4, 5, 6, 7]
    .filter((bit) => ((before ^ after) >> bit) & 1)
    .map((bit) => ({ pedal: bit + 1, isDown: ((after >> bit) & 1) === 1 }));
}
