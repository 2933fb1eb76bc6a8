import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type Findings,
  formatName,
  isChoosable,
  kindNow,
  newestFirst,
  stretched,
  toggled,
} from "../../renderer/features/bringIn/deviceRows.ts";
import type { DeviceFile } from "../../shared/domain/device.ts";
import type { ConversationId, SourceId } from "../../shared/domain/ids.ts";

function file(name: string, part: Partial<DeviceFile> = {}): DeviceFile {
  return {
    sourceId: name as SourceId,
    name,
    folder: "",
    sizeBytes: 1_000,
    modifiedAt: 0,
    kind: { phase: "readable", mimeType: "audio/wav", format: null },
    known: null,
    ...part,
  };
}

const known = { conversationId: "c" as ConversationId, importedOn: "2026-03-02" };

describe("the list of what lies on a device", () => {
  it("begins with the newest, and orders those of one time by folder and name", () => {
    const files = [
      file("b", { modifiedAt: 5 }),
      file("old", { modifiedAt: 1 }),
      file("a", { modifiedAt: 5, folder: "Z" }),
      file("a2", { modifiedAt: 5 }),
    ];

    expect(newestFirst(files).map(({ name }) => name)).toEqual(["a2", "b", "a", "old"]);
  });

  it("lets be chosen what can be read and is not here already", () => {
    const findings: Findings = new Map([
      ["broken" as SourceId, { phase: "problem", error: { code: "media.truncated" } }],
      ["long" as SourceId, { phase: "length", durationMs: 9, isEstimate: false }],
    ]);
    const files = [
      file("new"),
      file("long"),
      file("erased", { known: { ...known, state: "erased" } }),
      file("kept", { known: { ...known, state: "kept" } }),
      file("empty", { kind: { phase: "problem", error: { code: "media.empty" } } }),
      file("broken"),
    ];

    expect(files.filter((one) => isChoosable(one, findings)).map(({ name }) => name)).toEqual([
      "new",
      "long",
      "erased",
    ]);
    expect(kindNow(file("broken"), findings)).toEqual({
      phase: "problem",
      error: { code: "media.truncated" },
    });
  });

  it("stretches a choice, or its opposite, to another file in either direction", () => {
    const order = ["a", "b", "c", "d"] as SourceId[];
    const [a, b, c, d] = order as [SourceId, SourceId, SourceId, SourceId];

    expect([
      [...stretched(new Set([b]), order, b, d)],
      [...stretched(new Set([c]), order, c, a)].sort(),
      [...stretched(new Set([a, b, c]), order, d, b)],
      [...stretched(new Set(), order, "elsewhere" as SourceId, b)],
    ]).toEqual([[b, c, d], [a, b, c], [a], [b]]);
  });

  it("unchooses what it chose", () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.string()), fc.string(), (names, name) => {
        const chosen = new Set(names as SourceId[]);
        const twice = toggled(toggled(chosen, name as SourceId), name as SourceId);
        expect(new Set(twice)).toEqual(chosen);
      }),
    );
  });

  it("calls formats what people call them", () => {
    const called = (mimeType: string, format: string | null = null) =>
      formatName({ phase: "readable", mimeType, format });

    expect([
      called("audio/mpeg"),
      called("audio/mp4"),
      called("audio/x-caf"),
      called("application/octet-stream", "WMA"),
    ]).toEqual(["MP3", "M4A", "CAF", "WMA"]);
  });
});
