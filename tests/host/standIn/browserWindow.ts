/** `BrowserWindow` and its `webContents`: a window is a page that Chromium loads from the stand-in's web server. */
import { EventEmitter } from "node:events";
import { makePdf } from "./printer.ts";
import { type Session, session } from "./session.ts";
import { hostedPages, type PageGeneration, recorded, standInEvents, standInOptions } from "./standInState.ts";
import { addressOf, closePages, postToPages } from "./webServer.ts";
import { sizePage } from "./windowSize.ts";

interface Bounds {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

interface WindowOptions extends Partial<Bounds> {
  readonly show?: boolean;
  readonly webPreferences?: {
    readonly preload?: string;
    readonly session?: Session;
    readonly partition?: string;
  };
}

type OpenHandler = (details: { url: string }) => { action: "deny" | "allow" };

class WebContents extends EventEmitter {
  readonly id: number;
  readonly session: Session;
  readonly preloadPath: string | undefined;
  /** Rises when the renderer is crashed; each generation is served from another host, hence another process. */
  readonly generation: PageGeneration = { number: 1 };
  windowOpenHandler: OpenHandler | undefined;
  #url = "";
  #destroyed = false;

  constructor(id: number, options: WindowOptions) {
    super();
    this.id = id;
    const preferences = options.webPreferences ?? {};
    this.session =
      preferences.session ??
      (preferences.partition === undefined
        ? session.defaultSession
        : session.fromPartition(preferences.partition));
    this.preloadPath = preferences.preload;
  }

  setWindowOpenHandler(handler: OpenHandler): void {
    this.windowOpenHandler = handler;
  }

