/** Loaded before everything else in a process: changes source files as they are loaded. */
import fs from "node:fs";
import { registerHooks } from "node:module";
import { pathToFileURL } from "node:url";
import { changedSource, givenChanges, pathOf } from "./changedSource.ts";

const changesByAddress = Map.groupBy(givenChanges(), (change) => pathToFileURL(pathOf(change)).href);

registerHooks({
  load(url, context, nextLoad) {
    const changes = changesByAddress.get(url);
    const loaded = nextLoad(url, context);
    if (changes === undefined) return loaded;
    for (const { loadedMark } of changes) fs.writeFileSync(loadedMark, "");
    return { ...loaded, source: changes.reduce(changedSource, fs.readFileSync(new URL(url), "utf8")) };
  },
});
