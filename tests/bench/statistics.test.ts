import { expect, it } from "vitest";
import { median, percentile } from "./statistics.ts";

it("the median is the middle, whatever the order", () => {
  expect(median([9, 1, 5])).toBe(5);
  expect(median([4, 1, 3, 2])).toBe(2.5);
  expect(median([7])).toBe(7);
});

it("a percentile is a value that was measured", () => {
  const values = Array.from({ length: 40 }, (_, index) => 40 - index);
  expect(percentile(values, 0.95)).toBe(38);
  expect(percentile(values, 1)).toBe(40);
  expect(percentile([3], 0.95)).toBe(3);
});

it("nothing measured gives no figure", () => {
  expect(() => median([])).toThrow(RangeError);
  expect(() => percentile([], 0.95)).toThrow(RangeError);
});
