/** REFI-QDA projects (.qdpx, standard 1.0 of 18 March 2019, https://www.qdasoftware.org), for programs of qualitative analysis. */
import { zipSync } from "fflate";
import { tidied } from "./parsedTranscript.ts";
import type { PrintedTranscript } from "./printedTranscript.ts";
import { xmlText } from "./xmlTree.ts";

/** A code of the project's code book. */
export interface RefiCode {
  /** Unique among the codes that are given. */
  readonly id: string;
  readonly name: string;
  readonly color?: `#${string}`;
  /** Codes with one group stand beneath it, and side by side in the list. */
  readonly group?: { readonly id: string; readonly name: string };
}

/** Says that a line, or some words of it, have a code. */
export interface RefiCoding {
  readonly codeId: string;
  /** The line's place in the transcript, counted from 0. */
  readonly segmentIndex: number;
  /** The words that are meant, and about where in the line's text they begin; the whole line where they are not found. */
  readonly words?: { readonly text: string; readonly startIndex: number };
}

/** What a project is made of. */
export interface RefiProject {
  /** Of the project and its sources. */
  readonly name: string;
  readonly transcript: PrintedTranscript;
  readonly codes?: readonly RefiCode[];
  readonly codings?: readonly RefiCoding[];
  /** Epoch ms. */
  readonly writtenAt: number;
  /** Gives another UUID at each call. */
  readonly newGuid: () => string;
}

/** The part of the platform's encoder that is used; Node and the page both have it. */
declare const TextEncoder: new () => { encode(text: string): Uint8Array };

/** Packs the members of a project into the bytes of its file. */
export function printRefiQda(project: RefiProject): Uint8Array {
  const encoder = new TextEncoder();
  const members = Object.entries(refiMembers(project)).map(([name, text]) => [name, encoder.encode(text)]);
  return zipSync(Object.fromEntries(members), { mtime: project.writtenAt });
}

/**
 * Writes `project.qde` and the text it refers to, a line for each that is said.
 *
 * The text is a source of its own, which is what codings are put on. Beside it stands the sound, which is not in the
 * archive (programs ask for a path all the same), whose transcript is the same text with a point of synchronisation where each line begins and ends.
 *
 * @returns texts by the names of the members
 * @throws RangeError if a coding names a line or a code that is not there
 */
export function refiMembers(project: RefiProject): Readonly<Record<string, string>> {
  const { newGuid, transcript, codes = [], codings = [] } = project;
  const lines = placedLines(transcript);
  const text = lines.map(({ line }) => `${line}\n`).join("");
  const name = xmlText(tidied(project.name));
  const at = new Date(project.writtenAt).toISOString().replace(/\.\d{3}Z$/, "Z");
  const user = newGuid();
  const made = `creatingUser="${user}" creationDateTime="${at}"`;
  const [textFile, transcriptFile, audio] = [newGuid(), newGuid(), newGuid()];
  const guidByCode = new Map(codes.map(({ id }) => [id, newGuid()]));
  const selections = codings.map(({ codeId, segmentIndex, words }) => {
    const [code, line] = [guidByCode.get(codeId), lines[segmentIndex]];
    if (code === undefined || line === undefined) throw new RangeError("a coding names what is not there");
    const { from, to } = wordsWithin(line, words);
    return [
      `      <PlainTextSelection guid="${newGuid()}" startPosition="${from}" endPosition="${to}" ${made}>`,
      `        <Coding guid="${newGuid()}" ${made}><CodeRef targetGUID="${code}"/></Coding>`,
      "      </PlainTextSelection>",
    ].join("\n");
  });
  const points = lines.flatMap(({ from, to, startMs, endMs }) => [
    `        <SyncPoint guid="${newGuid()}" timeStamp="${startMs}" position="${from}"/>`,
    `        <SyncPoint guid="${newGuid()}" timeStamp="${endMs}" position="${to}"/>`,
  ]);
  const qde = [
    '<?xml version="1.0" encoding="utf-8"?>',
    `<Project xmlns="urn:QDA-XML:project:1.0" name="${name}" origin="Lyhörd" creatingUserGUID="${user}" creationDateTime="${at}">`,
    `  <Users><User guid="${user}" name="Lyhörd"/></Users>`,
    ...codeBook(codes, guidByCode, newGuid),
    "  <Sources>",
    `    <TextSource guid="${newGuid()}" name="${name}" plainTextPath="internal://${textFile}.txt" ${made}>`,
    ...selections,
    "    </TextSource>",
    `    <AudioSource guid="${audio}" name="${name}" path="relative:///${audio}.wav" ${made}>`,
    `      <Transcript guid="${newGuid()}" name="${name}" plainTextPath="internal://${transcriptFile}.txt" ${made}>`,
    ...points,
    "      </Transcript>",
    "    </AudioSource>",
    "  </Sources>",
    "</Project>",
    "",
  ].join("\n");
  return { "project.qde": qde, [`Sources/${textFile}.txt`]: text, [`Sources/${transcriptFile}.txt`]: text };
}

interface PlacedLine {
  readonly line: string;
  /** Length of what stands before the text, in UTF-16 units. */
  readonly labelLength: number;
  /** `[from, to)` in the text, in Unicode code points as the standard counts. */
  readonly from: number;
  readonly to: number;
  readonly startMs: number;
  readonly endMs: number;
}

function placedLines({ segments }: PrintedTranscript): PlacedLine[] {
  let from = 0;
  return segments.map(({ startMs, endMs, speaker = "", text }) => {
    const label = tidied(speaker);
    const labelled = label === "" ? "" : `${label}: `;
    const line = `${labelled}${tidied(text)}`.toWellFormed();
    const placed = { line, labelLength: labelled.length, from, to: from + [...line].length, startMs, endMs };
    from = placed.to + 1;
    return placed;
  });
}

/** Where words stand in the text, in code points; of several places the one nearest to where they should begin. */
function wordsWithin(
  { line, labelLength, from, to }: PlacedLine,
  words: RefiCoding["words"],
): Pick<PlacedLine, "from" | "to"> {
  const sought = words === undefined ? "" : tidied(words.text).toWellFormed();
  if (words === undefined || sought === "") return { from, to };
  const wanted = labelLength + words.startIndex;
  let nearest = -1;
  for (let at = line.indexOf(sought, labelLength); at !== -1; at = line.indexOf(sought, at + 1)) {
    if (nearest === -1 || Math.abs(at - wanted) < Math.abs(nearest - wanted)) nearest = at;
  }
  if (nearest === -1) return { from, to };
  const start = from + [...line.slice(0, nearest)].length;
  return { from: start, to: start + [...sought].length };
}

/** A code book may not be empty. */
function codeBook(
  codes: readonly RefiCode[],
  guidByCode: ReadonlyMap<string, string>,
  newGuid: () => string,
): string[] {
  if (codes.length === 0) return [];
  const written = codes.flatMap(({ id, name, color, group }, index) => {
    const shown = color === undefined ? "" : ` color="${color}"`;
    const code = `    <Code guid="${guidByCode.get(id)}" name="${xmlText(tidied(name))}" isCodable="true"${shown}/>`;
    if (group === undefined) return [code];
    const opened = `    <Code guid="${newGuid()}" name="${xmlText(tidied(group.name))}" isCodable="false">`;
    return [
      ...(codes[index - 1]?.group?.id === group.id ? [] : [opened]),
      code,
      ...(codes[index + 1]?.group?.id === group.id ? [] : ["    </Code>"]),
    ];
  });
  return ["  <CodeBook>", "  <Codes>", ...written, "  </Codes>", "  </CodeBook>"];
}
