/** Reads Word documents. Loaded only when one is read: the library is large. */
import mammoth from "mammoth";
import type { WordBlock } from "../../shared/formats/wordDocument.ts";

/** What is used of the library's document tree; other kinds of element hold children or nothing that is read. */
interface WordElement {
  readonly type: string;
  readonly value?: string;
  readonly styleName?: string | null;
  readonly children?: readonly WordElement[];
}

/**
 * The paragraphs and tables of a document's body, in order.
 *
 * Text that was struck out as a tracked change is not there, text that was added is. Pictures are not looked at, and
 * nothing is read from anywhere else: the library opens no file that a document only points to unless it is told to.
 *
 * @param bytes - a whole document, already known to be of a bearable size
 * @throws Error if it is none
 */
export async function readWordBlocks(bytes: Uint8Array): Promise<WordBlock[]> {
  let body: readonly WordElement[] = [];
  await mammoth.convertToHtml(
    { buffer: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength) },
    {
      transformDocument: (document: WordElement) => {
        body = document.children ?? [];
        return { ...document, children: [] };
      },
    },
  );
  return body.flatMap(blocksOf);
}

function blocksOf(element: WordElement): WordBlock[] {
  const { type, styleName, children = [] } = element;
  if (type === "paragraph") {
    const isHeading = /^(?:heading|title|subtitle)/i.test(styleName ?? "");
    return [{ kind: "paragraph", text: textOf(element), isHeading }];
  }
  if (type === "table")
    return [{ kind: "table", rows: children.map((row) => (row.children ?? []).map(cellOf)) }];
  return children.flatMap(blocksOf);
}

function cellOf({ children = [] }: WordElement): string {
  return children.map(textOf).join("\n").trim();
}

function textOf({ type, value, children = [] }: WordElement): string {
  if (type === "text") return value ?? "";
  if (type === "tab") return "\t";
  if (type === "break") return "\n";
  return children.map(textOf).join("");
}
