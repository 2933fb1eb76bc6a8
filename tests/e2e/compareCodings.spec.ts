/** Coders' work is compared: apart until all are done, then heard again and decided together, by keyboard. */
import type { OneCoder } from "../../shared/domain/coding.ts";
import { expect, test } from "../support/applicationTest.ts";
import { ask } from "./steps/ask.ts";
import { quickVault } from "./steps/quickVault.ts";
import { openConversation } from "./steps/review.ts";
import { beginCoding, codableConversation, finishCoding, hers, mine } from "./steps/twoCoders.ts";

test("what two coders heard differently is played, decided by keyboard and kept as a third coding", async ({
  application,
  page,
}) => {
  await quickVault(page);
  const conversationId = await codableConversation(application, page);
  await finishCoding(page, await beginCoding(page, conversationId, mine), mine);
  const second = await beginCoding(page, conversationId, hers);
  await openConversation(page, "Morgnarna");
  await page.getByRole("tab", { name: "Kodning" }).press("Enter");
  const compare = page.getByRole("button", { name: "Se var ni hörde olika" });
  await expect(
    page.getByRole("list", { name: "Kodningar av det här samtalet" }).getByRole("listitem"),
  ).toHaveCount(2);
  await expect(compare).toBeHidden();

  await finishCoding(page, second, hers);
  await compare.press("Enter");
  await expect(page.getByRole("heading", { name: "Här hörde vi olika", level: 1 })).toBeVisible();
  await expect(page.getByText("2 ställen av 5")).toBeVisible();
  const places = page.getByRole("region", { name: "Ställen" });
  const current = places.getByRole("listitem").and(page.locator("[aria-current]"));
  await expect(places.getByRole("listitem")).toHaveCount(2);
  await expect(places).not.toContainText("Anna");

  // Around the place stand the lines before and after it.
  await expect(current).toContainText("Jo, i tisdags faktiskt.");
  await expect(current).toContainText("Enkel reflektion");
  await expect(current).toContainText("Komplex reflektion");
  await page.keyboard.press("Space");
  await expect(current.getByRole("button", { name: "Stoppa" })).toBeVisible();
  await page.keyboard.press("ArrowDown");
  await expect(current).toContainText("Det är starkt att du gick ut ändå.");
  await page.keyboard.press("ArrowUp");

  await page.getByRole("button", { name: "Börja gemensam kodning" }).press("Enter");
  await expect(page.getByText("0 av 2 ställen avgjorda")).toBeVisible();
  await page.keyboard.press("3");
  await expect(page.getByText("1 av 2 ställen avgjorda")).toBeVisible();
  // Whoever goes away and comes back goes on from there.
  await page.getByRole("button", { name: "Tillbaka till samtalet" }).press("Enter");
  await compare.press("Enter");
  await expect(page.getByText("1 av 2 ställen avgjorda")).toBeVisible();
  await page.keyboard.press("ArrowDown");
  await expect(current).toContainText("Det är starkt");
  await page.keyboard.press("x");
  await expect(page.getByText("2 av 2 ställen avgjorda")).toBeVisible();
  await page.keyboard.press("Control+z");
  await expect(page.getByText("1 av 2 ställen avgjorda")).toBeVisible();
  await page.keyboard.press("4");
  await expect(page.getByText("2 av 2 ställen avgjorda")).toBeVisible();
  const empathy = page.getByRole("group", { name: "Empati: vad bestämmer ni?" });
  await empathy.getByRole("button", { name: "4" }).press("Enter");
  await page.getByRole("button", { name: "Klar med gemensam kodning" }).press("Enter");
  await expect(page.getByText("Er gemensamma kodning är klar.", { exact: false })).toBeVisible();
  // What is finished is not taken back by a key.
  await page.keyboard.press("Control+z");

  const listed = await ask(page, "coding.list", { conversationId });
  const consensus = listed.find(({ coder }) => coder.kind === "consensus");
  if (consensus === undefined) throw new Error("no consensus");
  const { units, ratings } = await ask(page, "coding.read", { codingId: consensus.id });
  expect({
    isFinished: consensus.finishedAt !== null,
    codes: units.filter(({ speaker }) => speaker === "practitioner").map(({ codes }) => codes.join()),
    empathy: ratings.empathy?.value,
  }).toEqual({ isFinished: true, codes: ["Q", "CR", "CR", "AF", "Q"], empathy: 4 });

  await page.getByRole("button", { name: "Kodarträning …" }).press("Enter");
  const training = page.getByRole("dialog", { name: "Kodarträning" });
  // Of 5: agreed 3; by chance (2·2 + 1·0 + 1·2 + 1·0 + 0·1) / 25.
  await expect(training).toContainText("0,47 – måttlig enligt Landis & Koch, 5 ställen");
  await expect(training).toContainText("60 % – 3 av 5 ställen");
  await expect(training).not.toContainText("Anna");
  await training.getByRole("checkbox", { name: "Alla som har kodat vill se namnen" }).press("Space");
  await expect(training).toContainText("Rader är du, kolumner Anna; 5 ställen.");
});

const coders: readonly OneCoder[] = [
  { kind: "owner" },
  { kind: "colleague", name: "Anna" },
  { kind: "colleague", name: "Berit" },
];

