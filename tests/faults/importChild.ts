/** The process that is offered malformed files: says which one it is at, and at the end how much memory it has taken. */
import fs from "node:fs";
import path from "node:path";
import { nodeFiles } from "../../electron/ports/files.ts";
import { corpus, cutFiles, fuzzedFile, type OfferedFile } from "./malformedFiles.ts";
import { pickFrom } from "./pickFrom.ts";
import { createdVault, rolePlay } from "./trialVault.ts";

const [folder, kind, number, count] = process.argv.slice(2) as [
  string,
  "by-hand" | "cut" | "fuzzed",
  string,
  string,
];
const pick = pickFrom(Number(number));
// What is on the medium when is another promise's; waiting for it is most of the time that a trial would take.
const unsynced = { ...nodeFiles, sync: () => {}, dataSync: () => {}, syncFolder: () => {} };
const vault = await createdVault(path.join(folder, "home"), { files: unsynced });
if (kind === "fuzzed") vault.gate.context()?.vault.db.pragma("synchronous = OFF");
const { conversationId } = await vault.get("conversation.create", rolePlay);
for (let index = 0; index < Number(count); index += 1) {
  const file = fileAt(index);
  const offered = path.join(folder, "offered");
  write(offered, file);
  say({ at: file.what });
  for (const answer of await take(file, offered)) {
    const isForeseen = answer === "taken" || /^(media|transcript)\./.test(answer);
    if (!isForeseen) say({ broken: `${file.what} (${index}): ${answer}` });
  }
}
say({ peakBytes: process.resourceUsage().maxRSS * 1_024 });
process.exit(0);

/** The next file: of those written by hand from a number on, or as a seed makes it. */
function fileAt(index: number): OfferedFile {
  if (kind === "fuzzed") return fuzzedFile(pick);
  const file = (kind === "cut" ? cutFiles : corpus)[Number(number) + index];
  if (file === undefined) throw new RangeError("there are not so many files");
  return file();
}

/** Looks at a file, and takes in what is small. @returns what came of each */
async function take({ as, pieces }: OfferedFile, offered: string): Promise<string[]> {
  const sourceId = vault.offer(offered);
  if (as === "sound") return [await told("source.open", { sourceId })];
  const looked = await told("transcript.preview", { sourceId });
  const isSmall = pieces.every((piece) => typeof piece !== "number" && piece.length < 2 ** 20);
  const input = { conversationId, sourceId, speakers: [], replace: true };
  return isSmall ? [looked, await told("transcript.import", input)] : [looked];
}

async function told(name: string, input: object): Promise<string> {
  const result = await vault.ask(name, input);
  if (result.ok) return "taken";
  return result.error.code === "defect" ? `defect: ${String(vault.defects.at(-1))}` : result.error.code;
}

function write(offered: string, { pieces }: OfferedFile): void {
  const descriptor = fs.openSync(offered, "w");
  let size = 0;
  for (const piece of pieces) {
    if (typeof piece === "number") fs.ftruncateSync(descriptor, size + piece);
    else fs.writeSync(descriptor, piece, 0, piece.length, size);
    size += typeof piece === "number" ? piece : piece.length;
  }
  fs.closeSync(descriptor);
}

function say(line: object): void {
  fs.writeSync(1, `${JSON.stringify(line)}\n`);
}
