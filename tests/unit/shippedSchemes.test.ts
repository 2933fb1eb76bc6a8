import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { shippedSchemes } from "../../electron/services/schemes.ts";
import { mitiBehaviours } from "../../shared/domain/miti.ts";
import type { Labels, Scheme } from "../../shared/domain/scheme.ts";
import { schemeFaults, schemeSchema } from "../../shared/domain/schemeFaults.ts";
import { languages } from "../../shared/domain/settings.ts";

const folder = path.join(import.meta.dirname, "../../resources/schemes");

function read(id: string, version: number): Scheme {
  return schemeSchema.parse(JSON.parse(readFileSync(path.join(folder, `${id}.${version}.json`), "utf8")));
}

/** Every label object anywhere in a scheme, with the way to it. */
function labelsIn(value: unknown, way = ""): readonly { readonly way: string; readonly labels: Labels }[] {
  if (typeof value !== "object" || value === null) return [];
  if (Object.keys(value).some((key) => languages.some((language) => language === key))) {
    return [{ way, labels: value as Labels }];
  }
  return Object.entries(value).flatMap(([key, inner]) => labelsIn(inner, `${way}/${key}`));
}

test("every scheme in the folder is offered, under its own id and version", () => {
  const files = readdirSync(folder).sort();
  expect(shippedSchemes.map(([id, version]) => `${id}.${version}.json`).sort()).toEqual(files);
  expect(
    shippedSchemes.map(([id, version]) => read(id, version)).map(({ id, version }) => [id, version]),
  ).toEqual(shippedSchemes.map(([id, version]) => [id, version]));
});

describe.each(shippedSchemes)("%s, version %d", (id, version) => {
  test("fits", () => {
    expect(
      schemeFaults(JSON.parse(readFileSync(path.join(folder, `${id}.${version}.json`), "utf8"))),
    ).toEqual([]);
  });

  test("says everything in all four languages", () => {
    const incomplete = labelsIn(read(id, version)).filter(({ labels }) =>
      languages.some((language) => labels[language] === undefined),
    );
    expect(incomplete).toEqual([]);
  });

  test("explains each code, in words that are not the same in Swedish, Norwegian, Danish and English", () => {
    const sentences = labelsIn(read(id, version)).filter(({ labels }) => (labels.en ?? "").length > 40);
    expect(sentences.filter(({ labels }) => new Set(Object.values(labels)).size < 4)).toEqual([]);
    expect(read(id, version).codes.filter(({ help }) => help === undefined)).toEqual([]);
  });
});

describe("MITI", () => {
  const miti = read("miti-4.2.1", 1);

  test("has the words of the domain in each language", () => {
    const words = [...miti.codes, ...miti.items].map(({ id, labels }) => [
      id,
      ...languages.map((l) => labels[l]),
    ]);
    expect(words).toEqual([
      ["Q", "Fråga", "Spørsmål", "Spørgsmål", "Question"],
      ["SR", "Enkel reflektion", "Enkel refleksjon", "Simpel refleksion", "Simple reflection"],
      ["CR", "Komplex reflektion", "Kompleks refleksjon", "Kompleks refleksion", "Complex reflection"],
      ["AF", "Bekräfta", "Bekrefte", "Bekræfte", "Affirm"],
      ["GI", "Information", "Gi informasjon", "Give information", "Giving information"],
      ["Seek", "Söka samarbete", "Søke samarbeid", "Søge samarbejde", "Seeking collaboration"],
      ["Emphasize", "Betona autonomi", "Fremheve autonomi", "Understrege autonomi", "Emphasizing autonomy"],
      ["Persuade", "Övertala", "Overtale", "Overtale", "Persuade"],
      [
        "PersuadeWithPermission",
        "Övertala med tillstånd",
        "Overtale med tillatelse",
        "Overtale med tilladelse",
        "Persuade with permission",
      ],
      ["Confront", "Konfrontera", "Konfrontere", "Konfrontere", "Confront"],
      [
        "cultivatingChangeTalk",
        "Främja förändringstal",
        "Lokke frem endringssnakk",
        "Fremme forandringsudsagn",
        "Cultivating change talk",
      ],
      [
        "softeningSustainTalk",
        "Dämpa bibehållandetal",
        "Nedtone status quo-snakk",
        "Nedtone status quo-udsagn",
        "Softening sustain talk",
      ],
      ["partnership", "Partnerskap", "Partnerskap", "Partnerskab", "Partnership"],
      ["empathy", "Empati", "Empati", "Empati", "Empathy"],
    ]);
  });

  test("has the codes of the arithmetic, and twenty anchors of its own, no two alike", () => {
    expect(miti.codes.map(({ id }) => id).sort()).toEqual([...mitiBehaviours].sort());
    for (const language of languages) {
      const anchors = miti.items.flatMap((item) =>
        item.kind === "count" ? [] : item.anchors.map(({ labels }) => labels[language]),
      );
      expect(new Set(anchors).size).toBe(20);
    }
  });

  test("rates the two technical globals only with a target, all of them from 3", () => {
    expect(
      miti.items.map((item) =>
        item.kind === "count" ? [] : [item.id, item.startsFrom, item.needsTarget ?? false],
      ),
    ).toEqual([
      ["cultivatingChangeTalk", 3, true],
      ["softeningSustainTalk", 3, true],
      ["partnership", 3, false],
      ["empathy", 3, false],
    ]);
  });
});

test("client language is called as in the domain", () => {
  const { codes } = read("client-language", 1);
  expect(codes.slice(0, 2).map(({ labels }) => languages.map((language) => labels[language]))).toEqual([
    ["Förändringstal", "Endringssnakk", "Forandringsudsagn", "Change talk"],
    ["Bibehållandetal", "Status quo-snakk", "Status quo-udsagn", "Sustain talk"],
  ]);
});

test("the three styles are called as in the domain", () => {
  const { codes } = read("three-styles", 1);
  expect(codes.map(({ labels }) => languages.map((language) => labels[language]))).toEqual([
    ["Följa", "Følge", "Følge", "Following"],
    ["Guida", "Veilede", "Guide", "Guiding"],
    ["Instruera", "Styre", "Styre", "Directing"],
  ]);
});
