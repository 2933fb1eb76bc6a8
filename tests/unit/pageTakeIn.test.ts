/** Taking a conversation in: whole, or nothing of it. */
import { describe, expect, test } from "vitest";
import { importShare } from "../../renderer/features/import/importShare.ts";
import { type TakeInPorts, takeIn } from "../../renderer/features/import/takeIn.ts";
import {
  groupWarnings,
  guessedMapping,
  speakerOf,
  withName,
  withSpeaker,
} from "../../renderer/features/import/transcriptMapping.ts";
import type { RequestName } from "../../shared/contract.ts";
import type { ConversationId, SourceId } from "../../shared/domain/ids.ts";

const conversationId = "00000000-0000-4000-8000-00000000000a" as ConversationId;
const sourceId = "00000000-0000-4000-8000-00000000000b" as SourceId;
const wish = {
  draft: {
    permission: { kind: "published", title: "Film", source: "SVT", licence: "CC BY" },
    occasion: "",
    heldOn: "2026-11-22",
  },
  source: { sourceId, name: "film.mp3", sizeBytes: 10 },
  recordWritten: true,
} as const;

const answers: Partial<Record<RequestName, unknown>> = {
  "source.open": { token: "t", mimeType: "audio/mpeg", sizeBytes: 10 },
  "conversation.create": { conversationId },
};

/** Ports that note what is asked; `failing` is refused with its own name, `during` runs while it is asked. */
function notingPorts(failing?: RequestName, during: (name: RequestName) => void = () => undefined) {
  const asked: string[] = [];
  const ports: TakeInPorts = {
    async call(name) {
      asked.push(name);
      during(name);
      if (name === failing) throw new Error(name);
      return (answers[name] ?? {}) as never;
    },
    async probe() {
      asked.push("probe");
      return { durationMs: 7 };
    },
    onCreated: () => asked.push("created"),
  };
  return { asked, ports };
}

describe("taking in", () => {
  test("the file is looked at before the conversation is made", async () => {
    const { asked, ports } = notingPorts();
    await expect(takeIn(wish, ports, new AbortController().signal)).resolves.toBe(conversationId);
    expect(asked).toEqual([
      "source.open",
      "probe",
      "conversation.create",
      "created",
      "audio.import",
      "conversation.update",
    ]);
  });
  test("a file that cannot be decoded makes no conversation", async () => {
    const { asked, ports } = notingPorts();
    const refusing = { ...ports, probe: () => Promise.reject({ code: "media.not-audio" }) };
    await expect(takeIn(wish, refusing, new AbortController().signal)).rejects.toEqual({
      code: "media.not-audio",
    });
    expect(asked).toEqual(["source.open"]);
  });
  test("an import that fails discards the conversation and says why it failed", async () => {
    const { asked, ports } = notingPorts("audio.import");
    await expect(takeIn(wish, ports, new AbortController().signal)).rejects.toThrow("audio.import");
    expect(asked.at(-1)).toBe("conversation.discard");
  });
  test("the reason survives a discard that fails, too", async () => {
    const { ports } = notingPorts("audio.import");
    const call: TakeInPorts["call"] = (name, input) =>
      name === "conversation.discard" ? Promise.reject(new Error("gone")) : ports.call(name, input);
    await expect(takeIn(wish, { ...ports, call }, new AbortController().signal)).rejects.toThrow(
      "audio.import",
    );
  });
  test("cancelling before the conversation is made makes none", async () => {
    const stop = new AbortController();
    const { asked, ports } = notingPorts(undefined, () => stop.abort());
    await expect(takeIn(wish, ports, stop.signal)).rejects.toHaveProperty("name", "AbortError");
    expect(asked).toEqual(["source.open"]);
  });
  test("cancelling during the import stops it in the vault", async () => {
    const stop = new AbortController();
    const { asked, ports } = notingPorts("audio.import", (name) => name === "audio.import" && stop.abort());
    await expect(takeIn(wish, ports, stop.signal)).rejects.toThrow();
    expect(asked.slice(-3)).toEqual(["audio.import", "audio.cancelImport", "conversation.discard"]);
  });
  test("a conversation without sound looks at nothing and imports nothing", async () => {
    const { asked, ports } = notingPorts();
    await takeIn({ ...wish, source: null, recordWritten: false }, ports, new AbortController().signal);
    expect(asked).toEqual(["conversation.create", "created"]);
  });
});

describe("progress", () => {
  test("encrypting and checking follow each other from 0 to 1 without going back", () => {
    const shares = (["encrypting", "verifying"] as const).flatMap((phase) =>
      [0, 50, 100].map((doneBytes) => importShare({ conversationId, phase, doneBytes, totalBytes: 100 })),
    );
    expect(shares).toEqual([...shares].sort((a, b) => a - b));
    expect([shares[0], shares.at(-1)]).toEqual([0, 1]);
  });
  test("an empty file has no share", () => {
    expect(importShare({ conversationId, phase: "encrypting", doneBytes: 0, totalBytes: 0 })).toBe(0);
  });
});

describe("who is who in a transcript", () => {
  const mapping = guessedMapping({
    format: "web-vtt",
    encoding: "utf-8",
    isMachineMade: false,
    segmentCount: 3,
    isTimed: true,
    speakers: [
      { label: "B", segmentCount: 2, guess: "practitioner", name: null },
      { label: "", segmentCount: 1, guess: "other", name: null },
    ],
    sample: [],
    warnings: [],
  });

  test("begins with the guesses and changes one label at a time", () => {
    expect(withSpeaker(mapping, "", "client")).toEqual([
      { label: "B", speaker: "practitioner" },
      { label: "", speaker: "client" },
    ]);
  });
  test("shows a file's own name only where a person wants that", () => {
    const named = withSpeaker(withName(mapping, "B", "Karin"), "B", "client");
    expect(named[0]).toEqual({ label: "B", speaker: "client", name: "Karin" });
    expect(withName(named, "B", null)[0]).toEqual({ label: "B", speaker: "client" });
  });
  test("an unknown label is somebody else", () => expect(speakerOf(mapping, "X")).toBe("other"));
  test("warnings of a kind stand together, with their lines in order", () => {
    const warnings = [
      { line: 2, code: "empty-cue" },
      { line: 5, code: "missing-end" },
      { line: 9, code: "empty-cue" },
    ];
    expect(groupWarnings(warnings)).toEqual([
      { code: "empty-cue", lines: [2, 9] },
      { code: "missing-end", lines: [5] },
    ]);
  });
});
