import { readFileSync } from "node:fs";
import fc from "fast-check";
import { strFromU8, strToU8, unzipSync, zipSync } from "fflate";
import { describe, expect, test } from "vitest";
import { summarizeMiti } from "../../shared/domain/miti.ts";
import { meaningsOf } from "../../shared/formats/codedColumns.ts";
import { parse, parseCodedRows, parseWorkbook, turnsOf } from "../../shared/formats/codedTranscript.ts";
import { codeIndex, mitiCodes, readCodes } from "../../shared/formats/codeWords.ts";
import { printTable } from "../../shared/formats/printTable.ts";

const kept = `Kodat samtal, november;;;;\r
\r
Nr;Vem;Yttrande;Kod;Anteckning\r
1;R:;"Hur har du
haft det?";Q;\r
2;K:;Sådär.;;\r
3;R:;Du är trött på det.;kr;säker\r
4;;Och du vill något annat.;Komplex reflektion, öf;\r
5;K:;Mm;;\r
6;R:;Får jag berätta?;Seek SRR;\r
7;R:;Bra;CR+;\r
;;;AF;\r
Summa;;;Q;3\r
`;

describe("a coded table", () => {
  test("is read row by row, with what is not understood and what is no utterance named by its row", () => {
    const { rows, unknownCodes, leftOut, warnings } = parse(kept);
    expect({
      codes: rows.map(({ row, speaker, codes }) => [row, speaker, codes.join("+")]),
      first: rows[0],
      unknownCodes,
      leftOut: leftOut.map(({ row, reason }) => [row, reason]),
      warnings,
    }).toEqual({
      codes: [
        [4, "R", "Q"],
        [5, "K", ""],
        [6, "R", "CR"],
        [7, "R", "CR+Q"],
        [8, "K", ""],
        [9, "R", "Seek"],
        [10, "R", "AF"],
      ],
      first: { row: 4, number: "1", speaker: "R", text: "Hur har du haft det?", codes: ["Q"] },
      unknownCodes: [
        { row: 9, text: "SRR", suggestion: "SR" },
        { row: 10, text: "CR+", suggestion: "CR" },
      ],
      leftOut: [
        [1, "before-table"],
        [2, "blank"],
        [3, "heading"],
        [11, "joined"],
        [12, "totals"],
      ],
      warnings: [
        { row: 7, code: "speaker-from-above" },
        { row: 11, code: "codes-joined" },
      ],
    });
  });

  // Worked by hand: R 4 | K 5 | R 6, 7 | K 8 | R 9, 10 are three volleys: {Q}, {CR, Q}, {Seek, AF}.
  test("sums up as it does by hand, a volley at a time", () => {
    const { counts, reflectionToQuestionRatio, percentComplexReflections, miAdherent } = summarizeMiti({
      turns: turnsOf(parse(kept), { R: "practitioner", K: "client" }),
    });
    expect({ counts, reflectionToQuestionRatio, percentComplexReflections, miAdherent }).toEqual({
      counts: {
        GI: 0,
        Persuade: 0,
        PersuadeWithPermission: 0,
        Q: 2,
        SR: 0,
        CR: 1,
        AF: 1,
        Seek: 1,
        Emphasize: 0,
        Confront: 0,
      },
      reflectionToQuestionRatio: 0.5,
      percentComplexReflections: 100,
      miAdherent: 2,
    });
  });

  test("is read without headings by what stands in it, and says so", () => {
    const { rows, warnings, columns } = parse("1\tT: Hur mår du?\tQ\n2\tC: bra\t\n3\tT: Du mår bra.\tSR\n");
    expect({ rows, warnings, columns }).toEqual({
      rows: [
        { row: 1, number: "1", speaker: "T", text: "Hur mår du?", codes: ["Q"] },
        { row: 2, number: "2", speaker: "C", text: "bra", codes: [] },
        { row: 3, number: "3", speaker: "T", text: "Du mår bra.", codes: ["SR"] },
      ],
      warnings: [{ row: 1, code: "guessed-columns" }],
      columns: { number: 0, text: 1, codes: [2] },
    });
  });

  test.each([
    ["Nr;Talare;Text;Kod", "sv"],
    ["Nr;Taler;Ytring;Kode", "nb"],
    ["Nr;Taler;Udsagn;Koder", "da"],
    ["No;Speaker;Utterance;Codes", "en"],
  ])("has its headings in any of four languages (%s)", (headings) => {
    expect(parse(`${headings}\n1;P;Why?;Q\n`).rows).toEqual([
      { row: 2, number: "1", speaker: "P", text: "Why?", codes: ["Q"] },
    ]);
  });

  test.each([
    ["Kod;Tid\nQ;12\nSR;15\nCR;30\nQ;40", [["Q"], ["SR"], ["CR"], ["Q"]]],
    ["Talare;Q;SR\nP;1;\nK;;\nP;;1", [["Q"], [], ["SR"]]],
    ["Talare;Text;Q;SR\nP;Hej;1;\nK;Hej;;\nP;;;1\nK;a;;\nP;Du;;1", [["Q"], [], ["SR"], [], ["SR"]]],
    ["Talare;Text;Kod\nB;Hej;Q\nDelsumma;1;2\nB;Vad;Q\nB;Du;SR", [["Q"], ["Q"], ["SR"]]],
    ["Talare;Text;Kod\nB;Hej;Q\nQ;1;\nSR;0;\n", [["Q"]]],
    [
      "P:;Hej hur mår du idag;Q\nK:;Bra tack ska du ha;\nP:;Du mår bra nu;SR\nK:;ja det gör jag;",
      [["Q"], [], ["SR"], []],
    ],
  ])("tells sums and speakers from codes: %s", (text, codes) => {
    expect(parse(text).rows.map((row) => row.codes)).toEqual(codes);
  });

  test("reads a dash as a code where the scheme has one", () => {
    const codes = [
      { id: "change", sign: "+", aliases: [] },
      { id: "sustain", sign: "−", aliases: [] },
      { id: "neutral", sign: "0", aliases: [] },
    ];
    const index = codeIndex(codes);
    expect(["+", "-", "–", "−", "0", ""].map((cell) => readCodes(cell, index).codes)).toEqual([
      ["change"],
      ["sustain"],
      ["sustain"],
      ["sustain"],
      ["neutral"],
      [],
    ]);
    expect(readCodes("-", codeIndex(mitiCodes)).codes).toEqual([]);
  });

  test("does not look for codes in what is too long to hold any, and says so", () => {
    const { codes, unknown } = readCodes("ord ".repeat(50_000), codeIndex(mitiCodes));
    expect([codes, unknown.length]).toEqual([[], 1]);
  });

  test("is described column by column", () => {
    const { layout } = parse("Nr;Vem;Yttrande;Eget;Q;SR\n1;T;Hur mår du?;;x;\n2;T;Du mår bra.;ja;;x\n");
    expect(layout).toEqual([
      { column: 0, heading: "Nr", example: "1", meaning: "number" },
      { column: 1, heading: "Vem", example: "T", meaning: "speaker" },
      { column: 2, heading: "Yttrande", example: "Hur mår du?", meaning: "text" },
      { column: 3, heading: "Eget", example: "ja", meaning: "nothing" },
      { column: 4, heading: "Q", example: "x", meaning: "mark" },
      { column: 5, heading: "SR", example: "x", meaning: "mark" },
    ]);
  });

  test("is read the same when somebody says of each column what was already told of it", () => {
    for (const text of [
      "Nr;Vem;Yttrande;Eget;Q;SR\n1;T;Hur mår du?;;x;\n2;T;Du mår bra.;ja;;x\n",
      "Start (s);Vem;Yttrande;Kod;Anteckning\n12;T;Hur mår du?;Q;nja\n14,5;C;Bra.;;\nSumma;;;1;\n",
      "1\tT: Hur mår du?\tQ\n2\tC: bra\t\n3\tT: Du mår bra.\tSR\n",
    ]) {
      const told = parse(text);
      const said = parse(text, { columns: meaningsOf(told.columns ?? { codes: [] }, 8) });
      expect({ ...said, warnings: [] }).toEqual({ ...told, warnings: [] });
    }
  });

  test("whose heading is no word for codes is not taken for an utterance once it is said that they stand there", () => {
    const { rows, leftOut } = parse("A;B;C\nT;Hur mår du?;Q\n", { columns: ["speaker", "text", "codes"] });
    expect([rows.map(({ text }) => text), leftOut]).toEqual([
      ["Hur mår du?"],
      [{ row: 1, reason: "heading" }],
    ]);
  });

  test("may have its columns said by the caller", () => {
    const rows = [["Q", "Varför?", "R"]];
    expect(parseCodedRows(rows, { columns: ["codes", "text", "speaker"] }).rows).toEqual([
      { row: 1, speaker: "R", text: "Varför?", codes: ["Q"] },
    ]);
  });

  test("may have a column a code, marked", () => {
    expect(parse("Vem,Text,Q,SR,CR\nR,Du ser trött ut,,x,\nR,Hur?,1,0,\n").rows).toEqual([
      { row: 2, speaker: "R", text: "Du ser trött ut", codes: ["SR"] },
      { row: 3, speaker: "R", text: "Hur?", codes: ["Q"] },
    ]);
  });

  test("reads odd times, and minutes that a spreadsheet took for hours", () => {
    const odd = parse("Tid;Vem;Text;Kod\n00:09:025;R;Hej;Q\n1,5;R;Då;\n").rows.map(({ startMs }) => startMs);
    const hours = parse("Tid;Vem;Text;Kod\n00:30:00;R;Hej;Q\n12:34:00;R;Då;SR\n");
    expect({ odd, hours: hours.rows.map(({ startMs }) => startMs), warnings: hours.warnings }).toEqual({
      odd: [9_025, 1_500],
      hours: [30_000, 754_000],
      warnings: [{ row: 2, code: "minutes-as-hours" }],
    });
  });

  test("goes on in a second table, and leaves a table of counts out", () => {
    const { rows, leftOut, warnings } = parse(
      "Vem;Text;Kod\nR;Ett;Q\n;;\nVem;Text;Kod\nR;Två;SR\n;;\nKod;Antal;\nQ;1;\nSR;1;\n",
    );
    expect({
      rows: rows.map(({ row, codes }) => [row, ...codes]),
      leftOut: leftOut.length,
      warnings,
    }).toEqual({
      rows: [
        [2, "Q"],
        [5, "SR"],
      ],
      leftOut: 7,
      warnings: [{ row: 4, code: "second-table" }],
    });
  });
});

