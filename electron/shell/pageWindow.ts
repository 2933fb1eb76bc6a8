/** The one window: a sandboxed page with nothing but the preload's bridge. */
import { join } from "node:path";
import { BrowserWindow, nativeTheme, type Session } from "electron";
import type { AppEvent } from "../../shared/contract.ts";
import { pageUrl } from "./appAddress.ts";
import { leastWindow, placementOf } from "./compactWindow.ts";
import { guardNavigation } from "./navigationGuards.ts";
import type { ShellSettings } from "./shellSettings.ts";

interface Options {
  readonly session: Session;
  /** Folder with `preload.cjs`. */
  readonly programFolder: string;
  /** Allows the developer tools; never in a packaged application. */
  readonly isDevelopment: boolean;
  readonly remembered: ShellSettings["window"];
  /** Asked first; the window stays open if not. */
  readonly mayClose: () => Promise<boolean>;
  /** Runs before the window goes; it is closed when the promise settles. */
  readonly beforeClose: () => Promise<void>;
  /** Hears that the page's process ended by itself; the page is loaded again. */
  readonly onCrashed: () => void;
  /** Hears that whatever the page was doing is over: its process is gone, or the page was loaded anew. */
  readonly onPageLost: () => void;
  /** Hears the window's position and size when it closes. */
  readonly onClosing: (window: NonNullable<ShellSettings["window"]>) => void;
}

/** Ground colours of the page, shown until it has drawn itself. */
const groundColours = { light: "#f7f5f1", dark: "#15191b" } as const;

/** Windows whose page is being ended on purpose. */
const renewing = new WeakSet<BrowserWindow>();

/** A page that crashes again within this time is left alone. */
const crashPauseMs = 10_000;

/** Opens the window and loads the page. */
export function openPageWindow(options: Options): BrowserWindow {
  const window = new BrowserWindow({
    width: 1280,
    height: 860,
    ...options.remembered?.bounds,
    minWidth: leastWindow.width,
    minHeight: leastWindow.height,
    show: false,
    title: "Lyhörd",
    backgroundColor: nativeTheme.shouldUseDarkColors ? groundColours.dark : groundColours.light,
    webPreferences: {
      preload: join(options.programFolder, "preload.cjs"),
      session: options.session,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webviewTag: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
      devTools: options.isDevelopment,
      navigateOnDragDrop: false,
      spellcheck: false,
      // Autosave, the idle lock and a recording must run while the window is behind others, or minimised.
      backgroundThrottling: false,
    },
  });
  guardNavigation(window.webContents);
  // Titles are read by task bars, screenshots and other programs: it is always the name of the application.
  window.on("page-title-updated", (event) => event.preventDefault());
  window.once("ready-to-show", () => {
    if (options.remembered?.isMaximized === true) window.maximize();
    window.show();
  });
  closeWhenReady(window, options);
  reloadWhenCrashed(window, options);
  void window.loadURL(pageUrl);
  return window;
}

/** Sends an event to the page; nothing happens if the window is gone. */
export function sendEvent(window: BrowserWindow | undefined, event: AppEvent): void {
  if (window !== undefined && !window.isDestroyed()) window.webContents.send("lyhord:event", event);
}

/** Ends the page's process with all that is in its memory, and loads the page in a new one. */
export function renewPage(window: BrowserWindow): void {
  if (window.isDestroyed()) return;
  if (!window.webContents.isCrashed()) {
    renewing.add(window);
    window.webContents.forcefullyCrashRenderer();
  }
  // Directly after a crash, `reload` takes a new process.
  window.webContents.reload();
}

function closeWhenReady(window: BrowserWindow, { mayClose, beforeClose, onClosing }: Options): void {
  let phase: "open" | "asking" | "closing" = "open";
  const close = async () => {
    phase = "asking";
    // Whoever cannot be asked is not held back.
    const isWanted = await mayClose().catch(() => true);
    if (!isWanted || window.isDestroyed()) {
      phase = "open";
      return;
    }
    phase = "closing";
    onClosing(placementOf(window));
    await beforeClose().finally(() => window.destroy());
  };
  window.on("close", (event) => {
    event.preventDefault();
    if (phase === "open") void close();
  });
}

function reloadWhenCrashed(window: BrowserWindow, { onCrashed, onPageLost }: Options): void {
  let lastCrash = Number.NEGATIVE_INFINITY;
  window.webContents.on("did-navigate", onPageLost);
  window.webContents.on("render-process-gone", () => {
    onPageLost();
    if (renewing.delete(window) || window.isDestroyed()) return;
    onCrashed();
    const now = performance.now();
    if (now - lastCrash > crashPauseMs) window.webContents.reload();
    lastCrash = now;
  });
}