  send(channel: string, ...args: unknown[]): void {
    if (this.#destroyed) throw new TypeError("Object has been destroyed");
    postToPages({ type: "event", channel, args });
  }

  async loadURL(url: string): Promise<void> {
    this.#url = url;
    standInEvents.emit("changed");
    postToPages({ type: "navigate", url: await addressOf(url, this.generation) });
  }

  getURL(): string {
    return this.#url;
  }

  /** The old renderer gets nothing any more; it is left when the page is told to navigate by `reload`. */
  forcefullyCrashRenderer(): void {
    recorded.calls.push("webContents.forcefullyCrashRenderer");
    this.generation.number += 1;
    this.emit("render-process-gone", {}, { reason: "killed", exitCode: 9 });
  }

  isCrashed(): boolean {
    return false;
  }

  reload(): void {
    recorded.calls.push("webContents.reload");
    void addressOf(this.#url, this.generation).then((url) => postToPages({ type: "navigate", url }));
  }

  /** There is no printer: what was asked for is recorded, and counts as printed. */
  print(options: object, callback?: (isPrinted: boolean, failureReason: string) => void): void {
    recorded.printed.push(structuredClone(options));
    if (standInOptions.interactive) postToPages({ type: "print" });
    setImmediate(() => callback?.(true, ""));
  }

  printToPDF(options: object): Promise<Buffer> {
    recorded.printed.push(structuredClone(options));
    return makePdf(options);
  }

  setVisualZoomLevelLimits(): Promise<void> {
    return Promise.resolve();
  }

  isDestroyed(): boolean {
    return this.#destroyed;
  }

  openDevTools(): void {}

  markDestroyed(): void {
    this.#destroyed = true;
  }
}

/** Windows that have not been destroyed, oldest first. */
export const openWindows: BrowserWindow[] = [];

/** The class of the module. */
export class BrowserWindow extends EventEmitter {
  static getAllWindows(): BrowserWindow[] {
    return [...openWindows];
  }

  static getFocusedWindow(): BrowserWindow | null {
    return openWindows[0] ?? null;
  }

  static fromWebContents(contents: WebContents): BrowserWindow | null {
    return openWindows.find((window) => window.webContents === contents) ?? null;
  }

  readonly id = recorded.windows.length + 1;
  readonly webContents: WebContents;
  #bounds: Bounds;
  #visible: boolean;
  #isMaximized = false;
  #isFullScreen = false;

  constructor(options: WindowOptions = {}) {
    super();
    this.webContents = new WebContents(this.id, options);
    const { session: _, ...preferences } = options.webPreferences ?? {};
    recorded.windows.push(
      structuredClone({
        ...options,
        webPreferences: { ...preferences, partition: this.webContents.session.partition },
      }),
    );
    this.#bounds = {
      x: options.x ?? 0,
      y: options.y ?? 0,
      width: options.width ?? 800,
      height: options.height ?? 600,
    };
    this.#visible = options.show ?? true;
    openWindows.push(this);
    hostedPages.push(this.webContents);
    standInEvents.once("page-connected", () => this.emit("ready-to-show"));
  }

  loadURL(url: string): Promise<void> {
    return this.webContents.loadURL(url);
  }

  getNormalBounds(): Bounds {
    return this.#bounds;
  }

  getBounds(): Bounds {
    return this.#bounds;
  }

  setBounds(bounds: Bounds): void {
    recorded.calls.push(`window.setBounds:${JSON.stringify(bounds)}`);
    this.#bounds = bounds;
    sizePage("as-before");
    this.emit("resize");
  }

  /** There is no frame around the page. */
  setContentSize(width: number, height: number): void {
    recorded.calls.push(`window.setContentSize:${width}x${height}`);
    this.#bounds = { ...this.#bounds, width, height };
    sizePage({ width, height });
    this.emit("resize");
  }

  setPosition(x: number, y: number): void {
    recorded.calls.push(`window.setPosition:${x},${y}`);
    this.#bounds = { ...this.#bounds, x, y };
  }

  setMinimumSize(width: number, height: number): void {
    recorded.calls.push(`window.setMinimumSize:${width}x${height}`);
  }

  setAlwaysOnTop(isOnTop: boolean, level = "normal"): void {
    recorded.calls.push(`window.setAlwaysOnTop:${isOnTop ? level : "no"}`);
  }

  setMenuBarVisibility(isVisible: boolean): void {
    recorded.calls.push(`window.setMenuBarVisibility:${isVisible}`);
  }

  isMaximized(): boolean {
    return this.#isMaximized;
  }

  maximize(): void {
    recorded.calls.push("window.maximize");
    this.#isMaximized = true;
  }

  unmaximize(): void {
    recorded.calls.push("window.unmaximize");
    this.#isMaximized = false;
  }

  isFullScreen(): boolean {
    return this.#isFullScreen;
  }

  /** As on macOS, the window has not left yet when this returns. */
  setFullScreen(isWanted: boolean): void {
    recorded.calls.push(`window.setFullScreen:${isWanted}`);
    this.#isFullScreen = isWanted;
    setImmediate(() => this.emit(isWanted ? "enter-full-screen" : "leave-full-screen"));
  }

  isMinimized(): boolean {
    return false;
  }

  isVisible(): boolean {
    return this.#visible;
  }

  isDestroyed(): boolean {
    return !openWindows.includes(this);
  }

  restore(): void {
    recorded.calls.push("window.restore");
  }

  show(): void {
    this.#visible = true;
  }

  focus(): void {
    recorded.calls.push("window.focus");
  }

  setBackgroundColor(): void {}

  close(): void {
    let isPrevented = false;
    this.emit("close", { preventDefault: () => (isPrevented = true) });
    if (!isPrevented) this.destroy();
  }

  destroy(): void {
    if (this.isDestroyed()) return;
    openWindows.splice(openWindows.indexOf(this), 1);
    hostedPages.splice(hostedPages.indexOf(this.webContents), 1);
    this.webContents.markDestroyed();
    closePages();
    this.emit("closed");
    if (openWindows.length === 0) standInEvents.emit("window-all-closed");
  }
}
