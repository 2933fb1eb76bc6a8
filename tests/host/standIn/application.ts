/** `app`: life cycle, paths and the single-instance lock. */
import { EventEmitter } from "node:events";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { openWindows } from "./browserWindow.ts";
import { recorded, standInEvents, standInOptions } from "./standInState.ts";
import { stopServer } from "./webServer.ts";

const mainScript = resolve(process.argv[1] ?? ".");
const appRoot = resolve(process.env.LYHORD_STAND_IN_APP_ROOT ?? join(dirname(mainScript), "../.."));

class App extends EventEmitter {
  readonly isPackaged = process.env.LYHORD_STAND_IN_PACKAGED === "1";
  readonly dock = undefined;
  readonly #ready = new Promise<void>((ready) => setImmediate(ready)).then(() => {
    this.emit("ready", {}, {});
  });
  readonly #paths = new Map<string, string>([
    ["userData", join(tmpdir(), "lyhord-stand-in")],
    ["temp", tmpdir()],
    ["home", homedir()],
  ]);
  #lockPath: string | undefined;
  #isQuitting = false;

  readonly commandLine = {
    appendSwitch(name: string, value?: string) {
      recorded.commandLine.push(value === undefined ? name : `${name}=${value}`);
    },
  };

  whenReady(): Promise<void> {
    return this.#ready;
  }

  isReady(): boolean {
    return true;
  }

  getName(): string {
    return "lyhord";
  }

  setName(): void {}

  setAppUserModelId(): void {}

  enableSandbox(): void {
    recorded.calls.push("app.enableSandbox");
  }

  getVersion(): string {
    return (JSON.parse(readFileSync(join(appRoot, "package.json"), "utf8")) as { version: string }).version;
  }

  getAppPath(): string {
    return appRoot;
  }

  getPath(name: string): string {
    const path = this.#paths.get(name);
    if (path === undefined) throw new Error(`Failed to get '${name}' path`);
    return path;
  }

  setPath(name: string, path: string): void {
    this.#paths.set(name, path);
  }

  getPreferredSystemLanguages(): string[] {
    const language = process.env.LYHORD_STAND_IN_LANGUAGE ?? process.env.LANG ?? "en";
    return [language.replace(/[._].*$/, "")];
  }

  getLocale(): string {
    return this.getPreferredSystemLanguages()[0] ?? "en";
  }

  /** Linux has no login items of this kind. */
  getLoginItemSettings() {
    return { openAtLogin: false, wasOpenedAtLogin: false, executableWillLaunchAtLogin: false };
  }

  setLoginItemSettings(settings: object): void {
    recorded.loginItems.push(settings);
  }

  /** One lock per user-data folder, held by a file with the holder's process id. */
  requestSingleInstanceLock(): boolean {
    const path = join(this.getPath("userData"), "stand-in.lock");
    mkdirSync(dirname(path), { recursive: true });
    if (isHeldByLivingProcess(path)) return false;
    writeFileSync(path, String(process.pid));
    this.#lockPath = path;
    return true;
  }

  quit(): void {
    if (this.#isQuitting && openWindows.length > 0) return;
    this.#isQuitting = true;
    this.emit("before-quit", { preventDefault() {} });
    for (const window of [...openWindows]) window.close();
    if (openWindows.length === 0) this.exit(0);
    // As in Electron, a window that stays open calls the quitting off.
    else this.#isQuitting = false;
  }

  exit(code = 0): void {
    this.emit("will-quit", { preventDefault() {} });
    if (this.#lockPath !== undefined) rmSync(this.#lockPath, { force: true });
    const { reportFile } = standInOptions;
    if (reportFile !== undefined) writeFileSync(reportFile, JSON.stringify(recorded));
    stopServer();
    // Leaves a moment for what the application still writes, such as its last log line.
    setImmediate(() => process.exit(code));
  }
}

function isHeldByLivingProcess(path: string): boolean {
  try {
    process.kill(Number(readFileSync(path, "utf8")), 0);
    return true;
  } catch {
    return false;
  }
}

/** The one instance, as in Electron. */
export const app = new App();

standInEvents.on("window-all-closed", () => {
  if (!app.emit("window-all-closed")) app.quit();
});
