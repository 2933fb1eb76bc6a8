import { expect, it } from "vitest";
import { inParallel, spread } from "./inParallel.ts";

it("a sample keeps the first and the last and spreads the rest", () => {
  expect(spread([0, 1, 2, 3, 4, 5, 6, 7, 8], 3)).toEqual([0, 4, 8]);
  expect(spread([0, 1, 2], 5)).toEqual([0, 1, 2]);
  expect(spread([0, 1, 2], 1)).toEqual([0]);
});

it("results come in the order of the items, whoever is done first", async () => {
  const order: number[] = [];
  const results = await inParallel([30, 1, 20], async (ms) => {
    await new Promise((resolve) => setTimeout(resolve, ms));
    order.push(ms);
    return ms * 2;
  });

  expect(results).toEqual([60, 2, 40]);
  expect([...order].sort((a, b) => a - b)).toEqual([1, 20, 30]);
});

it("a trial that cannot be run ends the run", async () => {
  const run = async (item: number) => {
    if (item === 2) throw new Error("no room");
    return item;
  };

  await expect(inParallel([1, 2, 3], run)).rejects.toThrow("no room");
});
