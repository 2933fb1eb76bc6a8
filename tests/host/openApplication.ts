/** Opens the built application for a person: Electron, or the stand-in in a Chromium window of its own. */
import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import { join } from "node:path";
import { applicationEntries } from "../../vite.config.ts";
import { chromiumAdvice, findChromium, isRootOnLinux } from "../support/findChromium.ts";
import { installedElectron } from "./installedElectron.ts";
import { launchStandIn } from "./launchStandIn.ts";

/** A running application that a person looks at. */
export interface OpenedApplication {
  /** Resolves with the exit code when it has ended. */
  readonly ended: Promise<number | null>;
  close(): void;
}

/** Opens what there is, and says in one sentence what that is. */
export async function openApplication(): Promise<OpenedApplication> {
  if (isRootOnLinux) console.log("You are root: the browser's sandbox is turned off (--no-sandbox).");
  const electron = installedElectron();
  return electron === undefined ? openStandIn() : openElectron(electron);
}

function openElectron(binary: string): OpenedApplication {
  console.log("Lyhörd opens in Electron.");
  const program = join(applicationEntries.outFolder, "../");
  const child = spawn(binary, [...(isRootOnLinux ? ["--no-sandbox"] : []), program], { stdio: "inherit" });
  return { ended: endOf(child), close: () => void child.kill() };
}

async function openStandIn(): Promise<OpenedApplication> {
  const standIn = await launchStandIn({
    home: process.env.LYHORD_HOME ?? defaultHome(),
    outFolder: applicationEntries.outFolder,
    language: systemLanguageTag(),
    interactive: true,
  });
  const address = await standIn.address();
  const hasDisplay =
    process.platform !== "linux" ||
    process.env.DISPLAY !== undefined ||
    process.env.WAYLAND_DISPLAY !== undefined;
  const chromium = findChromium();
  if (hasDisplay && chromium !== undefined) {
    console.log(
      "Electron could not be fetched: Lyhörd opens in a Chromium window, run by the stand-in of tests/host.",
    );
    const window = openWindow(chromium, address, () => void standIn.close());
    void standIn.ended.then(() => window.kill());
  } else {
    if (chromium === undefined) console.log(chromiumAdvice);
    console.log(
      "Electron could not be fetched and there is no display: Lyhörd is run by the stand-in of tests/host.",
    );
    console.log(`Open this address in Chromium (Ctrl-C ends):\n${address}`);
  }
  process.once("SIGINT", () => void standIn.close());
  process.once("SIGTERM", () => void standIn.close());
  return { ended: standIn.ended, close: () => void standIn.close() };
}

/** A window without an address bar, with a profile that is thrown away. */
function openWindow(chromium: string, address: string, onClosed: () => void): ChildProcess {
  const profile = mkdtempSync(join(tmpdir(), "lyhord-window-"));
  const child = spawn(
    chromium,
    [
      ...(isRootOnLinux ? ["--no-sandbox"] : []),
      `--app=${address}`,
      `--user-data-dir=${profile}`,
      "--incognito",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
      // A browser that offers to translate would send what is on the page away.
      "--disable-features=Translate",
    ],
    { stdio: "ignore" },
  );
  void endOf(child).then(() => {
    rmSync(profile, { recursive: true, force: true, maxRetries: 3 });
    onClosed();
  });
  return child;
}

function endOf(child: ChildProcess): Promise<number | null> {
  return new Promise((resolve) => {
    child.once("exit", resolve);
    child.once("error", () => resolve(1));
  });
}

/** Where Electron would keep the data of an application of this name. */
function defaultHome(): string {
  if (process.platform === "win32") return join(process.env.LOCALAPPDATA ?? homedir(), "lyhord");
  if (process.platform === "darwin") return join(homedir(), "Library/Application Support/lyhord");
  return join(process.env.XDG_CONFIG_HOME ?? join(homedir(), ".config"), "lyhord");
}

function systemLanguageTag(): string {
  return new Intl.DateTimeFormat().resolvedOptions().locale;
}
