import { describe, expect, it } from "vitest";
import { readTakenOutText } from "../../shared/formats/readTranscript.ts";
import { parseWordDocument, type WordBlock } from "../../shared/formats/wordDocument.ts";

const paragraph = (text: string, isHeading = false): WordBlock => ({ kind: "paragraph", text, isHeading });
const read = (blocks: readonly WordBlock[]) => parseWordDocument(blocks, readTakenOutText);

describe("a Word document", () => {
  it("is read as paragraphs with labels and stamps, without the headings before them", () => {
    expect(
      read([paragraph("Samtal 3", true), paragraph("B: Hej."), paragraph("K: Hej\nB: Hur är det?")]),
    ).toEqual({
      segments: [
        { speaker: "B", text: "Hej.", line: 2 },
        { speaker: "K", text: "Hej", line: 3 },
        { speaker: "B", text: "Hur är det?", line: 4 },
      ],
      warnings: [{ line: 1, code: "heading-left-out" }],
    });
  });

  it("is read by its table where that holds the lines, and what stands around it is said", () => {
    const table: WordBlock = {
      kind: "table",
      rows: [
        ["Rad", "Tid", "Talare", "Text"],
        ["1", "00:00:01.5", "rådgivare", "Hej."],
        ["2", "00:00:03.0", "klient", "Hej på dig."],
        ["3", "", "klient", ""],
      ],
    };
    expect(read([paragraph("Ek-lind", true), paragraph("Utskrivet av mig."), table])).toEqual({
      segments: [
        { startMs: 1_500, speaker: "rådgivare", text: "Hej.", line: 4 },
        { startMs: 3_000, speaker: "klient", text: "Hej på dig.", line: 5 },
        { speaker: "klient", text: "", line: 6 },
      ],
      warnings: [
        { line: 1, code: "heading-left-out" },
        { line: 2, code: "text-outside-table" },
      ],
    });
  });

  it("has a table of facts read as text, where it holds no lines", () => {
    const facts: WordBlock = { kind: "table", rows: [["Datum", "10 november"]] };
    expect(
      read([facts, paragraph("B: Hej."), paragraph("K: Hej.")]).segments.map(({ text }) => text),
    ).toEqual(["Datum 10 november", "Hej.", "Hej."]);
  });
});
