/** For the tests of stand-in and shell: the fixture application, started once a file, and a Chromium. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Browser, chromium, type Page } from "@playwright/test";
import { afterAll, beforeAll } from "vitest";
import { chromiumTestFlags, requireChromium } from "../support/findChromium.ts";
import { buildFixture } from "./buildFixture.ts";
import { launchStandIn, type StandIn } from "./launchStandIn.ts";

/** What a test of the shell works with; readable once `beforeAll` has run. */
export interface FixtureApplication {
  readonly standIn: StandIn;
  readonly page: Page;
  readonly browser: Browser;
  readonly outFolder: string;
  /** Calls `window.lyhord.call` in the page. */
  call(name: string, input: unknown): Promise<unknown>;
  /** Starts one more application on the same build. */
  launch(options?: { home?: string; language?: string; clockOffsetFile?: string }): Promise<StandIn>;
  /** A fresh folder, removed at the end of the file. */
  folder(): Promise<string>;
}

/** The bridge as the preload exposes it. */
declare global {
  interface Window {
    readonly heard: unknown[];
    readonly dropped: unknown[];
    readonly canEvaluate: boolean;
  }
}

/** Builds and starts before the first test of the file, ends everything after its last. */
export function startFixtureApplication(): FixtureApplication {
  const folders: string[] = [];
  const launched: StandIn[] = [];
  let state: { standIn: StandIn; page: Page; browser: Browser; outFolder: string } | undefined;
  const ready = () => {
    if (state === undefined) throw new Error("the application has not been started yet");
    return state;
  };
  const folder = async () => {
    const made = await mkdtemp(join(tmpdir(), "lyhord-host-"));
    folders.push(made);
    return made;
  };
  const launchFrom = async (outFolder: string, options: Parameters<FixtureApplication["launch"]>[0] = {}) => {
    const standIn = await launchStandIn({ language: "sv-SE", outFolder, home: await folder(), ...options });
    launched.push(standIn);
    return standIn;
  };

  beforeAll(async () => {
    const outFolder = await buildFixture();
    folders.push(outFolder);
    const browser = await launchChromium();
    const standIn = await launchFrom(outFolder);
    const page = await standIn.openPage(await browser.newContext());
    state = { standIn, page, browser, outFolder };
  }, 120_000);

  afterAll(async () => {
    for (const standIn of launched) await standIn.close();
    await state?.browser.close();
    for (const made of folders) await rm(made, { recursive: true, force: true, maxRetries: 3 });
  });

  return {
    get standIn() {
      return ready().standIn;
    },
    get page() {
      return ready().page;
    },
    get browser() {
      return ready().browser;
    },
    get outFolder() {
      return ready().outFolder;
    },
    call: (name, input) => callInPage(ready().page, name, input),
    launch: (options) => launchFrom(ready().outFolder, options),
    folder,
  };
}

/** Starts a Chromium as the end-to-end tests do. */
export function launchChromium(): Promise<Browser> {
  return chromium.launch({ executablePath: requireChromium(), args: [...chromiumTestFlags] });
}

/** Calls the bridge in any page of the application. */
export function callInPage(page: Page, name: string, input: unknown): Promise<unknown> {
  return page.evaluate(
    ([requestName, requestInput]) => {
      const { lyhord } = window as unknown as {
        lyhord: { call(name: string, input: unknown): Promise<unknown> };
      };
      return lyhord.call(requestName as string, requestInput);
    },
    [name, input] as const,
  );
}

/** Waits until a page holds a number of heard events or answered drops, and returns them. */
export async function heardInPage(page: Page, list: "heard" | "dropped", count: number): Promise<unknown[]> {
  await page.waitForFunction(([name, least]) => window[name].length >= least, [list, count] as const);
  return page.evaluate((name) => [...window[name]], list);
}
