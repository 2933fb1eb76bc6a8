/** Starts the built application for tests: real Electron where its binary is installed, the stand-in elsewhere. */
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { BrowserContext, Page } from "@playwright/test";
import { applicationEntries } from "../../vite.config.ts";
import { installedElectron } from "./installedElectron.ts";
import { launchElectron } from "./launchElectron.ts";
import { launchStandIn } from "./launchStandIn.ts";

/** How to start the application; everything has a default. */
export interface LaunchOptions {
  /** User-data folder (`LYHORD_HOME`); a fresh one under the system's temp folder if left out. */
  readonly home?: string;
  /** Folder of the built application; the project's `dist` if left out. */
  readonly outFolder?: string;
  /** System language, BCP 47; `sv-SE` if left out. */
  readonly language?: string;
  /** File with the clock offset in ms (see `shiftClock.ts`); the stand-in only. */
  readonly clockOffsetFile?: string;
  /**
   * The computer has a store of secrets, and this is its key: what was protected under one key opens under no other.
   * Without it there is none, as on Linux without a keyring; the stand-in only.
   */
  readonly secretStore?: string;
  /** Variables besides those of the system; the stand-in only. */
  readonly environment?: Readonly<Record<string, string>>;
  /** The stand-in even where Electron is installed. */
  readonly forceStandIn?: boolean;
}

/** A running application, whichever host runs it. */
export interface LaunchedApplication {
  readonly host: "electron" | "stand-in";
  readonly home: string;
  /** Opens the window's page; `context` is the browser to open it in under the stand-in. */
  openPage(context: BrowserContext): Promise<Page>;
  /** Answers the dialog that is open, or the next one; `null` cancels it. */
  answerDialog(paths: readonly string[] | null): Promise<void>;
  /** Presses a button, by its label, of the message box that is open, or of the next one. */
  answerQuestion(button: string): Promise<void>;
  /** Drops files of this computer on the middle of an element. */
  dropFiles(page: Page, selector: string, paths: readonly string[]): Promise<void>;
  /** Emits an event of Electron's `powerMonitor`, such as `lock-screen` or `suspend`. */
  emitPower(event: string): Promise<void>;
  /** Process id of the main process. */
  readonly mainPid: number;
  /** Process id of the vault process that runs now. */
  vaultPid(): Promise<number>;
  /** Kills the vault process as `kill -9` does. */
  killVaultProcess(): Promise<void>;
  /** Kills the whole application as `kill -9` does. */
  kill(): Promise<void>;
  /** Quits in an orderly way; resolves when every process has ended. */
  close(): Promise<void>;
}

/**
 * Starts the application.
 *
 * @throws Error if it has not been built, or if the clock is to be shifted under real Electron
 */
export async function launchApplication(options: LaunchOptions = {}): Promise<LaunchedApplication> {
  const complete = {
    language: "sv-SE",
    outFolder: applicationEntries.outFolder,
    ...options,
    home: options.home ?? (await mkdtemp(join(tmpdir(), "lyhord-home-"))),
  };
  const electron = options.forceStandIn === true ? undefined : installedElectron();
  const application: LaunchedApplication = await (electron === undefined
    ? launchStandIn(complete)
    : launchElectron(electron, complete));
  return {
    ...application,
    async openPage(context) {
      const page = await application.openPage(context);
      homes.set(page, application.home);
      return page;
    },
  };
}

const homes = new WeakMap<Page, string>();

/** The user-data folder of the application whose window a page is. @throws Error if it is none's */
export function homeOf(page: Page): string {
  const home = homes.get(page);
  if (home === undefined) throw new Error("the page was not opened by openPage");
  return home;
}
