import { describe, expect, it } from "vitest";
import { requireOrder } from "./erasedState.ts";

const nothing = { rows: { sound: 0, transcript: 0, notes: 0 }, files: [] };
const sound = { rows: { sound: 4, transcript: 0, notes: 0 }, files: ["a.blob", "a.shred"] };
const half = { rows: { sound: 4, transcript: 0, notes: 0 }, files: ["a.blob"] };
const blob = { rows: { sound: 0, transcript: 0, notes: 0 }, files: ["a.blob"] };

describe("the check of an interrupted erasure", () => {
  it.each([
    [1, 0, sound],
    [1, 0, half],
    [2, 0, half],
    [3, 0, blob],
    [4, 0, nothing],
    [6, 0, nothing],
    [7, 1, nothing],
  ])("accepts step %i with %i certificates where that much is done", (step, certificates, left) => {
    expect(() => requireOrder({ category: "sound", step, certificates }, left)).not.toThrow();
  });

  it.each([
    ["a certificate before the last step", 6, 1, nothing],
    ["an end without a certificate", 7, 0, nothing],
    ["two certificates", 7, 2, nothing],
    ["a certificate while the blob is there", 7, 1, blob],
    ["step 2 while the key half is there", 2, 0, sound],
    ["step 3 while rows are there", 3, 0, half],
    ["step 5 while the blob is there", 5, 0, blob],
  ])("refuses %s", (_, step, certificates, left) => {
    expect(() => requireOrder({ category: "sound", step, certificates }, left)).toThrow();
  });
});
