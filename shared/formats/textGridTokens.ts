/** What Praat reads of its text files: numbers and texts that stand free; the words around them are for people. */

/** Reads one after the other; each is `undefined` where what stands next is of the other kind, which is then not passed. */
export interface TextGridReader {
  number(): number | undefined;
  string(): string | undefined;
  /** Whether something was asked for and nothing was left. */
  isAtEnd(): boolean;
  /** Of what was read last, counted from 1. */
  line(): number;
}

type Token =
  | { readonly number: number; readonly line: number }
  | { readonly text: string; readonly line: number };

/** A reader at the beginning of a file. Numbers may have a decimal comma; `!` begins a remark. */
export function textGridReader(text: string): TextGridReader {
  const tokens = tokensOf(text);
  let next = tokens.next();
  let line = 1;
  let hasRunOut = false;
  const pass = () => {
    if (!next.done) line = next.value.line;
    next = tokens.next();
  };
  return {
    number() {
      hasRunOut ||= next.done === true;
      if (next.done || !("number" in next.value)) return undefined;
      const { number } = next.value;
      pass();
      return number;
    },
    string() {
      hasRunOut ||= next.done === true;
      if (next.done || !("text" in next.value)) return undefined;
      const { text: found } = next.value;
      pass();
      return found;
    },
    isAtEnd: () => hasRunOut,
    line: () => line,
  };
}

const number = /^-?\d{1,15}(?:[.,]\d{1,20})?(?:[eE][+-]?\d{1,3})?$/;

function* tokensOf(text: string): Generator<Token, undefined> {
  let line = 1;
  let at = 0;
  const word = /[^\s"]+/y;
  while (at < text.length) {
    const character = text[at];
    if (character === '"') {
      const { value, end } = stringAt(text, at);
      yield { text: value, line };
      line += value.split(/\r\n|\r|\n/).length - 1;
      at = end;
    } else if (character === "!") {
      const rest = /[\r\n]|$/g;
      rest.lastIndex = at;
      at = rest.exec(text)?.index ?? text.length;
    } else if (character === "\n" || character === "\r") {
      line += 1;
      at += text.startsWith("\r\n", at) ? 2 : 1;
    } else {
      word.lastIndex = at;
      const found = word.exec(text)?.[0];
      if (found !== undefined && number.test(found)) yield { number: Number(found.replace(",", ".")), line };
      at += found?.length ?? 1;
    }
  }
  return undefined;
}

/** The text whose quote opens at `start`; doubled quotes inside are one. One that is never closed goes to the end. */
function stringAt(text: string, start: number): { readonly value: string; readonly end: number } {
  const parts: string[] = [];
  let from = start + 1;
  for (;;) {
    const quote = text.indexOf('"', from);
    if (quote === -1) return { value: parts.join("") + text.slice(from), end: text.length };
    parts.push(text.slice(from, quote));
    if (text[quote + 1] !== '"') return { value: parts.join(""), end: quote + 1 };
    parts.push('"');
    from = quote + 2;
  }
}
