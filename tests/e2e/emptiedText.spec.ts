/** A text is taken out row by row, as somebody asked, and then the whole conversation is erased: nothing leads back. */
import { expect, test } from "../support/applicationTest.ts";
import { ask } from "./steps/ask.ts";
import { localDate, quickConversation, quickVault } from "./steps/quickVault.ts";
import { textsOf } from "./steps/texts.ts";

test.use({ actionTimeout: 15_000 });

const t = textsOf("sv");
const title = "Skorna vid dörren";

test("a conversation whose rows were all taken out is not empty, and is erased whole", async ({
  application,
  page,
}) => {
  await quickVault(page);
  const participants = [{ name: "Anna", saidYesOn: localDate(0) }];
  const conversationId = await quickConversation(application, page, {
    permission: { kind: "role-play", title, participants },
    transcript: "talk.vtt",
  });
  const { version, segments } = await ask(page, "transcript.read", { conversationId });
  await ask(page, "transcript.apply", {
    conversationId,
    baseVersion: version,
    edits: segments.map((segment) => ({ kind: "remove-segment", segment })),
  });
  await page.reload();

  const row = page.getByRole("article", { name: title });
  await expect(row.getByText(t("library.fact.earlierText"))).toBeVisible();
  await row.getByRole("button", { name: t("library.menu.label", { title }) }).click();
  await expect(page.getByRole("menuitem", { name: t("library.menu.discard") })).toBeHidden();
  await page.getByRole("menuitem", { name: t("library.menu.erase") }).click();
  const dialog = page.getByRole("dialog", { name: t("erasure.now.title") });
  const transcript = dialog.getByRole("checkbox", { name: t("erasure.category.transcript") });
  await expect(transcript).toBeChecked();
  await expect(transcript).toHaveAccessibleDescription(t("erasure.now.earlierText"));
  await dialog.getByRole("textbox").fill(title);
  await dialog.getByRole("button", { name: t("erasure.now.eraseWhole") }).click();
  await expect(dialog).toBeHidden();

  await expect(row.getByText(t("library.fact.earlierText"))).toBeHidden();
  const { present } = await ask(page, "conversation.read", { conversationId });
  const done = await ask(page, "erasure.done", {});
  expect([present, done.map(({ category }) => category)]).toEqual([[], ["transcript"]]);
});
