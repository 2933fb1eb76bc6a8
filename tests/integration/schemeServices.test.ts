import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { beforeEach, describe, expect, test } from "vitest";
import { createCoding, readCoding } from "../../electron/services/codings.ts";
import { exportScheme, importScheme, previewScheme } from "../../electron/services/schemeFiles.ts";
import {
  copyScheme,
  listSchemes,
  putSchemeBack,
  readOriginal,
  readScheme,
  removeScheme,
  rewordScheme,
  saveScheme,
} from "../../electron/services/schemes.ts";
import type { Scheme, SchemeId } from "../../shared/domain/scheme.ts";
import { temporaryFolder } from "../support/temporaryFolder.ts";
import { type VaultForTest, vaultForTest } from "../support/vaultForTest.ts";

const miti = "miti-4.2.1" as SchemeId;
let vault: VaultForTest;
beforeEach(async () => {
  vault = await vaultForTest();
});

function content(part: Partial<Scheme> = {}): Omit<Scheme, "id" | "version"> {
  return {
    format: 1,
    title: { sv: "Vårt" },
    about: { sv: "Det vi lyssnar efter." },
    unit: "utterance",
    usesTarget: false,
    sample: { drawn: "whole", lengthMs: 600_000, ratedFromMs: 0, countedBelowMs: 0 },
    groups: [{ id: "g", labels: { sv: "Allt" } }],
    codes: [{ id: "a", sign: "A", labels: { sv: "Aha" }, side: "any", groupId: "g" }],
    items: [],
    figures: [],
    ...part,
  };
}

const offered = () =>
  listSchemes(vault.context).map(({ scheme, origin }) => [scheme.title.sv, scheme.version, origin]);
const own = () => offered().filter(([, , origin]) => origin === "own");
const inFile = (name: string, text: string) => {
  const file = path.join(temporaryFolder(), name);
  writeFileSync(file, text);
  return vault.offer(file);
};
function exported(schemeId: SchemeId, version: number, format: "lyhord" | "refi-qda"): string {
  const file = path.join(temporaryFolder(), "scheme");
  const targetId = vault.context.sources.offerTarget(file);
  exportScheme(vault.context, { schemeId, version, format, targetId });
  return readFileSync(file, "utf8");
}

