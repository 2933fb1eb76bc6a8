/** The words of a PDF that Chromium has made, as far as a test needs them: one level of objects, fonts with their letters. */
import { inflateSync } from "node:zlib";

/** What is on the paper. */
export interface PdfText {
  readonly pages: number;
  /** One line for each run of text, in the order of drawing. */
  readonly text: string;
}

/** Reads a PDF without object streams (Skia writes none). */
export function textOfPdf(bytes: Uint8Array): PdfText {
  const pdf = Buffer.from(bytes).toString("latin1");
  const objects = new Map<string, string>();
  for (const [, id = "", body = ""] of pdf.matchAll(/^(\d+) 0 obj\n([\s\S]*?)\nendobj$/gm))
    objects.set(id, body);
  const fonts = new Map<string, string>();
  for (const [, name = "", id = ""] of pdf.matchAll(/\/(F\d+) (\d+) 0 R/g)) fonts.set(name, id);
  const lettersByFont = new Map<string, ReadonlyMap<string, string>>();
  for (const [name, id] of fonts) {
    const map = /\/ToUnicode (\d+) 0 R/.exec(objects.get(id) ?? "")?.[1];
    lettersByFont.set(name, lettersOf(streamOf(objects.get(map ?? "") ?? "")));
  }
  const drawings = [...objects.values()].map(streamOf).filter((stream) => /\bTf\b/.test(stream));
  return {
    pages: [...objects.values()].filter((body) => /\/Type \/Page\b/.test(body)).length,
    text: drawings.map((drawing) => wordsOf(drawing, lettersByFont)).join("\n"),
  };
}

function streamOf(body: string): string {
  const stream = /\nstream\n|>>\s*stream\r?\n/.exec(body);
  if (stream === null) return "";
  const from = stream.index + stream[0].length;
  const data = body.slice(from, body.lastIndexOf("endstream"));
  if (!body.slice(0, from).includes("/FlateDecode")) return data;
  return inflateSync(Buffer.from(data, "latin1")).toString("latin1");
}

/** Which letters a font's glyphs stand for, by their hexadecimal digits: two or four, one number in a font. */
function lettersOf(map: string): ReadonlyMap<string, string> {
  const letters = new Map<string, string>();
  for (const [, part = ""] of map.matchAll(/beginbfchar\n([\s\S]*?)endbfchar/g)) {
    for (const [, glyph = "", text = ""] of part.matchAll(/<(\w+)> <(\w+)>/g))
      letters.set(glyph, utf16(text));
  }
  for (const [, part = ""] of map.matchAll(/beginbfrange\n([\s\S]*?)endbfrange/g)) {
    for (const [, first = "", last = "", text = ""] of part.matchAll(/<(\w+)> <(\w+)> <(\w+)>/g)) {
      const [from, to] = [Number.parseInt(first, 16), Number.parseInt(last, 16)];
      for (let glyph = from; glyph <= to; glyph += 1) {
        const letter = Number.parseInt(text, 16) + glyph - from;
        letters.set(
          glyph.toString(16).toUpperCase().padStart(first.length, "0"),
          String.fromCodePoint(letter),
        );
      }
    }
  }
  return letters;
}

function wordsOf(drawing: string, lettersByFont: ReadonlyMap<string, ReadonlyMap<string, string>>): string {
  let letters: ReadonlyMap<string, string> | undefined;
  let words = "";
  for (const [token, font, glyphs] of drawing.matchAll(/\/(F\d+) [\d.]+ Tf|<([0-9A-Fa-f]+)>|\bET\b/g)) {
    if (font !== undefined) letters = lettersByFont.get(font);
    else if (glyphs !== undefined) words += lettersIn(glyphs, letters);
    else if (token === "ET") words += "\n";
  }
  return words;
}

function lettersIn(glyphs: string, letters: ReadonlyMap<string, string> = new Map()): string {
  const [glyph = "00"] = letters.keys();
  const codes = glyphs.match(new RegExp(`.{${glyph.length}}`, "g")) ?? [];
  return codes.map((code) => letters.get(code.toUpperCase()) ?? "").join("");
}

function utf16(hexadecimal: string): string {
  const units = hexadecimal.match(/.{4}/g) ?? [];
  return String.fromCharCode(...units.map((unit) => Number.parseInt(unit, 16)));
}
