/** Word documents as people keep them: what was changed, and what stands at the edges, comes in right or is told of. */
import { readFileSync } from "node:fs";
import { strFromU8, strToU8, unzipSync, zipSync } from "fflate";
import { expect, test } from "vitest";
import { readWordFile } from "../../electron/services/wordFile.ts";
import { parse } from "../../shared/formats/plainText.ts";
import { fixturePath } from "../support/fixturePath.ts";

const document = readFileSync(fixturePath("word/changed-libreoffice.docx"));

/** The document with its parts changed. */
function changed(change: (name: string, xml: string) => string): Uint8Array {
  const parts = Object.entries(unzipSync(document)).map(([name, part]) => [
    name,
    strToU8(change(name, strFromU8(part))),
  ]);
  return zipSync(Object.fromEntries(parts));
}

const codesOf = async (bytes: Uint8Array) =>
  (await readWordFile(bytes, parse)).warnings.map(({ code }) => code);

test("tracked changes are read as accepted, and what was struck out is told of", async () => {
  const { segments, warnings } = await readWordFile(document, parse);
  expect(segments.map(({ speaker, text }) => `${speaker}: ${text}`)).toEqual([
    "R: Hur har du haft det?",
    "K: Jag har mått ganska bra.",
  ]);
  expect(warnings.map(({ code }) => code)).toEqual(["struck-out-text", "margin-text"]);
});

test("a header or a footer with words is told of, each by itself, and a page number is not", async () => {
  const numbersIn = (edge: RegExp) =>
    changed((name, xml) => (edge.test(name) ? xml.replace(/(<w:t(?: [^>]*)?>)[^<]*/g, "$1 3") : xml));
  expect(await codesOf(numbersIn(/^word\/header/))).toContain("margin-text");
  expect(await codesOf(numbersIn(/^word\/footer/))).toContain("margin-text");
  expect(await codesOf(numbersIn(/^word\/(?:header|footer)/))).toEqual(["struck-out-text"]);
});