describe("a scheme of one's own", () => {
  test("is kept in versions, and a version is never changed", async () => {
    const { schemeId } = saveScheme(vault.context, { schemeId: null, content: content() });
    saveScheme(vault.context, { schemeId, content: content({ title: { sv: "Vårt nya" } }) });
    saveScheme(vault.context, { schemeId, content: content({ title: { sv: "Vårt nya" } }) });
    vault = await vault.reopen();

    expect([1, 2].map((version) => readScheme(vault.context, { schemeId, version }).title.sv)).toEqual([
      "Vårt",
      "Vårt nya",
    ]);
    expect(own()).toEqual([["Vårt nya", 2, "own"]]);
    expect(() => readScheme(vault.context, { schemeId, version: 3 })).toThrow("scheme.not-found");
  });

  test("that does not fit is not kept, and says why", () => {
    const { schemeId } = saveScheme(vault.context, { schemeId: null, content: content() });
    expect(() => saveScheme(vault.context, { schemeId, content: content({ groups: [] }) })).toThrow(
      expect.objectContaining({ code: "scheme.invalid", detail: { fault: "group-unknown" } }),
    );
    expect(own()).toEqual([["Vårt", 1, "own"]]);
  });

  test("leaves a coding readable with its own version, after a new one and once it is off the list", () => {
    const { schemeId } = saveScheme(vault.context, { schemeId: null, content: content() });
    const { codingId } = createCoding(vault.context, {
      conversationId: vault.rolePlay(),
      schemeId,
      schemeVersion: 1,
      coder: { kind: "owner" },
      sample: { drawn: "whole", startMs: 0, endMs: 60_000 },
      target: null,
      passes: 1,
    });
    saveScheme(vault.context, {
      schemeId,
      content: content({ codes: [{ id: "b", sign: "B", labels: { sv: "Bra" }, side: "any", groupId: "g" }] }),
    });
    removeScheme(vault.context, { schemeId });

    const coding = readCoding(vault.context, { codingId });
    const scheme = readScheme(vault.context, { schemeId: coding.schemeId, version: coding.schemeVersion });
    expect([
      own(),
      scheme.codes.map(({ id }) => id),
      readOriginal(vault.context, { schemeId }).codings,
    ]).toEqual([[], ["a"], 1]);
    putSchemeBack(vault.context, { schemeId });
    expect(own()).toEqual([["Vårt", 2, "own"]]);
  });

  test("can begin as one that comes with Lyhörd, which stays as it is", () => {
    const { schemeId } = copyScheme(vault.context, { schemeId: miti, title: "MITI hos oss" });
    const { scheme } = readOriginal(vault.context, { schemeId });
    const original = readScheme(vault.context, { schemeId: miti, version: 1 });
    expect(scheme).toEqual({ ...original, id: schemeId, title: { ...original.title, sv: "MITI hos oss" } });
    expect(offered()[0]).toEqual(["MITI 4.2.1", 1, "shipped"]);
  });

  test("one that comes with Lyhörd is neither saved nor taken off the list", () => {
    expect(() => saveScheme(vault.context, { schemeId: miti, content: content() })).toThrow(
      "scheme.not-found",
    );
    expect(() => removeScheme(vault.context, { schemeId: miti })).toThrow("scheme.not-found");
  });
});

describe("words of one's own", () => {
  const called = () => {
    const { codes, title } = readScheme(vault.context, { schemeId: miti, version: 1 });
    const { sign, labels } = codes.find(({ id }) => id === "Q") ?? {};
    return [title.sv, sign, labels?.sv, labels?.da];
  };

  test("are used everywhere, each in its language, and can be taken back", () => {
    const words = [
      { partId: "", which: "sv", text: "Vår MITI" },
      { partId: "Q", which: "sv", text: "Frågan" },
      { partId: "Q", which: "sign", text: "Fr" },
    ] as const;
    rewordScheme(vault.context, { schemeId: miti, words: [...words] });
    expect([called(), offered()[0]?.[0]]).toEqual([["Vår MITI", "Fr", "Frågan", "Spørgsmål"], "Vår MITI"]);
    expect(readOriginal(vault.context, { schemeId: miti }).words).toEqual([words[0], words[2], words[1]]);
    rewordScheme(vault.context, { schemeId: miti, words: words.map((word) => ({ ...word, text: null })) });
    expect(called()).toEqual(["MITI 4.2.1", "Q", "Fråga", "Spørgsmål"]);
  });

  test("a sign that another code has is refused, and nothing is changed", () => {
    expect(() =>
      rewordScheme(vault.context, {
        schemeId: miti,
        words: [
          { partId: "Q", which: "sv", text: "Frågan" },
          { partId: "Q", which: "sign", text: "SR" },
        ],
      }),
    ).toThrow(expect.objectContaining({ code: "scheme.invalid", detail: { fault: "sign-taken" } }));
    expect(called()).toEqual(["MITI 4.2.1", "Q", "Fråga", "Spørgsmål"]);
  });
});

