/** `test` for end-to-end journeys: a fresh application and its page. */
import { rm } from "node:fs/promises";
import { test as base, type Page } from "@playwright/test";
import { type LaunchedApplication, type LaunchOptions, launchApplication } from "../host/launch.ts";

/** What each test gets. */
export interface Fixtures {
  /** How to start the application; set with `test.use({ startOptions: { … } })`. */
  startOptions: LaunchOptions;
  application: LaunchedApplication;
  /** The application's window. */
  page: Page;
}

/** Playwright's `test`, where `page` is the window of a freshly started Lyhörd. */
export const test = base.extend<Fixtures>({
  startOptions: [{}, { option: true }],
  application: async ({ startOptions }, use, testInfo) => {
    const application = await launchApplication(startOptions);
    testInfo.annotations.push({ type: "host", description: application.host });
    await use(application);
    await application.close();
    if (startOptions.home === undefined) await rm(application.home, { recursive: true, force: true });
  },
  page: async ({ application, context }, use) => {
    await use(await application.openPage(context));
    // While there is a page: without one the shell would wait for it to save.
    await application.close();
  },
});

export { expect } from "@playwright/test";
