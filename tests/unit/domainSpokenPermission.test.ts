/** Spoken permission: the texts that come with Lyhörd, filled in; where samples may lie; what is silent in a share. */
import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { nodeFiles } from "../../electron/ports/files.ts";
import { listWordings } from "../../electron/services/consentWordings.ts";
import { readPassage } from "../../renderer/features/spoken/passageForm.ts";
import { isWithin, mutedInShares, type Passage } from "../../shared/domain/mutedPassages.ts";
import { sampleableRanges } from "../../shared/domain/sampleable.ts";
import { languages } from "../../shared/domain/settings.ts";
import { shownWording } from "../../shared/domain/spokenPermission.ts";
import { wordingForTest } from "../support/spokenConsent.ts";

const resourcesFolder = path.join(import.meta.dirname, "../../resources");
const facts = { purpose: "Att lära mig lyssna.", audience: "Jag och  min lärgrupp", lastOn: "2027-05-03" };

const anyPassage = fc
  .tuple(fc.nat(60_000), fc.integer({ min: 1, max: 9_000 }))
  .map(([startMs, lengthMs]) => ({ startMs, endMs: startMs + lengthMs }));
const anyPassages = fc.array(anyPassage, { maxLength: 8 });
const holds = (passages: readonly Passage[], atMs: number) =>
  passages.some(({ startMs, endMs }) => startMs <= atMs && atMs < endMs);

describe("a text for spoken permission", () => {
  it("is there in every language, each under the name of its file, and no file is left out", () => {
    const wordings = listWordings({ files: nodeFiles, resourcesFolder });

    expect(wordings.map(({ version }) => version)).toEqual(
      languages.flatMap((language) => [`${language}-spoken-2`, `${language}-spoken-1`]),
    );
    expect(wordings.map(({ version }) => `${version}.json`).toSorted()).toEqual(
      readdirSync(path.join(resourcesFolder, "consent")).toSorted(),
    );
  });

  it("is never changed once permissions may rest on it", () => {
    const released = {
      "da-spoken-1": "4dd3c4083a93fc161791618b56333114ac83817dffeca3dd70bb4ffb689c9f16",
      "en-spoken-1": "be689916bb1f6889048423e7f3518adbd0b352feaef7666a808e1542b41f7798",
      "nb-spoken-1": "8859d3f24e95cdf0a105bdc414a1e0aeeb40c81ac808f47b824490bfe5f9f3cf",
      "sv-spoken-1": "bb953e3f292a247e9b2adb0167de906614ad106789f9e6aece161fb37c7393a6",
    };
    const hashes = Object.keys(released).map((version) => {
      const bytes = readFileSync(path.join(resourcesFolder, "consent", `${version}.json`));
      return [version, createHash("sha256").update(bytes).digest("hex")];
    });

    expect(Object.fromEntries(hashes)).toEqual(released);
  });

  it.each(languages)(
    "promises in %s no login, which Lyhörd may not be started at, and more for the sound than for what is written",
    (language) => {
      const { explained, readAloud } = shownWording(wordingForTest(`${language}-spoken-2`), facts);

      expect(`${explained} ${readAloud}`).not.toMatch(/log(ga|ger|ge)? ?in|inlogg|innlogg/i);
      expect(explained).toMatch(/programmet start[ae]r|program starts/);
      expect(explained).toMatch(/låser upp|låser opp|låser programmet op|unlock/);
      expect(readAloud).toMatch(/programmet start[ae]r|program starts/);
    },
  );

  it.each(languages)(
    "says in %s what for, who may hear and until when, before and on the recording",
    (language) => {
      const { explained, readAloud } = shownWording(wordingForTest(`${language}-spoken-2`), facts);

      for (const text of [explained, readAloud]) {
        expect(text).toContain("Att lära mig lyssna.");
        expect(text).toContain("Jag och min lärgrupp.");
        expect(text).toMatch(/\b3\.? (maj|mai|May) 2027/);
        expect(text).not.toMatch(/\{\{|…|\.\./);
      }
    },
  );

  it("shows where something is still to be filled in, and takes nothing that is typed for a place", () => {
    const { readAloud } = shownWording(wordingForTest(), { purpose: "", audience: "{{lastOn}}", lastOn: "" });

    expect(readAloud).toContain("användas så här: ….");
    expect(readAloud).toContain("höra den är: {{lastOn}}.");
    expect(readAloud).toContain("startar efter ….");
  });
});

describe("where a sample may lie", () => {
  const spoken = (passages: readonly Passage[]) =>
    passages.map((passage) => ({ ...passage, kind: "spoken-permission" as const }));

  it("is everything but where the permission is repeated, in order", () => {
    const marked = [
      { startMs: 40_000, endMs: 70_000 },
      { startMs: 0, endMs: 12_000 },
      { startMs: 10_000, endMs: 15_000 },
    ];

    expect(sampleableRanges(spoken(marked), 60_000)).toEqual([{ startMs: 15_000, endMs: 40_000 }]);
    expect(sampleableRanges([], 60_000)).toEqual([{ startMs: 0, endMs: 60_000 }]);
    expect(sampleableRanges(spoken([{ startMs: 0, endMs: 60_000 }]), 60_000)).toEqual([]);
  });

  it("holds what was said where words were replaced in the text: the conversation goes on there", () => {
    const identifying = [{ startMs: 10_000, endMs: 12_000, kind: "identifying" as const }];

    expect(sampleableRanges(identifying, 60_000)).toEqual([{ startMs: 0, endMs: 60_000 }]);
  });

  it("holds each moment of the sound just when no passage does", () => {
    fc.assert(
      fc.property(
        anyPassages,
        fc.integer({ min: 1, max: 70_000 }),
        fc.nat(80_000),
        (marked, durationMs, atMs) => {
          const ranges = sampleableRanges(spoken(marked), durationMs);
          const isSound = atMs < durationMs;
          expect(holds(ranges, atMs)).toBe(isSound && !holds(marked, atMs));
          expect(ranges.every((range) => range.startMs < range.endMs && !isWithin(range, marked))).toBe(true);
        },
      ),
    );
  });
});

describe("what is silent in a share", () => {
  it("is where others speak and where the permission is repeated, never less", () => {
    fc.assert(
      fc.property(anyPassages, anyPassages, fc.nat(70_000), (others, marked, atMs) => {
        const segments = others.map((range, index) => ({
          ...range,
          id: `row-${index}` as never,
          speaker: "other" as const,
          text: "",
        }));
        expect(holds(mutedInShares(segments, marked), atMs)).toBe(holds(others, atMs) || holds(marked, atMs));
      }),
    );
  });
});

describe("a passage that is typed", () => {
  it.each([
    ["0:03", "0:25,4", { phase: "read", passage: { startMs: 3_000, endMs: 25_400 } }],
    ["0:00", "1:00", { phase: "read", passage: { startMs: 0, endMs: 59_500 } }],
    ["", "tre", { phase: "problem", from: "no-time", to: "no-time" }],
    ["0:20", "0:20", { phase: "problem", from: null, to: "not-after" }],
    ["0:20", "1:20", { phase: "problem", from: null, to: "beyond-the-end" }],
  ])("from %s to %s", (from, to, reading) => {
    expect(readPassage({ from, to }, 59_500)).toEqual(reading);
  });
});