describe("a scheme in a file", () => {
  test("is looked at before it is kept, and is the same scheme in another vault", async () => {
    const { schemeId } = saveScheme(vault.context, { schemeId: null, content: content() });
    saveScheme(vault.context, { schemeId, content: content({ title: { sv: "Vårt nya" } }) });
    const text = exported(schemeId, 2, "lyhord");
    vault = await vaultForTest();
    const sourceId = inFile("schema.json", text);

    const preview = previewScheme(vault.context, { sourceId });
    expect([preview, own()]).toEqual([
      {
        phase: "whole",
        format: "lyhord",
        scheme: { ...content({ title: { sv: "Vårt nya" } }), id: schemeId, version: 2 },
        outcome: "new",
        notes: [],
      },
      [],
    ]);
    expect(importScheme(vault.context, { sourceId })).toEqual({ schemeId, version: 2 });
    expect(previewScheme(vault.context, { sourceId })).toMatchObject({ outcome: "already-there" });
    removeScheme(vault.context, { schemeId });
    importScheme(vault.context, { sourceId });
    expect(own()).toEqual([["Vårt nya", 2, "own"]]);
  });

  test("that went its own way becomes another scheme, and a later version the next one", () => {
    const { schemeId } = saveScheme(vault.context, { schemeId: null, content: content() });
    const file = (version: number, title: string) =>
      inFile("s.json", JSON.stringify({ ...content({ title: { sv: title } }), id: schemeId, version }));
    const [other, later] = [file(1, "Deras"), file(4, "Vårt fjärde")];
    expect([other, later].map((sourceId) => previewScheme(vault.context, { sourceId }))).toMatchObject([
      { outcome: "copy" },
      { outcome: "new-version" },
    ]);
    const copied = importScheme(vault.context, { sourceId: other });
    importScheme(vault.context, { sourceId: later });
    expect(copied.schemeId).not.toBe(schemeId);
    expect(own().toSorted()).toEqual([
      ["Deras", 1, "own"],
      ["Vårt fjärde", 4, "own"],
    ]);
  });

  test("one that comes with Lyhörd is known, and with other words becomes one's own", () => {
    const text = exported(miti, 1, "lyhord");
    expect(previewScheme(vault.context, { sourceId: inFile("m.json", text) })).toMatchObject({
      outcome: "already-there",
    });
    expect(
      previewScheme(vault.context, { sourceId: inFile("m.json", text.replace("Fråga", "Frågan")) }),
    ).toMatchObject({ outcome: "copy" });
  });

  test("goes to other programs as a code book and comes back with its groups and words", () => {
    const { schemeId } = copyScheme(vault.context, {
      schemeId: "client-language" as SchemeId,
      title: "Klient",
    });
    const sourceId = inFile("Klientens ord.qdc", exported(schemeId, 1, "refi-qda"));
    const back = readScheme(vault.context, importScheme(vault.context, { sourceId }));
    const { scheme } = readOriginal(vault.context, { schemeId });
    expect([back.title.sv, back.codes.map(({ labels, help }) => [labels, help])]).toEqual([
      "Klientens ord",
      scheme.codes.map(({ labels, help }) => [{ sv: labels.sv }, { sv: help?.sv }]),
    ]);
  });

  test("with faults says where they are, and is not kept", () => {
    const bad = {
      ...content(),
      id: "own-x",
      version: 1,
      figures: [{ id: "f", labels: { sv: "F" }, formula: { kind: "sum", of: ["z"] } }],
    };
    const sourceId = inFile("bad.json", JSON.stringify(bad));
    expect(previewScheme(vault.context, { sourceId })).toEqual({
      phase: "faulty",
      format: "lyhord",
      faults: [{ kind: "formula-unknown", path: ["figures", 0, "formula", "of"] }],
    });
    expect(() => importScheme(vault.context, { sourceId })).toThrow("scheme.invalid");
    expect(own()).toEqual([]);
  });

  test.each([
    ["empty", ""],
    ["broken JSON", '{"format": 1'],
    ["broken XML", "<CodeBook><Codes>"],
    ["endless", `${JSON.stringify({ ...content(), id: "own-x", version: 1 })}${" ".repeat(2_097_153)}`],
  ])("that is %s is refused", (_, text) => {
    expect(() => previewScheme(vault.context, { sourceId: inFile("x", text) })).toThrow("scheme.unreadable");
  });
});
