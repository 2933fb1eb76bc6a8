import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { SchemeId } from "../../shared/domain/scheme.ts";
import { schemeFaults } from "../../shared/domain/schemeFaults.ts";
import { codebookOfScheme, schemeOfCodebook } from "../../shared/domain/schemeOfCodebook.ts";
import { type CodebookGroup, parseCodebook, printCodebook } from "../../shared/formats/refiCodebook.ts";

const word = fc
  .string({ minLength: 1, maxLength: 20, unit: "grapheme" })
  .map((text) => text.replace(/[\p{Cc}\p{Cs}\s\u200B\u200E\u200F\uFEFF\uFFFE\uFFFF]+/gu, " ").trim())
  .filter((text) => text !== "");
const code = fc.record({ name: word, description: fc.oneof(fc.constant(""), word) });
const codes = fc.array(code, { minLength: 1, maxLength: 6 });
const named = fc.array(fc.record({ name: word, codes }), { minLength: 1, maxLength: 6 });

function guids() {
  let last = 0;
  return () => {
    last += 1;
    return `00000000-0000-4000-8000-${String(last).padStart(12, "0")}`;
  };
}

describe("a code book of ours", () => {
  test("is read as it was written", () => {
    fc.assert(
      fc.property(named, fc.option(codes), (groups, loose) => {
        const all: CodebookGroup[] = loose === null ? groups : [...groups, { name: null, codes: loose }];
        expect(parseCodebook(printCodebook(all, guids()))).toEqual({ groups: all, notes: [] });
      }),
    );
  });

  test("becomes a scheme that fits, and the same code book again", () => {
    fc.assert(
      fc.property(named, (groups) => {
        const scheme = schemeOfCodebook(groups, {
          id: "own-a" as SchemeId,
          title: "Vårt",
          about: "Vårt",
          language: "sv",
        });
        expect(schemeFaults(scheme)).toEqual([]);
        expect(codebookOfScheme(scheme, "sv")).toEqual(groups);
      }),
    );
  });

  test("has guid, name, isCodable and a description", () => {
    expect(
      printCodebook([{ name: "A & B", codes: [{ name: "”Ja”", description: "<ett>" }] }], guids()),
    ).toEqual(`<?xml version="1.0" encoding="utf-8"?>
<CodeBook xmlns="urn:QDA-XML:codebook:1.0" origin="Lyhörd">
  <Codes>
    <Code guid="00000000-0000-4000-8000-000000000001" name="A &amp; B" isCodable="false">
      <Code guid="00000000-0000-4000-8000-000000000002" name="”Ja”" isCodable="true">
        <Description>&lt;ett&gt;</Description>
      </Code>
    </Code>
  </Codes>
</CodeBook>
`);
  });
});

describe("a code book of another program", () => {
  test("keeps a group that can be given itself, and tells of what it leaves out", () => {
    const text = `<?xml version="1.0" encoding="UTF-8" standalone="no" ?>
      <CodeBook origin="NVivo 12" xmlns="urn:QDA-XML:codebook:1:0"><Codes>
        <Code color="#ff0000" guid="1" isCodable="true" name="Hinder"><Description>Det som stoppar</Description>
          <NoteRef targetGUID="9"/>
          <Code guid="2" isCodable="true" name="Tid"><Code guid="3" isCodable="true" name="Kvällar"/></Code>
        </Code>
        <Code guid="4" isCodable="false" name="Teman"><Description>Alla</Description>
          <Code guid="5" isCodable="true" name="Hopp" color="#00ff00"/>
        </Code>
        <Code guid="6" isCodable="true" name="Övrigt"/><Code guid="7" isCodable="true" name=" "/>
        <Extra/>
      </Codes><Sets><Set guid="8" name="Urval"><MemberCode targetGUID="2"/></Set></Sets></CodeBook>`;

    expect(parseCodebook(text)).toEqual({
      groups: [
        {
          name: "Hinder",
          codes: [
            { name: "Hinder", description: "Det som stoppar" },
            { name: "Tid", description: "" },
            { name: "Kvällar", description: "" },
          ],
        },
        { name: "Teman", codes: [{ name: "Hopp", description: "" }] },
        { name: null, codes: [{ name: "Övrigt", description: "" }] },
      ],
      notes: [
        { kind: "colours", count: 2 },
        { kind: "deeper", count: 1 },
        { kind: "group-descriptions", count: 1 },
        { kind: "nameless", count: 1 },
        { kind: "sets", count: 1 },
        { kind: "notes", count: 1 },
        { kind: "unknown", count: 1 },
      ],
    });
  });

  test("is read with prefixes, and out of a project", () => {
    const text = `<qda:Project xmlns:qda="urn:QDA-XML:project:1.0"><qda:CodeBook><qda:Codes>
      <qda:Code guid="1" name="Ja" isCodable="true"/></qda:Codes></qda:CodeBook></qda:Project>`;
    expect(parseCodebook(text).groups).toEqual([{ name: null, codes: [{ name: "Ja", description: "" }] }]);
  });

  test.each([
    ["no XML", "hej"],
    ["another document", "<html><body/></html>"],
    ["no codes", '<CodeBook xmlns="urn:QDA-XML:codebook:1.0"><Codes/></CodeBook>'],
    ["no list of codes", '<CodeBook xmlns="urn:QDA-XML:codebook:1.0"/>'],
    [
      "an entity of its own",
      '<!DOCTYPE a [<!ENTITY b "c">]><CodeBook><Codes><Code name="&b;"/></Codes></CodeBook>',
    ],
  ])("%s is refused", (_, text) => {
    expect(() => parseCodebook(text)).toThrow("scheme.unreadable");
  });
});
