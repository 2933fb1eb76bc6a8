/** The page stays where it is: no navigation, no redirect, no second window, no embedded page. */
import type { WebContents } from "electron";

/** Denies everything that would show another document in the window. */
export function guardNavigation(contents: WebContents): void {
  contents.on("will-navigate", (event) => event.preventDefault());
  contents.on("will-redirect", (event) => event.preventDefault());
  contents.on("will-frame-navigate", (event) => event.preventDefault());
  contents.on("will-attach-webview", (event) => event.preventDefault());
  contents.setWindowOpenHandler(() => ({ action: "deny" }));
}