describe("codes in a cell", () => {
  const index = codeIndex(mitiCodes);

  test.each([
    ["Q", ["Q"]],
    ["q sr", ["Q", "SR"]],
    ["Q, SR/AF+Seek;GI\nConf", ["Q", "SR", "AF", "Seek", "GI", "Confront"]],
    ["Fråga", ["Q"]],
    ["ÖF", ["Q"]],
    ["KR", ["CR"]],
    ["Emph", ["Emphasize"]],
    ["Övertala med tillstånd", ["PersuadeWithPermission"]],
    ["Kompleks refleksjon Bekrefte", ["CR", "AF"]],
    ["nc", ["NC"]],
    ["–", []],
  ])("%j are understood", (cell, codes) => {
    expect(readCodes(cell, index)).toEqual({ codes, unknown: [], isUncertain: false });
  });

  test("that are nearly right are not guessed", () => {
    expect(["SRR", "Confrot", "XYZ"].map((cell) => readCodes(cell, index).unknown)).toEqual([
      [{ text: "SRR", suggestion: "SR" }],
      [{ text: "Confrot", suggestion: "Confront" }],
      [{ text: "XYZ" }],
    ]);
  });

  test("may be doubted with a question mark", () => {
    expect(readCodes("SR?", index)).toEqual({ codes: ["SR"], unknown: [], isUncertain: true });
  });

  test("are of another scheme where that is said", () => {
    const codes = [{ id: "ct", sign: "FT", aliases: ["förändringstal"] }];
    expect(parse("Vem;Text;Kod\nK;Jag vill;Förändringstal\nK;Nej;Q\n", { codes })).toMatchObject({
      rows: [{ codes: ["ct"] }, { codes: [] }],
      unknownCodes: [{ row: 3, text: "Q" }],
    });
  });
});

