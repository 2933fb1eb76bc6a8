/** What the pieces of the stand-in share within its process: who runs it and what has been opened so far. */
import { EventEmitter } from "node:events";
import type { DroppableFile } from "./pageShim.ts";

/** Set by whoever starts the stand-in, through the environment. */
export const standInOptions = {
  /** `--import` modules for every utility process (the clock shift of the tests). */
  utilityImports: JSON.parse(process.env.LYHORD_STAND_IN_IMPORTS ?? "[]") as readonly string[],
  /** Dialogs are asked in the page instead of waiting for the test's answer. */
  interactive: process.env.LYHORD_STAND_IN_INTERACTIVE === "1",
  /** What stands for the key of the system's store of secrets; empty: there is no store. */
  secretStore: process.env.LYHORD_STAND_IN_SECRET_STORE ?? "",
  /** Where to leave what was recorded when the application ends. */
  reportFile: process.env.LYHORD_STAND_IN_REPORT,
} as const;

/** Which renderer of a window is meant; the number rises with every crash. */
export interface PageGeneration {
  number: number;
}

/** What the web server needs of a window's `webContents`. */
export interface HostedPage extends EventEmitter {
  readonly generation: PageGeneration;
  readonly preloadPath: string | undefined;
  readonly session: {
    readonly protocol: {
      readonly handlers: ReadonlyMap<string, (request: Request) => Response | Promise<Response>>;
    };
    allowsRequest(url: string): Promise<boolean>;
    allowsMedia(
      contents: object,
      kind: "check" | "request",
      mediaTypes: readonly string[],
      url: string,
    ): Promise<boolean>;
  };
  getURL(): string;
}

/** The `webContents` of windows that are open, oldest first. */
export const hostedPages: HostedPage[] = [];

/** Files the test lets a page drop. */
export const droppableFiles: DroppableFile[] = [];

/** Everything a test may ask the stand-in about, newest last. */
export const recorded = {
  windows: [] as object[],
  privilegedSchemes: [] as object[],
  menuLabels: [] as string[],
  openedDialogs: [] as object[],
  openedExternally: [] as string[],
  commandLine: [] as string[],
  partitions: [] as string[],
  utilityProcesses: [] as object[],
  calls: [] as string[],
  loginItems: [] as object[],
  /** Options of `print` and `printToPDF`. */
  printed: [] as object[],
};

/** Emits `changed` whenever a page connected or `recorded` grew. */
export const standInEvents = new EventEmitter();
