/** Which coding's codes stand beside the text. */
import { describe, expect, test } from "vitest";
import { codingBeside } from "../../renderer/features/coding/codingBeside.ts";
import type { CodingListed } from "../../shared/domain/coding.ts";
import type { CodingId } from "../../shared/domain/ids.ts";
import type { SchemeId } from "../../shared/domain/scheme.ts";
import { headForTest } from "../support/codingForTest.ts";

const newest = "newest" as CodingId;
const older = "older" as CodingId;

function listed(id: CodingId, part: Partial<CodingListed> = {}): CodingListed {
  return { ...headForTest, finishedAt: 1, unitCount: 1, codedCount: 1, ...part, id };
}

describe("beside the text", () => {
  test("stands the last coding that is finished", () => {
    expect(codingBeside([listed(newest), listed(older)], undefined)?.id).toBe(newest);
  });

  test("stands nothing by itself while one is being worked on", () => {
    const all = [listed(newest, { finishedAt: null, schemeId: "oars" as SchemeId }), listed(older)];
    expect(codingBeside(all, undefined)).toBeUndefined();
    expect(codingBeside(all, older)?.id).toBe(older);
  });

  test("stands what is asked for, and nothing if that is asked for", () => {
    expect(codingBeside([listed(newest), listed(older)], older)?.id).toBe(older);
    expect(codingBeside([listed(newest), listed(older)], null)).toBeUndefined();
  });

  test("stands nothing that is not finished, closed for those who code blind, or gone, even if it was asked for", () => {
    const going = listed(newest, { finishedAt: null, coder: { kind: "colleague", name: "Anna" } });
    expect(codingBeside([going, listed(older)], newest)).toBeUndefined();
    expect(codingBeside([going, listed(older)], older)).toBeUndefined();
    expect(codingBeside([listed(older)], newest)).toBeUndefined();
  });
});
