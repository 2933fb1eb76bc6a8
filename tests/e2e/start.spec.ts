/** The first thing a person sees, in the language of their computer. */
import { expect, test } from "../support/applicationTest.ts";

const greetings = [
  ["sv-SE", "sv", "Välkommen till Lyhörd"],
  ["nb-NO", "nb", "Velkommen til Lyhörd"],
  ["da-DK", "da", "Velkommen til Lyhörd"],
  ["en-GB", "en", "Welcome to Lyhörd"],
] as const;

for (const [tag, language, greeting] of greetings) {
  test.describe(`on a computer that speaks ${tag}`, () => {
    test.use({ startOptions: { language: tag } });

    test("Lyhörd greets in that language, and nothing is asked of the network", async ({
      page,
      application,
    }) => {
      const asked: string[] = [];
      page.on("request", (request) => asked.push(request.url()));
      await page.reload();
      await expect(page.getByRole("heading", { name: greeting })).toBeVisible();
      await expect(page.locator("html")).toHaveAttribute("lang", language);
      // A browser that offered to translate the page would send it away.
      await expect(page.locator("html")).toHaveAttribute("translate", "no");
      const origin = new URL(page.url()).host;
      expect(asked.filter((url) => !url.startsWith("data:") && new URL(url).host !== origin)).toEqual([]);
      expect(asked.length).toBeGreaterThan(2);
      expect(["electron", "stand-in"]).toContain(application.host);
    });
  });
}
