import { expect, it } from "vitest";
import { internalInputs } from "../../electron/services/internalRequests.ts";
import { requests } from "../../shared/contract.ts";
import { walkedRequests } from "../support/accessWalk.ts";
import { unwalkedRequests } from "../support/unwalkedRequests.ts";

const all = [...Object.keys(requests), ...Object.keys(internalInputs)].sort();
const spared = unwalkedRequests.flatMap((unwalked) => unwalked.requests);

it("every request is made in the walk of promise 23, or there is a reason why it needs not be", () => {
  expect([...walkedRequests, ...spared].sort()).toEqual(all);
});

it("a reason is given in words", () => {
  expect(unwalkedRequests.filter(({ because }) => because.split(" ").length < 5)).toEqual([]);
});
