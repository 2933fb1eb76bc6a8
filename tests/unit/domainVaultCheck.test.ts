import { expect, it } from "vitest";
import { byGravity, type CheckFinding } from "../../shared/domain/vaultCheck.ts";

it("what a check found begins with what cannot wait for a lock, and ends with what lies about", () => {
  const found: readonly CheckFinding[] = [
    { found: "leftovers", count: 1, sizeBytes: 9 },
    { found: "log-copy-lost" },
    { found: "disk-nearly-full", freeBytes: 1_000 },
    { found: "clock-waits" },
    { found: "database-damaged", tables: 1 },
    { found: "orphaned-files", count: 2, sizeBytes: 8 },
    { found: "header-changed" },
  ];
  expect(byGravity(found).map((finding) => finding.found)).toEqual([
    "header-changed",
    "database-damaged",
    "log-copy-lost",
    "clock-waits",
    "disk-nearly-full",
    "orphaned-files",
    "leftovers",
  ]);
});

it("what was found twice stays in its order", () => {
  const unknown = (name: string): CheckFinding => ({ found: "unknown-files", count: 1, names: [name] });
  expect(byGravity([unknown("b"), { found: "schedule-lost" }, unknown("a")])).toEqual([
    { found: "schedule-lost" },
    unknown("b"),
    unknown("a"),
  ]);
});
