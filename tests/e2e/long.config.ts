/** Journeys too long for every run: `npx playwright test -c tests/e2e/long.config.ts`, once `vite build` has run. */
import { defineConfig } from "@playwright/test";
import config from "./playwright.config.ts";

export default defineConfig({ ...config, testMatch: "**/*.long.ts" });
