import path from "node:path";
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { loadSodium } from "../../electron/crypto/sodium.ts";
import { createDatabase } from "../../electron/vault/database.ts";
import { migrate } from "../../electron/vault/migrate.ts";
import { insertSegments, searchSegments } from "../../electron/vault/segmentRepository.ts";
import { excerptOf } from "../../shared/domain/excerpt.ts";
import { findInText } from "../../shared/domain/findInText.ts";
import type { ConversationId, SegmentId } from "../../shared/domain/ids.ts";
import { searchTerms } from "../../shared/domain/searchTerms.ts";
import { folded } from "../../shared/domain/words.ts";
import { temporaryFolder } from "../support/temporaryFolder.ts";

const found = (text: string, typed: string) =>
  findInText(text, searchTerms(typed)).map(({ start, end }) => text.slice(start, end));

describe("what was typed", () => {
  it.each([
    ["vill", [{ words: ["vill"], isBeginning: true }]],
    [
      "jag vi",
      [
        { words: ["jag"], isBeginning: false },
        { words: ["vi"], isBeginning: false },
      ],
    ],
    [
      '"det känns" tungt',
      [
        { words: ["det", "känns"], isBeginning: false },
        { words: ["tungt"], isBeginning: true },
      ],
    ],
    ["”det känns”", [{ words: ["det", "känns"], isBeginning: false }]],
    ['"det kän', [{ words: ["det", "kän"], isBeginning: true }]],
    ['""', []],
    ["… – *", []],
  ])("%s is read as words, phrases and a beginning", (typed, terms) => {
    expect(searchTerms(typed)).toEqual(terms);
  });
});

describe("finding in a text", () => {
  it.each([
    ["För mycket, för sent", "for", ["För", "för"]],
    ["Jag far till far", "får", ["far", "far"]],
    ["Förändring tar tid", "föränd", ["Förändring"]],
    ["Förändring tar tid", '"föränd"', []],
    ["Det känns bra. Det gör det.", '"det känns"', ["Det känns"]],
    ["Øl og æbler", "ol", []],
    ["Jag vill, men", "vill kan", []],
  ])("in “%s” %s finds %j", (text, typed, hits) => {
    expect(found(text, typed)).toEqual(hits);
  });

  it("folds what is folded already into the same, and finds every text by its own words", () => {
    const text = fc
      .array(fc.constantFrom(..."aåäöéøæßAÅÖ e-.,12"), { maxLength: 24 })
      .map((all) => all.join(""));
    fc.assert(
      fc.property(text, (words) => {
        expect(folded(folded(words))).toBe(folded(words));
        for (const {
          words: [word],
        } of searchTerms(words)) {
          expect(findInText(words, searchTerms(`"${word}"`)).length).toBeGreaterThan(0);
        }
      }),
    );
  });
});

describe("an excerpt", () => {
  it("is short, holds the first hit, and its marks are what was found", () => {
    const words = fc.array(fc.constantFrom("måne", "och", "en", "lång", "kväll,"), {
      minLength: 1,
      maxLength: 90,
    });
    fc.assert(
      fc.property(words, fc.nat(90), (all, place) => {
        const text = [...all.slice(0, place), "Sökt", ...all.slice(place)].join(" ");
        const excerpt = excerptOf(text, findInText(text, searchTerms("sokt")));
        expect(excerpt.text.length).toBeLessThanOrEqual(162);
        expect(excerpt.marks.map(({ start, end }) => excerpt.text.slice(start, end))).toEqual(["Sökt"]);
      }),
    );
  });
});

describe("the index", () => {
  beforeAll(loadSodium);

  it("agrees with finding in every text, folded and exact", () => {
    const db = createDatabase(path.join(temporaryFolder(), "vault.db"), new Uint8Array(32).fill(5));
    migrate(db);
    const conversationId = "c" as ConversationId;
    db.prepare(
      `INSERT INTO conversation (id, kind, title, participants, occasion, held_on, created_at, zone)
       VALUES ('c', 'role-play', 'Prov', '[]', '', '2026-03-02', 1, 'Europe/Stockholm')`,
    ).run();
    const words = [
      "far",
      "får",
      "FÅR",
      "faran",
      "för",
      "ø",
      "Øre",
      "ore",
      "öre",
      "a\u0308r",
      "é",
      "1a",
      "e-post",
    ];
    const sign = fc.constantFrom(" ", ", ", ".", "-", "… ", "\n");
    const text = fc
      .array(fc.tuple(fc.constantFrom(...words), sign), { maxLength: 7 })
      .map((all) => all.flat().join("").normalize("NFC"));
    const typed = fc
      .tuple(fc.array(fc.constantFrom(...words), { minLength: 1, maxLength: 3 }), fc.constantFrom("", '"'))
      .map(([all, quote]) => `${quote}${all.join(" ")}${quote}`);
    fc.assert(
      fc.property(fc.array(text, { minLength: 1, maxLength: 6 }), typed, (texts, query) => {
        db.exec("DELETE FROM segment");
        const segments = texts.map((said, index) => ({
          ...{ id: `s${index}` as SegmentId, startMs: index, endMs: index + 1, speaker: "client" as const },
          text: said,
        }));
        insertSegments(db, conversationId, segments);
        const terms = searchTerms(query);
        for (const spelling of ["folded", "exact"] as const) {
          const ids = searchSegments(db, spelling, terms, 99).map(({ id }) => id);
          const expected = segments.filter((segment) => findInText(segment.text, terms, spelling).length > 0);
          expect(ids.toSorted()).toEqual(expected.map(({ id }) => id));
        }
      }),
      { numRuns: 150 },
    );
    db.close();
  });
});
