import fs from "node:fs";
import { test } from "../support/applicationTest.ts";
import { walkThroughEverything } from "./steps/screenTour.ts";
import { textsOf } from "./steps/texts.ts";

test.use({
  trace: "off",
  viewport: { width: 1280, height: 860 },
  contextOptions: { reducedMotion: "reduce" },
});
test("shots", async ({ application, page }) => {
  test.setTimeout(900_000);
  fs.mkdirSync("/tmp/shots", { recursive: true });
  let n = 0;
  await walkThroughEverything({
    application,
    page,
    t: textsOf("sv"),
    async look(screen) {
      n += 1;
      const name = `${String(n).padStart(2, "0")}-${screen.replace(/[^a-z0-9]+/gi, "-")}`;
      await page.emulateMedia({ colorScheme: "light" });
      await page.screenshot({ path: `/tmp/shots/${name}.png` });
      await page.setViewportSize({ width: 1024, height: 700 });
      await page.emulateMedia({ colorScheme: "dark" });
      await page.screenshot({ path: `/tmp/shots/${name}-dark.png` });
      await page.emulateMedia({ colorScheme: "light" });
      await page.setViewportSize({ width: 1280, height: 860 });
    },
  });
});
