/** The size of the page: whoever drives Chromium sets it; in a person's window the page resizes itself. */
import { standInOptions } from "./standInState.ts";
import { postToPages } from "./webServer.ts";

/** What the stand-in tells its launcher; `as-before`: as it was before the first size. */
export interface PageSizing {
  readonly pageSize: { readonly width: number; readonly height: number } | "as-before";
}

/** Has the page shown in a size. */
export function sizePage(pageSize: PageSizing["pageSize"]): void {
  if (standInOptions.interactive) postToPages({ type: "resize", size: pageSize });
  else if (process.connected) process.send?.({ pageSize } satisfies PageSizing);
}
