/** Starts the built application under the stand-in, with commands over a child process's message channel. */
import { type ChildProcess, fork } from "node:child_process";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Page } from "@playwright/test";
import { dropOn } from "./dropOn.ts";
import type { LaunchedApplication, LaunchOptions } from "./launch.ts";
import type { Command, Reply } from "./standIn/control.ts";
import type { MadePdf, PdfWish } from "./standIn/printer.ts";
import type { PageSizing } from "./standIn/windowSize.ts";

/** The stand-in also answers what only its own tests ask. */
export interface StandIn extends LaunchedApplication {
  /** Address of the page as it is now; it changes with every lock. */
  address(): Promise<string>;
  command(command: Command): Promise<unknown>;
  /** Resolves with the exit code when the application has ended. */
  readonly ended: Promise<number | null>;
}

interface StandInOptions extends LaunchOptions {
  readonly home: string;
  readonly outFolder: string;
  readonly language: string;
  /** Dialogs and unknown dropped files are asked for in the page: a person runs it. */
  readonly interactive?: boolean;
  /** Arguments of the command line. */
  readonly args?: readonly string[];
  /** Runs before there is a window. */
  readonly whileStarting?: (command: StandIn["command"]) => Promise<void>;
  /** Variables besides those of this process. */
  readonly environment?: Readonly<Record<string, string>>;
}

const register = new URL("./standIn/register.ts", import.meta.url).href;
const shiftClock = new URL("./shiftClock.ts", import.meta.url).href;

/**
 * Starts the stand-in; resolves when the window has its address.
 *
 * @throws Error if the application ends before, as a second instance does
 */
export async function launchStandIn(options: StandInOptions): Promise<StandIn> {
  const child = startStandIn(options);
  const ended = new Promise<number | null>((resolve) => child.once("exit", resolve));
  const command = commandsTo(child, ended);
  const openedPages: Page[] = [];
  const resize = sizingOf(openedPages);
  child.on("message", (message: object) => {
    if ("pdfWish" in message) void printFor(child, message as PdfWish, openedPages);
    if ("pageSize" in message) void resize((message as PageSizing).pageSize);
  });
  const address = async () => (await command({ kind: "address" })) as string;
  const end = async (deed: () => unknown) => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    await deed();
    await ended;
  };
  await options.whileStarting?.(command);
  await address();

  return {
    host: "stand-in",
    home: options.home,
    address,
    command,
    ended,
    async openPage(context) {
      const page = await context.newPage();
      await page.goto(await address());
      openedPages.push(page);
      return page;
    },
    answerDialog: async (answer) => void (await command({ kind: "answerDialog", answer })),
    answerQuestion: async (button) => void (await command({ kind: "answerQuestion", button })),
    async dropFiles(page: Page, selector, paths) {
      await command({ kind: "offerDrop", paths });
      await dropOn(page, selector, paths);
    },
    emitPower: async (event) => void (await command({ kind: "emitPower", event })),
    // A process that never started has ended before this.
    mainPid: child.pid ?? 0,
    vaultPid: async () => (await command({ kind: "vaultPid" })) as number,
    killVaultProcess: async () => void (await command({ kind: "killVaultProcess" })),
    kill: () => end(() => child.kill("SIGKILL")),
    close: () => end(() => command({ kind: "quit" }).catch(() => undefined)),
  };
}

/** Resizes the page that is open; the size it had before the first time is kept for `as-before`. */
function sizingOf(pages: readonly Page[]): (size: PageSizing["pageSize"]) => Promise<void> {
  let before: ReturnType<Page["viewportSize"]> = null;
  return async (size) => {
    const page = pages.findLast((opened) => !opened.isClosed());
    if (page === undefined) return;
    const wanted = size === "as-before" ? before : size;
    before = size === "as-before" ? null : (before ?? page.viewportSize());
    // A page that goes away meanwhile needs no size.
    if (wanted !== null) await page.setViewportSize(wanted).catch(() => {});
  };
}

/** Makes the PDF that the application asked for; Chromium and Electron name a few options differently. */
async function printFor(child: ChildProcess, { pdfWish, options }: PdfWish, pages: readonly Page[]) {
  const given = options as { readonly pageSize?: string; readonly generateTaggedPDF?: boolean };
  let made: MadePdf;
  const page = pages.findLast((opened) => !opened.isClosed());
  try {
    if (page === undefined) throw new Error("no page is open");
    const bytes = await page.pdf({
      format: given.pageSize ?? "Letter",
      tagged: given.generateTaggedPDF ?? false,
      ...options,
    });
    made = { madePdf: pdfWish, bytes };
  } catch (error) {
    made = { madePdf: pdfWish, error: String(error) };
  }
  if (child.connected) child.send(made);
}

/** Starts the process, without waiting for a window. */
export function startStandIn(options: StandInOptions): ChildProcess {
  const clockImports = options.clockOffsetFile === undefined ? [] : [shiftClock];
  return fork(join(options.outFolder, "electron/main.js"), [...(options.args ?? [])], {
    execArgv: [
      // The page's shim has its types stripped by an experimental function of Node.
      "--disable-warning=ExperimentalWarning",
      ...[...clockImports, register].flatMap((url) => ["--import", url]),
    ],
    serialization: "advanced",
    stdio: ["ignore", "inherit", "inherit", "ipc"],
    env: {
      ...process.env,
      LYHORD_HOME: options.home,
      LYHORD_STAND_IN_APP_ROOT: fileURLToPath(new URL("../..", import.meta.url)),
      LYHORD_STAND_IN_LANGUAGE: options.language,
      LYHORD_STAND_IN_IMPORTS: JSON.stringify(clockImports),
      LYHORD_STAND_IN_SECRET_STORE: options.secretStore ?? "",
      LYHORD_STAND_IN_INTERACTIVE: options.interactive === true ? "1" : "0",
      ...options.environment,
      ...(options.clockOffsetFile === undefined ? {} : { LYHORD_TEST_CLOCK: options.clockOffsetFile }),
    },
  });
}

function commandsTo(child: ChildProcess, ended: Promise<number | null>) {
  const open = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>();
  let nextId = 1;
  child.on("message", (message: object) => {
    if (!("id" in message)) return;
    const { id, value, error } = message as Reply;
    const waiting = open.get(id);
    open.delete(id);
    if (error === undefined) waiting?.resolve(value);
    else waiting?.reject(new Error(error));
  });
  void ended.then((code) => {
    for (const { reject } of open.values()) reject(new Error(`the stand-in ended with ${code}`));
    open.clear();
  });
  return (command: Command) =>
    new Promise<unknown>((resolve, reject) => {
      const id = nextId++;
      open.set(id, { resolve, reject });
      child.send({ id, command }, (error) => {
        if (error !== null) reject(error);
      });
    });
}