/** By conversation what each of the coders heard; in all but the first they nearly agree. */
const heardByThree = [
  ["Q SR CR AF Q", "Q CR CR NC Q", "Q SR CR AF GI"],
  ["Q SR NC NC NC", "Q SR NC NC NC", "Q SR NC NC NC"],
  ["NC SR NC SR NC", "NC SR NC SR NC", "NC SR NC SR NC"],
  ["Q Q SR NC Q", "Q Q SR NC Q", "Q Q SR NC Q"],
  ["Q Q Q NC Q", "Q Q Q NC Q", "Q Q GI NC Q"],
] as const;

test("three coders see two and two, how far all agree, and over five conversations what coincides", async ({
  application,
  page,
}) => {
  await quickVault(page);
  const codeByAll = async (at: number) => {
    const title = `Morgon ${at + 1}`;
    const conversationId = await codableConversation(application, page, { title, hasSound: false });
    for (const [index, coder] of coders.entries()) {
      const heard = { coder, codes: heardByThree[at]?.[index]?.split(" ") ?? [] };
      await finishCoding(page, await beginCoding(page, conversationId, heard), heard);
    }
  };
  for (const at of [0, 1, 2, 3]) await codeByAll(at);
  await openConversation(page, "Morgon 1");
  await page.getByRole("tab", { name: "Kodning" }).press("Enter");
  await page.getByRole("button", { name: "Se var ni hörde olika …" }).press("Enter");
  const choice = page.getByRole("dialog", { name: "Vilka kodningar vill ni jämföra?" });
  for (const checkbox of await choice.getByRole("checkbox").all()) await checkbox.press("Space");
  await choice.getByRole("button", { name: "Jämför" }).press("Enter");
  await expect(page.getByText("3 ställen av 5")).toBeVisible();

  const open = page.getByRole("button", { name: "Kodarträning …" });
  await open.press("Enter");
  const training = page.getByRole("dialog", { name: "Kodarträning" });
  await test.step("all together: Fleiss’ κ and where all hear alike", async () => {
    // Pairs that agree: (1 + 1/3 + 1 + 1/3 + 1/3) / 5; by chance (5² + 2² + 4² + 2² + 1 + 1) / 15².
    await expect(training.getByText("Fleiss κ", { exact: true })).toBeVisible();
    await expect(training).toContainText("0,48 – måttlig enligt Landis & Koch, 5 ställen");
    await expect(training).toContainText("40 % – 2 av 5 ställen");
  });

  await test.step("two and two, by arrow keys; named only once all agree to it", async () => {
    const matrix = training.getByRole("table", { name: /^Rader är/ });
    const pairs = training.getByRole("radiogroup", { name: "Vilka två" });
    const head = page.getByRole("rowheader", { name: "Enkel reflektion" });
    const simple = matrix.getByRole("row").filter({ has: head });
    await expect(pairs.getByRole("radio", { name: "Par 1" })).toBeChecked();
    // Once the one heard SR where the other heard CR, in the columns Q, SR, CR, AF, NC.
    await expect(simple.getByRole("cell")).toHaveText(["0", "0", "1", "0", "0"]);
    await pairs.getByRole("radio", { name: "Par 1" }).press("ArrowRight");
    await expect(pairs.getByRole("radio", { name: "Par 2" })).toBeChecked();
    // Both heard it, in the columns Q, SR, CR, AF, GI.
    await expect(simple.getByRole("cell")).toHaveText(["0", "1", "0", "0", "0"]);
    await expect(training).not.toContainText(/Anna|Berit/);
    await training.getByRole("checkbox", { name: "Alla som har kodat vill se namnen" }).press("Space");
    await expect(matrix).toHaveAccessibleName("Rader är du, kolumner Berit; 5 ställen.");
    await pairs.getByRole("radio", { name: "du – Berit" }).press("ArrowRight");
    await expect(pairs.getByRole("radio", { name: "Anna – Berit" })).toBeChecked();
    await expect(matrix).toHaveAccessibleName("Rader är Anna, kolumner Berit; 5 ställen.");
  });

  await test.step("over conversations only from the fifth on, with how many each value rests on", async () => {
    const over = training.getByRole("table", { name: /^ICC\(2,1\)/ });
    await expect(training).toContainText(
      "ICC räknas ut när ni har kodat 5 samtal med samma schema. Nu är det 4.",
    );
    await expect(over).toBeHidden();
    await page.keyboard.press("Escape");
    await expect(training).toBeHidden();
    await codeByAll(4);
    await open.press("Enter");
    await expect(over).toHaveAccessibleName("ICC(2,1) över 5 samtal, med ord enligt Cicchetti.");
    const row = (name: string) => over.getByRole("row").filter({ hasText: new RegExp(`^${name}`) });
    await expect(row("Fråga")).toHaveText("Fråga0,94utmärktn = 5");
    await expect(row("Bekräfta")).toHaveText("Bekräfta0,5skaplign = 5");
    await expect(row("Information")).toHaveText("Information0svagn = 5");
    await expect(row("Övertala med")).toHaveText("Övertala med tillstånd–n = 5");
    // In one of them nobody asked anything.
    await expect(row("Reflektioner per fråga")).toHaveText("Reflektioner per fråga–n = 4");
    await expect(training).not.toContainText(/Anna|Berit/);
  });
});