describe("anything", () => {
  test("that is text is read or left out row by row, and never throws", () => {
    fc.assert(
      fc.property(fc.array(fc.array(fc.string(), { maxLength: 6 }), { maxLength: 30 }), (rows) => {
        const { rows: read, leftOut } = parseCodedRows(rows);
        const all = [...read, ...leftOut].map(({ row }) => row).sort((a, b) => a - b);
        expect(all).toEqual(rows.map((_, at) => at + 1));
      }),
    );
    fc.assert(fc.property(fc.string({ unit: "grapheme" }), (text) => void parse(text)));
  });

  test("that we print of coded utterances is read as it was", () => {
    const word = fc.stringMatching(/^[a-zåäö]{3,8}( [a-zåäö]{3,8}){2,4}$/);
    const code = fc.constantFrom(...mitiCodes);
    const utterance = fc.record({
      speaker: fc.constantFrom("Rådgivare", "Klient"),
      text: word,
      codes: fc.uniqueArray(code, { maxLength: 3 }),
    });
    fc.assert(
      fc.property(
        fc.array(utterance, { minLength: 1, maxLength: 20 }),
        fc.constantFrom("nordic", "plain"),
        (utterances, dialect) => {
          const printed = printTable(
            [
              ["Nr", "Start (s)", "Slut (s)", "Talare", "Text", "Koder", "I ord", "Osäker"],
              ...utterances.map(({ speaker, text, codes }, at) => [
                at + 1,
                at * 1.5,
                (at + 1) * 1.5,
                speaker,
                text,
                codes.map(({ sign }) => sign).join(" "),
                "",
                null,
              ]),
            ],
            dialect,
          );
          expect(parse(printed).rows).toEqual(
            utterances.map(({ speaker, text, codes }, at) => ({
              row: at + 2,
              number: String(at + 1),
              speaker,
              text,
              startMs: at * 1_500,
              endMs: (at + 1) * 1_500,
              codes: codes.map(({ id }) => id),
            })),
          );
        },
      ),
    );
  });
});

