/** `test` with a desk: the application with its folder, its window and its clock, to be closed, killed and started again. */
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { BrowserContext, Page } from "@playwright/test";
import { type LaunchedApplication, type LaunchOptions, launchApplication } from "../../host/launch.ts";
import { test as base } from "../../support/applicationTest.ts";

/** One computer for the length of a test. */
export interface Desk {
  /** `LYHORD_HOME`. */
  readonly home: string;
  /** Where the person's own files lie. */
  readonly folder: string;
  /** The window as it is now. */
  page(): Page;
  application(): LaunchedApplication;
  /** Starts the application again after `close` or `kill`. */
  start(): Promise<void>;
  close(): Promise<void>;
  /** Ends it as `kill -9` does. */
  kill(): Promise<void>;
  /** Lets so many days pass, whether the application runs or not. */
  passDays(days: number): Promise<void>;
  /** Sets the computer's date so many days on, or back; no time passes. */
  setDateOn(days: number): Promise<void>;
  /** Writes a file into the person's folder. @returns its path */
  putFile(name: string, content: string | Uint8Array): Promise<string>;
}

const dayMs = 86_400_000;

/** Playwright's `test` with a desk on which Lyhörd has been started for the first time. */
export const test = base.extend<{ desk: Desk }>({
  desk: async ({ context, startOptions }, use, testInfo) => {
    const folder = await mkdtemp(join(tmpdir(), "lyhord-desk-"));
    const desk = await setUpDesk(folder, context, startOptions);
    testInfo.annotations.push({ type: "host", description: desk.application().host });
    await use(desk);
    await desk.close();
    await rm(folder, { recursive: true, force: true });
  },
});

export { expect } from "@playwright/test";

async function setUpDesk(folder: string, context: BrowserContext, options: LaunchOptions): Promise<Desk> {
  const home = join(folder, "home");
  const clockOffsetFile = join(folder, "clock");
  const launch = async () => {
    // Only the stand-in lets a test move the clock.
    const application = await launchApplication({ ...options, home, clockOffsetFile, forceStandIn: true });
    return { application, page: await application.openPage(context) };
  };
  await writeFile(clockOffsetFile, "0 0");
  let running = await launch();
  let passedMs = 0;
  let leaptMs = 0;
  const setClock = () => writeFile(clockOffsetFile, `${passedMs + leaptMs} ${passedMs}`);

  return {
    home,
    folder,
    page: () => running.page,
    application: () => running.application,
    async start() {
      const former = running.page;
      running = await launch();
      await former.close();
    },
    close: () => running.application.close(),
    kill: () => running.application.kill(),
    async passDays(days) {
      passedMs += days * dayMs;
      await setClock();
    },
    async setDateOn(days) {
      leaptMs += days * dayMs;
      await setClock();
    },
    async putFile(name, content) {
      const path = join(folder, name);
      await writeFile(path, content);
      return path;
    },
  };
}
