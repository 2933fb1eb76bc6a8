/** `npm run dev`: builds, opens, and at every saved change builds again and starts anew (vaults stay). */
import { watch } from "node:fs";
import { join } from "node:path";
import { createBuilder } from "vite";
import { applicationBuild, applicationEntries } from "../../vite.config.ts";
import { type OpenedApplication, openApplication } from "./openApplication.ts";

const projectRoot = join(import.meta.dirname, "../..");
const settleMs = 200;

let application: OpenedApplication | undefined;
let timer: NodeJS.Timeout | undefined;
let work = rebuild();

for (const folder of ["electron", "renderer", "shared", "resources"]) {
  watch(join(projectRoot, folder), { recursive: true }, () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      work = work.then(rebuild);
    }, settleMs);
  });
}

async function rebuild(): Promise<void> {
  try {
    const builder = await createBuilder({ configFile: false, ...applicationBuild(applicationEntries) });
    await builder.buildApp();
  } catch (error) {
    console.error(error);
    return;
  }
  const before = application;
  application = undefined;
  before?.close();
  await before?.ended;
  const opened = await openApplication();
  application = opened;
  // Closed by the person, not by the next build: then this program has nothing more to do.
  void opened.ended.then((code) => {
    if (application === opened) process.exit(code ?? 1);
  });
}
