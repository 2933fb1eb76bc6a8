/** Foot pedals: which they are, and what a foot does. */
import { expect, test } from "vitest";
import { isFootPedal, pedalSteps } from "../../shared/domain/footPedal.ts";

test("only devices that are known as foot pedals are", () => {
  expect([
    isFootPedal({ vendorId: 0x05f3, productId: 0x00ff }),
    isFootPedal({ vendorId: 0x05f3, productId: 0x0100 }),
    // A security key.
    isFootPedal({ vendorId: 0x1050, productId: 0x0407 }),
  ]).toEqual([true, false, false]);
});

test("pedals go down and come up one by one, also several at once", () => {
  expect([pedalSteps(0, 0b10), pedalSteps(0b11, 0b100), pedalSteps(1, 1)]).toEqual([
    [{ pedal: 2, isDown: true }],
    [
      { pedal: 1, isDown: false },
      { pedal: 2, isDown: false },
      { pedal: 3, isDown: true },
    ],
    [],
  ]);
});
