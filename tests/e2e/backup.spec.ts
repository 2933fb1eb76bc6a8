/**
 * A backup is made, carried to another computer and restored with the recovery code; the vault here is erased, and the
 * one there is replaced by the backup once more.
 */
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { launchApplication } from "../host/launch.ts";
import { expect, test } from "../support/applicationTest.ts";
import { ask } from "./steps/ask.ts";
import { soundFiles } from "./steps/erasure.ts";
import { derivation, localDate, quickConversation, quickPassphrase, quickVault } from "./steps/quickVault.ts";
import { untilFocused } from "./steps/tabTo.ts";
import { textsOf } from "./steps/texts.ts";

test.use({ actionTimeout: 15_000 });
// A key is derived at full cost six times.
test.setTimeout(240_000);

const t = textsOf("sv");

test("a vault moves to another computer: text comes along, what was erased does not, and newer sound not unsaid", async ({
  application,
  page,
  context,
  startOptions,
}) => {
  const folder = await mkdtemp(join(tmpdir(), "lyhord-backup-"));
  const place = join(folder, "Provvalv.lyhordbackup");
  const recoveryCode = await quickVault(page);
  await quickConversation(application, page, {
    permission: {
      kind: "role-play",
      title: "Skorna vid dörren",
      participants: [{ name: "Anna", saidYesOn: localDate(0) }],
    },
    sound: "speech.ogg",
    transcript: "talk.vtt",
    note: "Här blev det tyst.",
  });
  await page.reload();

  await page.getByRole("button", { name: t("nav.settings"), exact: true }).click();
  await page.getByRole("button", { name: t("backup.move.open"), exact: true }).click();
  await expect(page.getByRole("checkbox", { name: t("backup.withSound") })).toBeChecked();
  await application.answerDialog([place]);
  await page.getByRole("button", { name: t("backup.make"), exact: true }).click();
  await expect(page.getByText("genomläst", { exact: false })).toBeVisible();
  const [conversation] = await ask(page, "conversation.list", {});
  if (conversation === undefined) throw new Error("the conversation is not there");
  await ask(page, "erasure.now", {
    conversationId: conversation.id,
    categories: ["sound", "notes"],
    typedTitle: "",
  });

  const { id: conversationId } = conversation;
  await ask(page, "hold.set", { conversationId, reason: "document-request", days: 5 });
  const erase = page.getByRole("button", { name: t("backup.erase.open"), exact: true });
  await erase.click();
  const dialog = page.getByRole("dialog", { name: t("backup.erase.title") });
  await expect(dialog.getByText(/^1 samtal har raderingsstopp/)).toBeVisible();
  await dialog.getByRole("button", { name: t("backup.erase.keep") }).click();
  await ask(page, "hold.end", { conversationId });

  await erase.click();
  await expect(dialog.getByText(t("backup.erase.records"))).toBeVisible();
  await expect(dialog.getByRole("button", { name: t("backup.erase.confirm") })).toBeDisabled();
  await dialog.getByRole("textbox").fill("Provvalv");
  await dialog.getByRole("button", { name: t("backup.erase.confirm") }).click();
  await expect(page.getByRole("heading", { name: t("vaults.welcome.title") })).toBeVisible();
  expect(await readdir(join(application.home, "vaults"))).toEqual([]);

  const elsewhere = await launchApplication({ ...startOptions, home: join(folder, "elsewhere") });
  const other = await elsewhere.openPage(context);
  await other.getByRole("button", { name: t("backup.restore.open"), exact: true }).click();
  await elsewhere.answerDialog([place]);
  await other.getByRole("button", { name: t("backup.restore.choose"), exact: true }).click();
  await expect(other.getByText("Provvalv", { exact: true })).toBeVisible();
  await other.getByRole("button", { name: t("vaults.forgotten"), exact: true }).click();
  await other.getByRole("textbox", { name: t("vaults.recoveryCode") }).fill(recoveryCode);
  await other.getByRole("button", { name: t("backup.restore.go"), exact: true }).click();
  await expect(
    other.getByRole("heading", { name: t("backup.restore.doneTitle", { name: "Provvalv" }) }),
  ).toBeVisible(derivation);
  await other.getByRole("button", { name: t("backup.restore.toDoor"), exact: true }).click();

  await other.getByRole("button", { name: t("vaults.forgotten"), exact: true }).click();
  await other.getByRole("textbox", { name: t("vaults.recoveryCode") }).fill(recoveryCode);
  await other.getByRole("button", { name: t("vaults.unlock"), exact: true }).click();
  await expect(other.getByRole("article", { name: "Skorna vid dörren" })).toBeVisible(derivation);
  const [restored] = await ask(other, "conversation.list", {});
  expect([restored?.sound.phase, restored?.segmentCount, restored?.noteCount]).toEqual(["erased", 4, 0]);

  await test.step("restored over itself, it tells of sound that the backup does not know before that goes", async () => {
    const newer = await quickConversation(elsewhere, other, {
      permission: {
        kind: "role-play",
        title: "Efter kopian",
        participants: [{ name: "Anna", saidYesOn: localDate(0) }],
      },
      sound: "speech.wav",
    });
    await ask(other, "hold.set", { conversationId: newer, reason: "access-request", days: 10 });
    await other.keyboard.press("ControlOrMeta+l");
    await other.getByRole("button", { name: t("backup.restore.open"), exact: true }).click();
    await elsewhere.answerDialog([place]);
    await other.getByRole("button", { name: t("backup.restore.choose"), exact: true }).click();
    await expect(other.getByText(t("backup.restore.hereTitle"))).toBeVisible();
    await other
      .getByRole("textbox", { name: t("backup.restore.replace", { name: "Provvalv" }) })
      .fill("provvalv");
    await other.getByRole("textbox", { name: t("vaults.passphrase"), exact: true }).fill(quickPassphrase);
    const replace = other.getByRole("button", { name: t("backup.restore.goReplace"), exact: true });
    const question = other.getByRole("dialog", { name: t("backup.restore.stakeTitle_one", { count: 1 }) });

    await replace.press("Enter");
    await expect(question).toContainText(t("backup.restore.stakeHeld_one", { count: 1 }), derivation);
    await untilFocused(question);
    await other.keyboard.press("Enter");
    await expect(question).toBeHidden();
    expect(await soundFiles(elsewhere.home)).toHaveLength(2);

    await replace.press("Enter");
    const agree = question.getByRole("button", { name: t("backup.restore.stakeGo_one", { count: 1 }) });
    await agree.press("Enter", derivation);
    await expect(
      other.getByText(t("backup.restore.doneDestroyed_one", { count: 1 }), { exact: true }),
    ).toBeVisible(derivation);
    expect(await soundFiles(elsewhere.home)).toEqual([]);
    await other.getByRole("button", { name: t("backup.restore.toDoor"), exact: true }).click();

    await other.getByRole("textbox", { name: t("vaults.passphrase"), exact: true }).fill(quickPassphrase);
    await other.keyboard.press("Enter");
    await expect(other.getByRole("article", { name: "Skorna vid dörren" })).toBeVisible(derivation);
    await expect(other.getByRole("article", { name: "Efter kopian" })).toHaveCount(0);
    await other.getByRole("button", { name: t("nav.erasures"), exact: true }).click();
    await other.getByRole("tab", { name: t("audit.tab.log") }).click();
    await expect(
      other.getByText(t("audit.sentence.restoreOver_one", { count: 1 }), { exact: true }),
    ).toBeVisible();
  });

  await elsewhere.close();
  await rm(folder, { recursive: true, force: true });
});
