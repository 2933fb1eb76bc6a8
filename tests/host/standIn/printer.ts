/** `printToPDF`: the launcher, who drives Chromium, makes the PDF of the page. */
import { standInOptions } from "./standInState.ts";

/** What is asked of the launcher. */
export interface PdfWish {
  readonly pdfWish: number;
  readonly options: object;
}

/** What the launcher answers. */
export interface MadePdf {
  readonly madePdf: number;
  readonly bytes?: Uint8Array;
  readonly error?: string;
}

const open = new Map<number, (made: MadePdf) => void>();
let nextId = 1;

process.on("message", (message: object) => {
  if (!("madePdf" in message)) return;
  const made = message as MadePdf;
  open.get(made.madePdf)?.(made);
  open.delete(made.madePdf);
});

/**
 * Asks for a PDF of the page.
 *
 * @throws Error where a person runs the stand-in: their browser window cannot be driven
 */
export async function makePdf(options: object): Promise<Buffer> {
  if (standInOptions.interactive || process.send === undefined) throw new Error("nobody can make a PDF here");
  const pdfWish = nextId++;
  const made = await new Promise<MadePdf>((resolve) => {
    open.set(pdfWish, resolve);
    process.send?.({ pdfWish, options } satisfies PdfWish);
  });
  if (made.bytes === undefined) throw new Error(made.error);
  return Buffer.from(made.bytes);
}
