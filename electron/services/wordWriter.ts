/** Makes Word documents; runs in the thread of `wordWorker.ts`. */
import {
  AlignmentType,
  Document,
  Footer,
  HeadingLevel,
  Packer,
  PageNumber,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  WidthType,
} from "docx";
import type { PrintedSheet } from "../../shared/domain/printedSheet.ts";

/** A column's place in the table: what stands over it, how wide it is in twentieths of a point, what a line has there. */
interface Column {
  readonly head: string;
  readonly width: number;
  readonly isQuiet: boolean;
  readonly cell: (line: PrintedSheet["lines"][number]) => string;
}

/** The width between the margins of an A4 page, in twentieths of a point. */
const textWidth = 9_640;
const margin = 1_133;

const localeOf = { sv: "sv-SE", nb: "nb-NO", da: "da-DK", en: "en-GB" } as const;

/** Makes a document of a sheet: its heading, and a table with a row for each line. */
export async function writeWordDocument(sheet: PrintedSheet): Promise<Uint8Array> {
  const { title, facts, notice, heads, language } = sheet;
  const columns = columnsOf(sheet);
  const document = new Document({
    creator: "Lyhörd",
    title,
    styles: {
      default: { document: { run: { font: "Calibri", size: 22, language: { value: localeOf[language] } } } },
    },
    sections: [
      {
        properties: {
          page: {
            size: { width: 11_906, height: 16_838 },
            margin: { top: margin, bottom: margin, left: margin, right: margin },
          },
        },
        footers: { default: pageNumbers() },
        children: [
          new Paragraph({ text: title, heading: HeadingLevel.TITLE }),
          new Paragraph({ text: facts.join(" · "), style: "Subtitle", heading: HeadingLevel.HEADING_2 }),
          ...(notice === null
            ? []
            : [
                new Paragraph({
                  heading: HeadingLevel.HEADING_3,
                  children: [new TextRun({ text: notice, bold: true })],
                }),
              ]),
          new Table({
            layout: TableLayoutType.FIXED,
            margins: { top: 40, bottom: 40, left: 80, right: 80 },
            width: { size: textWidth, type: WidthType.DXA },
            columnWidths: columns.map(({ width }) => width),
            rows: [
              new TableRow({
                tableHeader: true,
                cantSplit: true,
                children: columns.map(({ head, width }) => cell(head, width, { bold: true })),
              }),
              ...sheet.lines.map(
                (line) =>
                  new TableRow({
                    cantSplit: true,
                    children: columns.map((column) =>
                      cell(column.cell(line), column.width, column.isQuiet ? { color: "555555" } : {}),
                    ),
                  }),
              ),
            ],
          }),
        ],
      },
    ],
  });
  return Uint8Array.from(await Packer.toBuffer(document));

  function columnsOf({ lines }: PrintedSheet): Column[] {
    const fixed: Column[] = [
      { head: heads.line, width: 700, isQuiet: true, cell: ({ number }) => String(number) },
      ...(lines.some(({ time }) => time !== null)
        ? [{ head: heads.time, width: 1_350, isQuiet: true, cell: timeOf }]
        : []),
      ...(lines.some(({ speaker }) => speaker !== null)
        ? [{ head: heads.speaker, width: 1_700, isQuiet: false, cell: speakerOf }]
        : []),
    ];
    const left = textWidth - fixed.reduce((sum, { width }) => sum + width, 0);
    return [...fixed, { head: heads.text, width: left, isQuiet: false, cell: ({ text }) => text }];
  }
}

function timeOf({ time }: PrintedSheet["lines"][number]): string {
  return time ?? "";
}

function speakerOf({ speaker }: PrintedSheet["lines"][number]): string {
  return speaker ?? "";
}

function cell(
  text: string,
  width: number,
  look: { readonly bold?: true; readonly color?: string },
): TableCell {
  return new TableCell({
    width: { size: width, type: WidthType.DXA },
    children: [new Paragraph({ children: [new TextRun({ text, ...look })] })],
  });
}

function pageNumbers(): Footer {
  return new Footer({
    children: [
      new Paragraph({
        alignment: AlignmentType.END,
        children: [new TextRun({ children: [PageNumber.CURRENT, " / ", PageNumber.TOTAL_PAGES] })],
      }),
    ],
  });
}