describe("a workbook", () => {
  test("that LibreOffice wrote is read like a table, times and merged cells too", async () => {
    const parsed = await parseWorkbook(
      readFileSync(new URL("../fixtures/coded/coded-libreoffice.xlsx", import.meta.url)),
    );
    expect(
      parsed.rows.map(({ row, speaker, startMs, text, codes }) => [
        row,
        speaker,
        startMs,
        text,
        codes.join("+"),
      ]),
    ).toEqual([
      [2, "Rådgivare", 5_000, "Hej! Vad vill du prata om?", "Q"],
      [3, "Rådgivare", 9_500, "Det är du som bestämmer.", "Emphasize"],
      [4, "Klient", 12_000, "Jag är trött.", ""],
      [5, "Rådgivare", 754_000, "Du är trött.", "SR+Q"],
    ]);
  });

  test.each([
    ["a cell in the farthest corner", (sheet: string) => sheet.replace('r="A1"', 'r="XFD1048576"'), 0],
    [
      "a sheet that says it reaches there",
      (sheet: string) => sheet.replace(/<dimension[^>]*>/, '<dimension ref="A1:XFD1048576"/>'),
      0,
    ],
    ["much beside its sheets", (sheet: string) => sheet, 40 * 2 ** 20],
  ])("is refused with %s before it is taken apart", async (_, changed, besideBytes) => {
    const members = unzipSync(
      readFileSync(new URL("../fixtures/coded/coded-libreoffice.xlsx", import.meta.url)),
    );
    const name = "xl/worksheets/sheet1.xml";
    members[name] = strToU8(changed(strFromU8(members[name] ?? new Uint8Array())));
    members["xl/media/picture.bin"] = new Uint8Array(besideBytes);
    await expect(parseWorkbook(zipSync(members))).rejects.toMatchObject({ code: "coding.unreadable" });
  });

  test("that is none is refused", async () => {
    await expect(parseWorkbook(new Uint8Array([80, 75, 3, 4, 0, 0]))).rejects.toMatchObject({
      code: "coding.unreadable",
    });
  });
});
