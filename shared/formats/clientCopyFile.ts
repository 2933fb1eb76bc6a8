/**
 * The file for the client: one HTML page that holds everything encrypted and opens in any browser, format 1.
 *
 * Each encrypted piece stands on a line of its own, so that writing and reading take constant memory. What is
 * encrypted is one stream: u32 big-endian length of the document, the document as UTF-8 JSON, the sound to the end.
 */
import { z } from "zod";

/** Plain bytes in every piece but the last, which has 1 byte to as many. */
export const copyPieceBytes = 1_048_576;
/** PBKDF2 iterations of new files; a reader takes what the header says. */
export const copyIterations = 1_000_000;
export const copySaltBytes = 16;
export const copyNoncePrefixBytes = 7;

/** What must be known before opening; its text as it stands in the file is authenticated with every piece. */
export const copyHeaderSchema = z.object({
  format: z.literal("lyhord-client-copy/1"),
  kdf: z.object({
    name: z.literal("PBKDF2"),
    hash: z.literal("SHA-256"),
    iterations: z.int().min(1_000_000),
    salt: z.base64(),
  }),
  cipher: z.object({ name: z.literal("AES-GCM"), keyBits: z.literal(256), noncePrefix: z.base64() }),
  pieceBytes: z.literal(copyPieceBytes),
});
export type CopyHeader = z.infer<typeof copyHeaderSchema>;

/** The nonce of a piece: 7 random bytes of this file, big-endian u32 number from 0, 1 for the last piece, else 0. */
export function copyNonce(prefix: Uint8Array, index: number, isLast: boolean): Uint8Array {
  const nonce = new Uint8Array(12);
  nonce.set(prefix);
  new DataView(nonce.buffer).setUint32(copyNoncePrefixBytes, index);
  nonce[11] = isLast ? 1 : 0;
  return nonce;
}

/** The beginning of the stream: length of the document, and the document. @param document - UTF-8 */
export function framedDocument(document: Uint8Array): Uint8Array {
  const framed = new Uint8Array(4 + document.length);
  new DataView(framed.buffer).setUint32(0, document.length);
  framed.set(document, 4);
  return framed;
}

/** A piece as a line of the file; no browser runs a script of this type. */
export function pieceLine(base64: string): string {
  return `${pieceStart}${base64}${pieceEnd}\n`;
}

/** @returns the base64 of a line that is a piece; `undefined` for any other line */
export function pieceOfLine(line: string): string | undefined {
  if (!line.startsWith(pieceStart) || !line.endsWith(pieceEnd)) return undefined;
  return line.slice(pieceStart.length, -pieceEnd.length);
}

/** The parts a page is made of: a template with `{{name}}` gaps, what fills them, and where the pieces begin. */
export interface CopyPage {
  /** HTML with the gaps `language`, `policy`, `title`, `style`, `texts`, `cut`, `noscript`, `header`, `pieces`, `program`. */
  readonly template: string;
  readonly language: string;
  readonly style: string;
  readonly program: string;
  /** `sha256-…` of style and program, as a content security policy names them. */
  readonly styleHash: string;
  readonly programHash: string;
  /** Texts of the page by name; nothing of the conversation. */
  readonly texts: Readonly<Record<string, string>> & {
    readonly pageTitle: string;
    readonly cut: string;
    readonly noScript: string;
  };
  /** The header's exact text. */
  readonly header: string;
}

/** @returns what stands before the first piece, and what stands after the last */
export function copyPageParts(page: CopyPage): { readonly before: string; readonly after: string } {
  const gaps: Readonly<Record<string, string>> = {
    language: page.language,
    policy: `default-src 'none'; script-src '${page.programHash}'; style-src '${page.styleHash}'; media-src blob:; base-uri 'none'; form-action 'none'`,
    title: asText(page.texts.pageTitle),
    style: page.style,
    texts: asData(JSON.stringify(page.texts)),
    cut: asText(page.texts.cut),
    noscript: asText(page.texts.noScript),
    header: page.header,
    program: page.program,
  };
  const filled = page.template.replace(/\{\{(\w+)\}\}/g, (gap, name: string) => gaps[name] ?? gap);
  const [before = "", after = ""] = filled.split("{{pieces}}\n");
  return { before, after };
}

/** JSON that ends no script element. */
export function asData(json: string): string {
  return json.replaceAll("<", "\\u003c");
}

const pieceStart = '<script type="text/plain" class="piece">';
const pieceEnd = "</script>";

function asText(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
}
