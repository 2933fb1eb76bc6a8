/** Tables as text, with the traps of DOMAIN.md §6. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parse, print } from "../../shared/formats/csv.ts";
import { csvHeadings } from "../../shared/formats/csvColumns.ts";
import { csvRows } from "../../shared/formats/csvRows.ts";
import { printedTranscripts, readSegments, rowsOf, warningsOf } from "../support/printedTranscripts.ts";

const languages = ["sv", "nb", "da", "en"] as const;

describe("a table", () => {
  test("of a Nordic spreadsheet: mark, semicolons, decimal commas, quotes, line ends in cells", () => {
    const parsed = parse(
      '\uFEFFStart;Slut;Talare;Text\r\n1,8;3,2;Rådgivare;"Hej; ""du"""\r\n3,3;4,65;Klient;"Jo,\r\ndet går."\r\n;;;\r\n6;7,5;Klient;[skratt]\r\n',
    );
    expect(rowsOf(parsed)).toEqual([
      '1800–3200 Rådgivare: Hej; "du"',
      "3300–4650 Klient: Jo, det går.",
      "6000–7500 Klient: [skratt]",
    ]);
    expect(warningsOf(parsed)).toEqual([]);
    expect(parsed.segments.map(({ line }) => line)).toEqual([2, 3, 6]);
  });

  test.each([
    "start,end,speaker,text\n00:00:01.800,00:00:03.200,A,x\n00:00:04,00:00:05,B,y",
    "Tekst;Taler;Starttid;Sluttid\nx;A;1,8;3,2\ny;B;4;5",
    "Taler\tFra\tTil\tYtring\nA\t00.00.01,8\t00.00.03,2\tx\nB\t0:04\t0:05\ty",
    'sep=;\n"Start (s)";"Slut (s)";"Talare";"Text"\n1,8;3,2;A;x\n4;5;B;y',
    "start_ms,end_ms,speaker,text\n1800,3200,A,x\n4000,5000,B,y",
    "Hvem,Tidspunkt,Stop,Replik\nA,00:01.8,00:03.2,x\nB,00:04,00:05,y",
  ])("with its columns in any order and language: %j", (text) => {
    const parsed = parse(text);
    expect(rowsOf(parsed)).toEqual(["1800–3200 A: x", "4000–5000 B: y"]);
    expect(warningsOf(parsed)).toEqual([]);
  });

  test.each([
    ["1,8;3,2;B;Hej på dig\n4;5;K;Nej tack du", ["1800–3200 B: Hej på dig", "4000–5000 K: Nej tack du"]],
    ["00:01,Hej på dig\n00:04,Nej tack", ["1000–? ?: Hej på dig", "4000–? ?: Nej tack"]],
    ["1;B;Hej på dig\n2;K;Nej tack du\n3;B;Jo", ["?–? B: Hej på dig", "?–? K: Nej tack du", "?–? B: Jo"]],
    ["B;Hej på dig\nK;Nej tack du\nB;Jo", ["?–? B: Hej på dig", "?–? K: Nej tack du", "?–? B: Jo"]],
  ])("without headings is read by what stands in it, and that is said: %j", (text, expected) => {
    const parsed = parse(text);
    expect(rowsOf(parsed)).toEqual(expected);
    expect(warningsOf(parsed)).toContain("1 guessed-columns");
  });

  test("labels stand in front of the text where no column tells who speaks", () => {
    expect(rowsOf(parse("Start;Text\n0;B: Hej\n1,5;K: Jo"))).toEqual(["0–? B: Hej", "1500–? K: Jo"]);
  });

  test("odd times are kept as they stand and warned of at their line", () => {
    const parsed = parse(
      "Start;Slut;Talare;Text\n00:09:025;;A;a\n00:10;00:10;A;b\n00:08;00:12;B;c\n00:08;00:12;A;d\nsnart;00:14;B;e\n00:15;00:16;B;\n",
    );
    expect(rowsOf(parsed)).toEqual([
      "9025–? A: a",
      "10000–10000 A: b",
      "8000–12000 B: c",
      "8000–12000 A: d",
      "?–14000 B: e",
      "15000–16000 B: ",
    ]);
    expect(warningsOf(parsed)).toEqual([
      "2 odd-time",
      "2 missing-end",
      "3 end-before-start",
      "4 backward-time",
      "5 repeated-time",
      "6 unreadable-time",
    ]);
  });

  test("whole numbers that would be minutes long are milliseconds, as recognisers write them; that is said", () => {
    const parsed = parse("start\tend\ttext\n0\t1500\tHej\n1500\t4000\tJo");
    expect(rowsOf(parsed)).toEqual(["0–1500 ?: Hej", "1500–4000 ?: Jo"]);
    expect(warningsOf(parsed)).toEqual(["2 guessed-milliseconds"]);
    expect(rowsOf(parse("start;end;text\n0;2;Hej\n2;4;Jo"))).toEqual(["0–2000 ?: Hej", "2000–4000 ?: Jo"]);
  });

  test("a column that has no place in a transcript is said to be left out", () => {
    const parsed = parse("Nr;Start;Talare;Text;Kod\n1;0;A;a;FR\n2;3;B;b;");
    expect(rowsOf(parsed)).toEqual(["0–? A: a", "3000–? B: b"]);
    expect(warningsOf(parsed)).toEqual(["1 other-columns"]);
  });

  test("a quote that is never closed swallows nothing", () => {
    const parsed = parse('Talare;Text\nA;"Hej\nB;Jo');
    expect(rowsOf(parsed)).toEqual(['?–? A: "Hej', "?–? B: Jo"]);
    expect(warningsOf(parsed)).toEqual(["2 open-quote"]);
  });
});

describe("a table on its way out", () => {
  test("has a mark, semicolons and decimal commas, and no formula", () => {
    const segments = [
      { startMs: 1_800, endMs: 3_200, speaker: "Rådgivare", text: '=HYPERLINK("x";"y")' },
      { startMs: 4_000, endMs: 5_000, text: "+46" },
      { startMs: 5_000, endMs: 6_000, speaker: "@anna", text: "'-ja" },
    ];
    expect(print({ segments })).toBe(
      '\uFEFFStart (s);Slut (s);Talare;Text\r\n1,800;3,200;Rådgivare;"\'=HYPERLINK(""x"";""y"")"\r\n4,000;5,000;;\'+46\r\n5,000;6,000;\'@anna;\'\'-ja\r\n',
    );
    expect(print({ segments: segments.slice(1, 2) }, { dialect: "plain", language: "en" })).toBe(
      "Start (s),End (s),Speaker,Text\r\n4.000,5.000,,'+46\r\n",
    );
  });

  test("no cell begins as a formula does", () => {
    fc.assert(
      fc.property(printedTranscripts(), (transcript) => {
        const { rows } = csvRows(print(transcript, { dialect: "plain", language: "sv" }), ",");
        expect(rows.flatMap(({ cells }) => cells).filter((cell) => /^[=+\-@\t\r\n]/.test(cell))).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });

  test("what is written is read back in either dialect and every language, whatever it holds", () => {
    for (const language of languages) {
      for (const dialect of ["nordic", "plain"] as const) {
        fc.assert(
          fc.property(printedTranscripts(), (transcript) => {
            const parsed = parse(print(transcript, { dialect, language }));
            expect(readSegments(parsed)).toEqual(transcript.segments);
          }),
          { numRuns: 100 },
        );
      }
    }
  });

  test("its headings are known in every language", () => {
    expect(Object.keys(csvHeadings)).toEqual([...languages]);
  });
});
