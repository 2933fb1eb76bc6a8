/** Loaded before everything else in a process under a control: takes the guard out of its file as that is loaded. */
import fs from "node:fs";
import { registerHooks } from "node:module";
import { pathToFileURL } from "node:url";
import { type AppliedControl, controlVariable, withoutGuard } from "./withoutGuard.ts";

const { path, control, loadedMark } = JSON.parse(process.env[controlVariable] ?? "null") as AppliedControl;
const target = pathToFileURL(path).href;

registerHooks({
  load(url, context, nextLoad) {
    const loaded = nextLoad(url, context);
    if (url !== target) return loaded;
    fs.writeFileSync(loadedMark, "");
    return { ...loaded, source: withoutGuard(fs.readFileSync(path, "utf8"), control) };
  },
});
