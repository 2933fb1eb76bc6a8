/** What Chromium must know about `app:` before anything is loaded from it. */
import { protocol } from "electron";

/** Registers the scheme; must run before the application is ready, and once. */
export function registerAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: "app", privileges: { standard: true, secure: true, stream: true, supportFetchAPI: true } },
  ]);
}
