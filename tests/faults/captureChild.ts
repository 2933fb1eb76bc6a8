/** The process that records: appends synthetic seconds of sound as fast as the disk takes them, until it is killed. */
import fs from "node:fs";
import { createPartWriter } from "../../electron/audio/partWriter.ts";
import { loadSodium } from "../../electron/crypto/sodium.ts";
import { nodeFiles } from "../../electron/ports/files.ts";
import { exampleHeader, exampleKey } from "../support/exampleMedia.ts";
import { syntheticSecond } from "./syntheticSecond.ts";

const [partPath] = process.argv.slice(2) as [string];

await loadSodium();
const writer = createPartWriter({ files: nodeFiles, path: partPath, key: exampleKey, header: exampleHeader });
for (let second = 0; ; second += 1) {
  writer.append(syntheticSecond(second));
  fs.writeSync(1, `${second + 1}\n`);
}
