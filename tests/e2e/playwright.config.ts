/** End-to-end tests: journeys through the built application, in real Electron or under the stand-in. */
import { join } from "node:path";
import { defineConfig } from "@playwright/test";
import { chromiumTestFlags, requireChromium } from "../support/findChromium.ts";

// The vault process ends its days in the same zone as the page.
process.env.TZ = "Europe/Stockholm";

const outputFolder = join(import.meta.dirname, "../../test-results");

export default defineConfig({
  testDir: import.meta.dirname,
  testMatch: "**/*.spec.ts",
  outputDir: join(outputFolder, "artefacts"),
  timeout: 120_000,
  expect: { timeout: 15_000 },
  fullyParallel: false,
  workers: 2,
  retries: 0,
  forbidOnly: true,
  reporter: [["list"], ["json", { outputFile: join(outputFolder, "playwright.json") }]],
  use: {
    locale: "sv-SE",
    timezoneId: "Europe/Stockholm",
    viewport: { width: 1280, height: 860 },
    launchOptions: { executablePath: requireChromium(), args: [...chromiumTestFlags] },
    // An element that never comes is named at once, not when the whole test runs out of time.
    actionTimeout: 30_000,
    // Tracing takes a sixth of the time; to look at a journey that fails, run it with `--trace retain-on-failure`.
    trace: "off",
  },
});
