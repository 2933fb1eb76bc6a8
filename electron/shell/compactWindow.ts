/** The one window made small and put above all others, and back exactly as it was. */
import { type BrowserWindow, type Rectangle, screen } from "electron";
import type { ShellSettings } from "./shellSettings.ts";

/** The smallest the window may be made, in display points. */
export const leastWindow = { width: 640, height: 480 } as const;

/** Size of the page while compact, in display points. */
const compactSize = { width: 360, height: 150 } as const;
const leastCompact = { width: 280, height: 120 } as const;
/** Between the compact window and the edges of the display. */
const marginPoints = 24;

interface Former {
  readonly bounds: Rectangle;
  readonly isMaximized: boolean;
  readonly isFullScreen: boolean;
}

/** How windows were that are compact now. */
const formers = new WeakMap<BrowserWindow, Former>();

/** Makes the window compact, or lets it be as it was; nothing happens if it is so already. */
export function setCompact(window: BrowserWindow, isCompact: boolean): void {
  if (window.isDestroyed() || formers.has(window) === isCompact) return;
  if (isCompact) makeCompact(window);
  else restore(window);
}

/** Where the window is when it is not compact, to be remembered. */
export function placementOf(window: BrowserWindow): NonNullable<ShellSettings["window"]> {
  const { bounds, isMaximized } = formers.get(window) ?? presentState(window);
  return { bounds, isMaximized };
}

function presentState(window: BrowserWindow): Former {
  return {
    bounds: window.getNormalBounds(),
    isMaximized: window.isMaximized(),
    isFullScreen: window.isFullScreen(),
  };
}

function makeCompact(window: BrowserWindow): void {
  const former = presentState(window);
  formers.set(window, former);
  if (former.isFullScreen) {
    // macOS takes its time, and moves no window meanwhile.
    window.once("leave-full-screen", () => {
      if (formers.has(window)) shrink(window);
    });
    window.setFullScreen(false);
    return;
  }
  if (former.isMaximized) window.unmaximize();
  shrink(window);
}

/** Into the upper right corner of the display it is on. */
function shrink(window: BrowserWindow): void {
  const { workArea } = screen.getDisplayMatching(window.getBounds());
  window.setMinimumSize(leastCompact.width, leastCompact.height);
  window.setMenuBarVisibility(false);
  window.setContentSize(compactSize.width, compactSize.height);
  const { width } = window.getBounds();
  window.setPosition(workArea.x + workArea.width - width - marginPoints, workArea.y + marginPoints);
  window.setAlwaysOnTop(true, "floating");
}

function restore(window: BrowserWindow): void {
  const former = formers.get(window);
  if (former === undefined) return;
  formers.delete(window);
  window.setAlwaysOnTop(false);
  window.setMenuBarVisibility(true);
  window.setBounds(former.bounds);
  window.setMinimumSize(leastWindow.width, leastWindow.height);
  if (former.isMaximized) window.maximize();
  if (former.isFullScreen) window.setFullScreen(true);
}
