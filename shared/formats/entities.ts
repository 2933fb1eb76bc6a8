/** Character references in subtitle files. */

const named: Readonly<Record<string, string>> = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  apos: "'",
  nbsp: "\u00A0",
  lrm: "\u200E",
  rlm: "\u200F",
  aring: "å",
  Aring: "Å",
  auml: "ä",
  Auml: "Ä",
  ouml: "ö",
  Ouml: "Ö",
  aelig: "æ",
  AElig: "Æ",
  oslash: "ø",
  Oslash: "Ø",
  eacute: "é",
  ndash: "–",
  mdash: "—",
  hellip: "…",
};

/** So much is decoded at a time, UTF-16 units: each place that is replaced takes memory until its stretch is done. */
const stretchLength = 65_536;
/** No reference is longer. */
const longestReference = 12;

/** Replaces the references that subtitle files hold, once; unknown ones stay as they are. */
export function decodeEntities(text: string): string {
  if (!text.includes("&")) return text;
  let result = "";
  for (let start = 0, end = 0; start < text.length; start = end) {
    end = Math.min(text.length, start + stretchLength);
    const open = text.lastIndexOf("&", end - 1);
    if (end < text.length && open > end - longestReference && open > start) end = open;
    result += decodeStretch(text.slice(start, end));
  }
  return result;
}

function decodeStretch(text: string): string {
  return text.replace(
    /&(?:#(\d{1,7})|#[xX]([0-9a-fA-F]{1,6})|([A-Za-z]{2,8}));/g,
    (whole, decimal, hex, name) => {
      if (name !== undefined) return named[name] ?? whole;
      const code = decimal === undefined ? Number.parseInt(hex, 16) : Number(decimal);
      const isCharacter = code > 0 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff);
      return isCharacter ? String.fromCodePoint(code) : "\uFFFD";
    },
  );
}

/** Writes `&`, `<` and `>` so that they are read back as text. */
export function encodeEntities(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
