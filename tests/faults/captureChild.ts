/** The process that records: appends synthetic seconds of sound as fast as the disk takes them, until it is killed. */
import fs from "node:fs";
import { createPartWriter } from "../../electron/audio/partWriter.ts";
import { loadSodium } from "../../electron/crypto/sodium.ts";
import { nodeFiles } from "../../electron/ports/files.ts";
import { exampleHeader, exampleKey } from "../support/exampleMedia.ts";
import { syntheticSecond } from "./syntheticSecond.ts";

const [partPath, mode] = process.argv.slice(2) as [string, string | undefined];
/** Acknowledges this many seconds before they are written; more than 0 is a lie, to see that the trials find out. */
const ahead = mode === "liar" ? 3 : 0;

await loadSodium();
const writer = createPartWriter({ files: nodeFiles, path: partPath, key: exampleKey, header: exampleHeader });
for (let second = 0; ; second += 1) {
  if (ahead > 0) fs.writeSync(1, `${second + ahead}\n`);
  writer.append(syntheticSecond(second));
  if (ahead === 0) fs.writeSync(1, `${second + 1}\n`);
}
