/** A walk through every screen and dialog; at each stop the test looks at what is there. */
import { join } from "node:path";
import type { Page } from "@playwright/test";
import type { ConversationId } from "../../../shared/domain/ids.ts";
import type { LaunchedApplication } from "../../host/launch.ts";
import { expect } from "../../support/applicationTest.ts";
import { fixturePath } from "../../support/fixturePath.ts";
import { spokenConsent } from "../../support/spokenConsent.ts";
import { ask } from "./ask.ts";
import { walkThroughCoding } from "./codingTour.ts";
import { quickCoding } from "./quickMoments.ts";
import {
  derivation,
  exampleConsent,
  exampleMandate,
  localDate,
  quickConversation,
  quickPassphrase,
  soundIsReady,
} from "./quickVault.ts";
import { walkThroughSchemes } from "./schemesTour.ts";
import { walkThroughSummary } from "./summaryTour.ts";
import type { Texts } from "./texts.ts";
import { walkThroughComparison } from "./twoCoders.ts";

/** Who walks, and what is done at each stop. */
export interface Walker {
  readonly application: LaunchedApplication;
  readonly page: Page;
  readonly t: Texts;
  /** Called when a screen has come to rest. */
  readonly look: (screen: string) => Promise<void>;
}

/** Walks all of it, beginning where there is no vault yet. */
export async function walkThroughEverything(walker: Walker): Promise<void> {
  await walkThroughCreation(walker);
  await walkThroughNewConversation(walker);
  await fillLibrary(walker);
  await walkThroughBringingIn(walker);
  await walkThroughLibrary(walker);
  const code = await walkThroughClientCopy(walker);
  await walkThroughReview(walker);
  await walkThroughErasures(walker);
  await walkThroughSettings(walker);
  await walkThroughCheck(walker);
  await walkThroughSchemes(walker);
  await walkThroughSearch(walker);
  await walkThroughPractice(walker);
  await walkThroughRecording(walker);
  await walkThroughDoor(walker, code);
}

/** From the welcome to the empty library. */
async function walkThroughCreation({ page, t, look }: Walker): Promise<void> {
  const press = (key: string) => page.getByRole("button", { name: t(key), exact: true }).click();
  const arriveAt = (key: string, patience = {}) =>
    expect(page.getByRole("heading", { name: t(key), level: 1 })).toBeVisible(patience);
  await arriveAt("vaults.welcome.title");
  await look("welcome");
  await press("vaults.welcome.create");
  await arriveAt("vaults.create.wordsTitle");
  await look("create: words");
  await press("common.continue");
  await arriveAt("vaults.create.secretTitle");
  await page.getByLabel(t("vaults.create.name"), { exact: true }).fill("Provvalv");
  await page.getByLabel(t("vaults.passphrase"), { exact: true }).fill(quickPassphrase);
  await page.getByLabel(t("vaults.create.repeat"), { exact: true }).fill("inte lika");
  await look("create: name and passphrase");
  await page.getByLabel(t("vaults.create.repeat"), { exact: true }).fill(quickPassphrase);
  await press("vaults.create.create");
  await arriveAt("vaults.recovery.title", derivation);
  const groups = await page
    .getByRole("list", { name: t("vaults.recoveryCode") })
    .first()
    .getByRole("listitem")
    .allInnerTexts();
  await look("create: recovery code");
  await press("vaults.recovery.saved");
  await arriveAt("vaults.verify.title");
  const field = page.getByRole("textbox");
  await field.fill("WRONG");
  await press("common.continue");
  await expect(field).toHaveAttribute("aria-invalid", "true");
  await look("create: recovery code typed back");
  const asked = Number(
    /\d+/.exec(
      await page
        .getByText(t("vaults.recovery.group", { group: "" }))
        .last()
        .innerText(),
    )?.[0],
  );
  await field.fill(groups[asked - 1]?.trim() ?? "");
  await press("common.continue");
  await arriveAt("vaults.done.title");
  await look("create: done");
  await press("vaults.done.start");
  await arriveAt("library.title");
  await look("library: empty");
}

/** Every form on the way to a new conversation; the mandate card is filled in once for good. */
async function walkThroughNewConversation({ application, page, t, look }: Walker): Promise<void> {
  const press = (key: string) => page.getByRole("button", { name: t(key), exact: true }).click();
  const choose = (kind: string) =>
    page.getByRole("button", { name: t(`conversation.kind.${kind}.text`) }).click();
  await press("library.newConversation");
  await expect(page.getByText(t("conversation.kind.role-play.text"))).toBeVisible();
  await look("new conversation: kind");
  await choose("published");
  await look("new conversation: published");
  await press("conversation.back");
  await choose("exercise");
  await press("conversation.next");
  await look("new conversation: exercise, with what is missing");
  await press("conversation.back");
  await choose("client");
  await expect(page.getByText(t("mandate.explanation"))).toBeVisible();
  await press("mandate.save");
  await look("new conversation: mandate, with what is missing");
  await ask(page, "mandate.save", exampleMandate);
  await page.reload();
  await press("library.newConversation");
  await choose("client");
  await expect(page.getByText(t("consent.pseudonym.text"))).toBeVisible();
  await look("new conversation: permission");
  const pseudonym = page.getByLabel(t("consent.pseudonym.label"), { exact: true });
  await pseudonym.fill("Anna Andersson");
  // What is said of the name moves the rest of the form down.
  await pseudonym.blur();
  await page.getByRole("radio", { name: t("consent.form.spoken") }).check();
  await expect(page.getByRole("heading", { name: t("spoken.wording.before") })).toBeVisible();
  await look("new conversation: spoken permission");
  await press("consent.others.add");
  await press("consent.keep");
  await look("new conversation: permission, with what is missing");
  await press("conversation.back");
  await choose("role-play");
  await page
    .getByLabel(t("conversation.colleagues.title.role-play"), { exact: true })
    .fill("Skorna vid dörren");
  await page.getByLabel(t("conversation.colleagues.name", { number: 1 }), { exact: true }).fill("K");
  await page.getByLabel(t("conversation.colleagues.saidYesNamed", { number: 1 }), { exact: true }).check();
  await look("new conversation: role play");
  await press("conversation.next");
  await expect(page.getByLabel(t("conversation.occasion.label"), { exact: true })).toBeVisible();
  await application.answerDialog([fixturePath("not-audio.mp3")]);
  await press("import.choose.audio");
  await press("conversation.takeIn");
  await expect(page.getByText(t("error.media.not-audio.title"))).toBeVisible();
  await look("new conversation: sound refused");
  await application.answerDialog([fixturePath("speech.ogg")]);
  await press("import.chooseAnother");
  await expect(page.getByText("speech.ogg")).toBeVisible();
  await press("conversation.takeIn");
  await expect(page.getByText(t("import.taken.title"))).toBeVisible();
  await look("new conversation: taken in");
  await page.getByRole("radio", { name: t("whereabouts.origin.iphone") }).check();
  // The fixture itself is not erased: it is offered, and declined.
  await expect(page.getByRole("button", { name: t("source.erase.iphone"), exact: true })).toBeEnabled();
  await look("new conversation: erasing where it came from");
  await press("source.notNow");
  await expect(page.getByText(t("whereabouts.text"))).toBeVisible();
  await look("new conversation: where else it may be");
  await page.getByRole("button", { name: t("nav.conversations"), exact: true }).click();
}

/** A client, a long name, an example, a hold: what makes rows differ. */
async function fillLibrary({ application, page }: Walker): Promise<void> {
  const pine = await ask(page, "consent.create", spokenConsent(exampleConsent()));
  const long = await ask(
    page,
    "consent.create",
    exampleConsent({
      number: 18,
      pseudonym: "Den gamla kastanjen vid sjöns norra strand",
      lastOn: localDate(3),
    }),
  );
  const spoken = await quickConversation(application, page, {
    permission: { kind: "client", consentId: pine.id },
    occasion: "andra samtalet",
    sound: "speech.wav",
    transcript: "talk.vtt",
    note: "Här blev det tyst en stund, och sedan kom det viktigaste.",
  });
  await ask(page, "passage.mark", { conversationId: spoken, startMs: 1_800, endMs: 4_600 });
  const held = await quickConversation(application, page, {
    permission: { kind: "client", consentId: long.id },
    occasion: "uppföljning efter sommaren med god tid för frågor",
    transcript: "talk.vtt",
  });
  await ask(page, "hold.set", { conversationId: held, reason: "complaint", days: 10 });
  const { conversationId } = await ask(page, "example.add", { language: "sv" });
  await soundIsReady(page, conversationId);
}

/** A folder with all kinds of files in it, of which one comes in. */
async function walkThroughBringingIn({ application, page, t, look }: Walker): Promise<void> {
  const press = (key: string, values = {}) =>
    page.getByRole("button", { name: t(key, values), exact: true }).click();
  await press("bringIn.open");
  await expect(page.getByText(t("bringIn.place.drop"))).toBeVisible();
  await look("bring in: places");
  await application.answerDialog([fixturePath(".")]);
  await page.getByRole("button", { name: t("bringIn.place.choose") }).click();
  const list = page.getByRole("list", { name: t("bringIn.list.label") });
  const box = list.getByRole("checkbox", { name: "speech.flac", exact: true });
  await box.check();
  await expect(list.getByText(t("error.media.no-index.title")).first()).toBeVisible();
  await look("bring in: what lies there");
  await press("bringIn.list.goOn");
  await press("bringIn.permit.begin_one", { count: 1 });
  await look("bring in: what is missing");
  await page.getByRole("combobox", { name: t("conversation.steps.kind") }).click();
  await page.getByRole("option").first().click();
  await page.getByRole("combobox", { name: t("consent.choose") }).click();
  await page.getByRole("option", { name: /^Tallen/ }).click();
  const date = page.getByRole("textbox", { name: t("bringIn.date.label") });
  await date.fill(localDate(0));
  await date.press("Enter");
  await date.press("Escape");
  await press("bringIn.permit.begin_one", { count: 1 });
  await expect(page.getByText(t("bringIn.import.done_one", { count: 1 }))).toBeVisible();
  await look("bring in: done");
  await press("bringIn.import.toLibrary");
}

async function walkThroughLibrary({ page, t, look }: Walker): Promise<void> {
  const row = page.getByRole("article", { name: "Tallen · andra samtalet" });
  await expect(row).toBeVisible();
  // What is being made ready stands in today's list, and moves it when it is done.
  for (const { id, sound } of await ask(page, "conversation.list", {}))
    if (sound.phase === "preparing") await soundIsReady(page, id);
  await look("library");
  const today = page.getByRole("complementary", { name: t("today.title") });
  await today
    .getByRole("button", { name: t("today.soundElsewhereOpen") })
    .last()
    .press("Enter");
  const whereabouts = page.getByRole("dialog", { name: t("whereabouts.title") });
  await whereabouts.getByRole("radio", { name: t("whereabouts.origin.recorder") }).check();
  await expect(whereabouts.getByText(t("whereabouts.text"))).toBeVisible();
  await look("dialog: where else the sound may be");
  await page.keyboard.press("Escape");
  await expect(whereabouts).toBeHidden();
  const menu = row.getByRole("button", { name: t("library.menu.label", { title: "Tallen" }) });
  await menu.click();
  await expect(page.getByRole("menuitem").first()).toBeVisible();
  await look("library: menu");
  await page.keyboard.press("Escape");
  const dialogs = {
    permission: "consent.details.title",
    retention: "retention.title",
    hold: "hold.title",
    client: "forClient.title",
    handOver: "handOver.title",
    erase: "erasure.now.title",
    withdraw: "consent.withdraw.title",
  } as const;
  for (const [deed, title] of Object.entries(dialogs)) {
    await menu.click();
    await page.getByRole("menuitem", { name: t(`library.menu.${deed}`) }).click();
    const dialog = page.getByRole("dialog", { name: t(title) });
    await expect(dialog.getByText(t("common.loading"))).toBeHidden();
    await look(`dialog: ${deed}`);
    await page.keyboard.press("Escape");
    await expect(dialog).toBeHidden();
    // What was opened from somewhere leads back there.
    await expect(menu).toBeFocused();
  }
  const forClient = async (way: string) => {
    await menu.click();
    await page.getByRole("menuitem", { name: t("library.menu.client") }).click();
    await page.getByRole("button", { name: t(`forClient.${way}.text`) }).click();
  };
  await forClient("copy");
  const copy = page.getByRole("dialog", { name: t("copyForClient.title") });
  await expect(copy.getByRole("checkbox").first()).toBeVisible();
  await look("dialog: a copy for the client");
  await page.keyboard.press("Escape");
  await expect(copy).toBeHidden();
  await forClient("together");
  const together = page.getByRole("dialog", { name: t("forClient.together.title") });
  await expect(together.getByRole("button", { name: t("player.play"), exact: true })).toBeVisible();
  await look("listen together");
  await page.keyboard.press("Escape");
  await expect(together).toBeHidden();
}

/** The text names nobody: words are looked for, so that every part of the walk is seen. */
async function walkThroughDeidentifying({ page, t, look }: Walker): Promise<void> {
  const walk = page.getByRole("dialog", { name: t("deidentify.title") });
  await expect(walk.getByRole("heading", { name: t("deidentify.end.nothing") })).toBeVisible();
  await look("dialog: de-identify, nothing found");
  const field = walk.getByRole("textbox", { name: t("deidentify.seek.label") });
  await field.fill("mycket");
  await field.press("Enter");
  await expect(walk.getByRole("heading", { name: "mycket" })).toBeVisible();
  await look("dialog: de-identify, a word");
  await page.keyboard.press("1");
  await expect(walk.getByRole("heading", { name: t("deidentify.end.all") })).toBeVisible();
  await look("dialog: de-identify, the end");
  await page.keyboard.press("ArrowLeft");
  await expect(walk.getByText(t("deidentify.standsNowhere"))).toBeVisible();
  await look("dialog: de-identify, a replaced word");
  await page.keyboard.press("5");
  await expect(walk.getByText(t("deidentify.standsNowhere"))).toBeHidden();
  await page.keyboard.press("Escape");
  await expect(walk).toBeHidden();
}

async function walkThroughReview(walker: Walker): Promise<void> {
  const { application, page, t, look } = walker;
  const press = (key: string) => page.getByRole("button", { name: t(key), exact: true }).click();
  const row = page.getByRole("article", { name: "Tallen · andra samtalet" });
  await row.getByRole("button", { name: "Tallen · andra samtalet" }).click();
  await expect(page.getByText("Det har varit mycket på en gång.", { exact: true })).toBeVisible();
  await expect(page.getByRole("button", { name: t("player.play"), exact: true })).toBeVisible();
  await look("review");
  await page.getByRole("tab", { name: t("review.tab.about") }).click();
  await look("review: about");
  await press("speakers.numbers.show");
  await expect(page.getByRole("table")).toBeVisible();
  await look("review: about, with figures");
  await page.getByRole("tab", { name: t("review.tab.notes") }).click();
  await page.getByText("Det har varit mycket på en gång.", { exact: true }).dblclick();
  await expect(page.getByRole("region", { name: t("transcript.title") }).getByRole("textbox")).toBeFocused();
  await look("review: writing in a row");
  await press("review.keys.all");
  await expect(page.getByRole("dialog", { name: t("keyTable.title") })).toBeVisible();
  await look("dialog: keys");
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toBeHidden();
  await page.keyboard.press("Escape");
  await page.keyboard.press("ControlOrMeta+f");
  await page.getByRole("textbox", { name: t("find.title") }).fill("mycket");
  await expect(page.getByRole("search").getByRole("status")).toHaveText(/^1 /);
  await look("review: finding");
  await page.keyboard.press("Escape");
  await page.keyboard.press("n");
  await expect(page.getByRole("tabpanel").getByRole("textbox")).toBeFocused();
  await page.keyboard.type("En anteckning");
  await look("review: writing a note");
  await press("common.cancel");
  await press("review.menu.label");
  await expect(page.getByRole("menuitem").first()).toBeVisible();
  await look("review: menu");
  await page.getByRole("menuitem", { name: t("review.menu.passages") }).click();
  await press("spoken.mark.another");
  await page.getByRole("textbox", { name: t("spoken.mark.to") }).fill("0:00");
  await press("spoken.mark.keep");
  await expect(page.getByText(t("spoken.mark.problem.not-after"))).toBeVisible();
  await look("dialog: where the permission is repeated");
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toBeHidden();
  await press("transcript.tools.label");
  await page.getByRole("menuitem", { name: t("deidentify.open") }).click();
  await walkThroughDeidentifying(walker);
  await press("transcript.tools.label");
  await page.getByRole("menuitem", { name: t("transcript.tools.import") }).click();
  await expect(page.getByRole("dialog", { name: t("transcriptImport.title") })).toBeVisible();
  await look("dialog: transcript, choosing");
  await application.answerDialog([fixturePath("talk.srt")]);
  await press("import.choose.transcript");
  await expect(page.getByText(t("transcriptImport.whoIsWho"))).toBeVisible();
  await look("dialog: transcript, looking");
  await press("transcriptImport.cancel");
  await expect(page.getByRole("dialog")).toBeHidden();
  await press("transcript.tools.label");
  await page.getByRole("menuitem", { name: t("prepareRows.menu") }).click();
  await expect(page.getByRole("dialog", { name: t("prepareRows.title") })).toBeVisible();
  await look("dialog: preparing rows");
  await press("common.cancel");
  await expect(page.getByRole("dialog")).toBeHidden();
  await page
    .getByRole("button", { name: t("transcript.more", { time: "0:01" }) })
    .first()
    .click();
  await page.getByRole("menuitem", { name: t("speakers.line.menu") }).click();
  await page.getByRole("radio", { name: t("speakers.line.new") }).check();
  await page.getByRole("dialog").getByRole("textbox").fill("Anna Berg");
  await look("dialog: who speaks a line");
  await press("speakers.line.keep");
  await expect(page.getByRole("dialog")).toBeHidden();
  await press("transcript.tools.label");
  await page.getByRole("menuitem", { name: t("speakers.menu") }).click();
  await expect(page.getByRole("dialog", { name: t("speakers.title") })).toBeVisible();
  await look("dialog: speakers");
  await press("common.cancel");
  await expect(page.getByRole("dialog")).toBeHidden();
  await press("transcript.tools.label");
  await page.getByRole("menuitem", { name: t("transcript.tools.export") }).click();
  await page.getByRole("combobox", { name: t("exportText.format") }).press("Enter");
  await expect(page.getByRole("option").first()).toBeVisible();
  await look("dialog: exporting the text, its kinds");
  await page.keyboard.press("Escape");
  await look("dialog: exporting the text");
  await press("common.cancel");
  await expect(page.getByRole("dialog")).toBeHidden();
  await press("transcript.tools.label");
  await page.getByRole("menuitem", { name: t("transcript.tools.print") }).click();
  await expect(page.getByRole("dialog", { name: t("printText.title") })).toBeVisible();
  await look("dialog: printing the text");
  await press("common.cancel");
  await expect(page.getByRole("dialog")).toBeHidden();
  await walkThroughVersions({ application, page, t, look });
  const known = await ask(page, "conversation.list", {});
  const open = known.find(({ title, occasion }) => title === "Tallen" && occasion === "andra samtalet");
  if (open === undefined) throw new Error("the conversation is gone");
  await walkThroughCodedFile(walker);
  await walkThroughCoding(walker, open.id);
  await walkThroughSummary(walker, open.id);
  await walkThroughComparison(walker, open.id);
  await press("review.back");
}

/** From a text without versions to one that differs from what was kept. */
async function walkThroughCodedFile({ application, page, t, look }: Walker): Promise<void> {
  await page.getByRole("tab", { name: t("review.tab.codings") }).click();
  await page.getByRole("button", { name: t("codedFile.open"), exact: true }).click();
  await expect(page.getByRole("dialog", { name: t("codedFile.title") })).toBeVisible();
  await look("dialog: a coding from a file, choosing");
  await application.answerDialog([fixturePath("coded/coded-libreoffice.xlsx")]);
  await page.getByRole("button", { name: t("import.choose.coding"), exact: true }).click();
  await expect(page.getByText(t("codedFile.who"), { exact: true })).toBeVisible();
  await look("dialog: a coding from a file, looking");
  await page.getByRole("button", { name: t("codedFile.cancel"), exact: true }).click();
  await expect(page.getByRole("dialog")).toBeHidden();
}

async function walkThroughVersions({ page, t, look }: Walker): Promise<void> {
  const press = (key: string) => page.getByRole("button", { name: t(key), exact: true }).click();
  const open = async () => {
    await press("transcript.tools.label");
    await page.getByRole("menuitem", { name: t("versions.open") }).click();
    await expect(page.getByRole("dialog", { name: t("versions.title") })).toBeVisible();
  };
  await open();
  await page.getByRole("textbox", { name: t("versions.name") }).fill("Innan vi klippte");
  await press("versions.save");
  await expect(page.getByRole("list", { name: t("versions.list") })).toBeVisible();
  await look("dialog: versions");
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toBeHidden();
  await page.keyboard.press("t");
  await open();
  await press("versions.compare");
  await expect(page.getByRole("region", { name: t("versions.compared") })).toBeVisible();
  await look("dialog: a version compared");
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toBeHidden();
}

async function walkThroughErasures(walker: Walker): Promise<void> {
  const { page, t, look } = walker;
  await page.getByRole("button", { name: t("nav.erasures"), exact: true }).click();
  await expect(page.getByText(t("erasure.done.nothing"))).toBeVisible();
  await look("erasures: nothing yet");
  await eraseSound(page, "Skorna vid dörren");
  await page.getByRole("button", { name: t("erasure.done.certificate", { number: 1 }) }).click();
  await expect(page.getByText(t("certificate.valid"))).toBeVisible();
  await look("dialog: certificate");
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toBeHidden();
  await look("erasures");
  await walkThroughEvents(walker);
  await page.getByRole("button", { name: t("nav.conversations"), exact: true }).click();
  await page.getByRole("button", { name: "Skorna vid dörren" }).first().click();
  await expect(page.getByRole("heading", { name: "Skorna vid dörren" })).toBeVisible();
  await look("review: sound erased");
  await page.getByRole("button", { name: t("review.back"), exact: true }).click();
  await page.getByRole("button", { name: "Den gamla kastanjen" }).first().click();
  await expect(page.getByRole("button", { name: t("review.menu.handOver"), exact: true })).toBeVisible();
  await look("review: on hold");
}

/** The event log, once it has something to say. */
async function walkThroughEvents({ page, t, look }: Walker): Promise<void> {
  await page.getByRole("tab", { name: t("audit.tab.log") }).click();
  const log = page.getByRole("region", { name: t("audit.tab.log") });
  await expect(log.getByRole("heading").first()).toBeVisible();
  await look("event log");
  await page.getByRole("button", { name: t("audit.check.button") }).click();
  await expect(page.getByText(t("audit.check.whole"))).toBeVisible();
  await look("event log: checked");
  await page.getByLabel(t("audit.filter.consent"), { exact: true }).fill("999");
  await expect(page.getByText(t("audit.nothing.title"))).toBeVisible();
  await look("event log: nothing");
}

async function eraseSound(page: Page, title: string): Promise<ConversationId> {
  const conversations = await ask(page, "conversation.list", {});
  const found = conversations.find((conversation) => conversation.title === title);
  if (found === undefined) throw new Error(`no conversation is called ${title}`);
  await ask(page, "erasure.now", { conversationId: found.id, categories: ["sound"], typedTitle: title });
  return found.id;
}

/** Where the backup of the tour lies. */
function backupOf({ application }: Walker): string {
  return join(application.home, "Provvalv.lyhordbackup");
}

async function walkThroughSettings(walker: Walker): Promise<void> {
  const { page, t, look } = walker;
  await page.getByRole("button", { name: t("nav.settings"), exact: true }).click();
  await expect(page.getByText(t("settings.vault.fingerprintHelp"))).toBeVisible();
  await look("settings");
  await page.getByRole("combobox", { name: t("settings.language") }).click();
  await expect(page.getByRole("option").first()).toBeVisible();
  await look("settings: languages");
  await page.keyboard.press("Escape");
  const dialogs = {
    change: "vaultKeys.passphrase.change",
    renew: "vaultKeys.code.renew",
    rotate: "vaultKeys.rotation.rotate",
  } as const;
  for (const [deed, button] of Object.entries(dialogs)) {
    const begin = page.getByRole("button", { name: t(button), exact: true });
    await begin.click();
    const dialog = page.getByRole("dialog", { name: t(`vaultKeys.${deed}.title`) });
    await expect(dialog.getByRole("textbox").first()).toBeFocused();
    await look(`dialog: keys, ${deed}`);
    await page.keyboard.press("Escape");
    await expect(dialog).toBeHidden();
    await expect(begin).toBeFocused();
  }
  await walkThroughBackup(walker);
}

/** From the settings: a backup, then the page for moving, up to the last deed. */
async function walkThroughBackup(walker: Walker): Promise<void> {
  const { application, page, t, look } = walker;
  await application.answerDialog([backupOf(walker)]);
  await page.getByRole("button", { name: t("backup.make"), exact: true }).click();
  await expect(page.getByText(t("backup.listTitle"))).toBeVisible();
  await look("settings: a backup was made");
  await page.getByRole("button", { name: t("backup.move.open"), exact: true }).click();
  await expect(page.getByRole("heading", { name: t("backup.move.title"), level: 1 })).toBeVisible();
  await look("move to another computer");
  await page.getByRole("button", { name: t("backup.erase.open"), exact: true }).click();
  await expect(page.getByRole("dialog")).toBeVisible();
  await look("dialog: erase the vault");
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toBeHidden();
}

/** The check with everything in order, and the help. */
async function walkThroughCheck({ page, t, look }: Walker): Promise<void> {
  await page.getByRole("button", { name: t("nav.settings"), exact: true }).click();
  await page.getByRole("button", { name: t("settings.check.open"), exact: true }).click();
  await expect(page.getByRole("heading", { name: t("check.title"), level: 1 })).toBeVisible();
  await look("check: before");
  await page.getByRole("button", { name: t("check.start"), exact: true }).click();
  await expect(page.getByRole("region", { name: t("check.looked.title") })).toBeVisible();
  await look("check: result");
  await page.keyboard.press("F1");
  await expect(page.getByRole("heading", { name: t("help.title"), level: 1 })).toBeVisible();
  await look("help");
}

async function walkThroughSearch({ page, t, look }: Walker): Promise<void> {
  await page.keyboard.press("ControlOrMeta+k");
  const field = page.getByRole("textbox", { name: t("spotlight.placeholder") });
  await expect(field).toBeFocused();
  await look("search: commands");
  await field.fill("mycket");
  await expect(page.getByRole("button", { name: "Det har varit mycket på en gång." }).first()).toBeVisible();
  await look("search: found");
  await field.fill("qqqqq");
  await expect(page.getByRole("status").filter({ hasText: "qqqqq" })).toBeVisible();
  await look("search: nothing");
  await page.keyboard.press("Escape");
}

/** One's own practice, empty and with all there can be; a pause in the log is asked about. */
async function walkThroughPractice({ page, t, look }: Walker): Promise<void> {
  const press = (key: string) => page.getByRole("button", { name: t(key), exact: true }).click();
  await press("nav.practice");
  await expect(page.getByLabel(t("practice.step.skill.question"))).toBeVisible();
  await look("practice: nothing yet");
  const words = {
    skill: "Reflektera en gång till innan nästa fråga",
    situation: "I uppföljningssamtal",
    effect: "Det kommer mer av sig självt",
  };
  await ask(page, "practice.setStep", { ...words, learned: null });
  await ask(page, "practice.setStep", { ...words, learned: "Att vänta räcker långt." });
  await ask(page, "practice.addEntry", { onDate: localDate(-40), minutes: 10, text: "Räknade mina frågor." });
  for (const [days, drawn] of [
    [-20, "random"],
    [-10, "chosen"],
    [0, "random"],
  ] as const) {
    const heldOn = localDate(days);
    const { conversationId } = await ask(page, "conversation.create", {
      permission: { kind: "role-play", title: "Övning", participants: [{ name: "K", saidYesOn: heldOn }] },
      occasion: "",
      heldOn,
    });
    await ask(page, "conversation.update", { conversationId, ownPractice: true });
    await quickCoding(page, conversationId, { codes: ["SR", "CR", "GI"], drawn });
  }
  await page.getByText(t("practice.step.earlier_one")).click();
  await press("practice.figures.show");
  await expect(page.getByRole("img").first()).toBeVisible();
  await look("practice: step, log and figures");
  await page.getByText(t("practice.figures.table"), { exact: true }).click();
  await press("practice.step.another");
  await look("practice: another step, and figures as a table");
  await page
    .getByRole("button", { name: t("practice.step.removeNamed", words) })
    .first()
    .click();
  await expect(page.getByRole("dialog", { name: t("practice.step.removeTitle") })).toBeVisible();
  await look("dialog: remove an earlier step");
  await page.keyboard.press("Escape");
}

/** A backup of a vault that is here already, up to the deed. */
async function walkThroughRestore(walker: Walker): Promise<void> {
  const { application, page, t, look } = walker;
  const press = (key: string) => page.getByRole("button", { name: t(key), exact: true }).click();
  await press("backup.restore.open");
  await look("restore: choosing");
  await application.answerDialog([backupOf(walker)]);
  await press("backup.restore.choose");
  await expect(page.getByText(t("backup.restore.hereTitle"))).toBeVisible();
  await look("restore: the vault is here already");
  await press("backup.restore.keepHere");
}

/** The client's copy in the permission's dialog, and the hold over all that rests on it. @returns the code */
export async function walkThroughClientCopy({ page, t, look }: Walker): Promise<string> {
  const row = page.getByRole("article", { name: "Tallen · andra samtalet" });
  await row.getByRole("button", { name: t("library.menu.label", { title: "Tallen" }) }).click();
  await page.getByRole("menuitem", { name: t("library.menu.permission") }).click();
  const dialog = page.getByRole("dialog", { name: t("consent.details.title") });
  await dialog.getByRole("button", { name: t("clientCopy.make") }).click();
  const code = dialog.getByText(/^(?:[0-9A-Z]{5}-){3}[0-9A-Z]{5}$/);
  await expect(code).toBeVisible(derivation);
  const given = await code.innerText();
  await look("dialog: permission, with a code just made");
  // What is shown this once is closed by its buttons only.
  await page.keyboard.press("Escape");
  await dialog.getByRole("button", { name: t("hold.ofConsent.open") }).click();
  await look("dialog: permission, hold over all");
  await page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();
  return given;
}

/** What someone who has changed their mind meets at the door, up to the deed. */
export async function walkThroughWithdrawal({ page, t, look }: Walker, code: string): Promise<void> {
  const press = (key: string) => page.getByRole("button", { name: t(key), exact: true }).click();
  await press("withdrawal.link");
  await page.getByLabel(t("withdrawal.number"), { exact: true }).fill("17");
  const field = page.getByLabel(t("withdrawal.code"), { exact: true });
  await field.fill("00000-00000-00000-00000");
  await press("common.continue");
  await expect(page.getByText(t("error.withdrawal.code-typo.title"))).toBeVisible(derivation);
  await look("withdrawal: number and code, with a slip");
  await field.fill(code);
  await press("common.continue");
  await expect(page.getByRole("heading", { name: t("withdrawal.question") })).toBeVisible(derivation);
  await look("withdrawal: has anyone asked");
  await page.getByRole("radio", { name: t("withdrawal.wish.erase") }).check();
  await press("common.continue");
  await expect(page.getByRole("heading", { name: t("withdrawal.sure.title") })).toBeVisible();
  await look("withdrawal: what will happen");
  await press("withdrawal.act.erase");
  await expect(page.getByText(t("withdrawal.done.owner"))).toBeVisible(derivation);
  await look("withdrawal: done");
  await press("withdrawal.back");
  await expect(page.getByRole("heading", { name: "Provvalv" })).toBeVisible();
}

/** From a conversation without sound to the recorded one, and what is told of one that was cut off. */
async function walkThroughRecording({ page, t, look }: Walker): Promise<void> {
  const press = (key: string) => page.getByRole("button", { name: t(key), exact: true }).click();
  const { conversationId } = await ask(page, "conversation.create", {
    permission: {
      kind: "role-play",
      title: "Nästa samtal",
      participants: [{ name: "Kollega", saidYesOn: localDate(0) }],
    },
    occasion: "",
    heldOn: localDate(0),
  });
  await press("nav.record");
  await expect(page.getByRole("heading", { name: t("conversation.titleToRecord"), level: 1 })).toBeVisible();
  await look("record: what kind");
  await press("nav.conversations");
  await page.getByRole("button", { name: t("library.menu.label", { title: "Nästa samtal" }) }).click();
  await page.getByRole("menuitem", { name: t("record.into"), exact: true }).click();
  await expect(page.getByRole("button", { name: t("record.start") })).toBeEnabled();
  await look("record: before");
  await press("record.start");
  await expect(page.getByRole("timer")).toBeVisible();
  await look("record: recording");
  await page.keyboard.press("b");
  await look("record: a word for a bookmark");
  await page.keyboard.press("Escape");
  await page.keyboard.press("p");
  await expect(page.getByText(t("recording.phase.paused"), { exact: true }).first()).toBeVisible();
  await look("record: paused");
  await page.keyboard.press("ControlOrMeta+l");
  await expect(page.getByRole("dialog")).toBeVisible();
  await look("record: lock?");
  await press("recording.lock.goOn");
  await expect(page.getByRole("dialog")).toBeHidden();
  await page.keyboard.press("s");
  await page.keyboard.press("s");
  await expect(page.getByRole("heading", { name: t("record.done.title"), level: 1 })).toBeVisible();
  await look("record: done");
  await press("record.done.open");
  await soundIsReady(page, conversationId);
  await look("review of a recording");
}

/** The vault's end, its door, and the choice among vaults. */
async function walkThroughDoor(walker: Walker, code: string): Promise<void> {
  const { application, page, t, look } = walker;
  const press = (key: string) => page.getByRole("button", { name: t(key), exact: true }).click();
  await application.killVaultProcess();
  await expect(page.getByRole("dialog", { name: t("vaults.ended.title") })).toBeVisible();
  await look("dialog: vault process ended");
  await page.reload();
  await expect(page.getByRole("heading", { name: "Provvalv" })).toBeVisible();
  await look("door");
  await page.getByLabel(t("vaults.passphrase"), { exact: true }).fill("inte den");
  await press("vaults.unlock");
  await expect(page.getByText(t("error.vault.wrong-passphrase.title"))).toBeVisible(derivation);
  await look("door: wrong passphrase");
  await press("vaults.forgotten");
  await page.getByLabel(t("vaults.recoveryCode"), { exact: true }).fill("AAAAA-BBBBB");
  await press("vaults.unlock");
  await expect(page.getByText(t("error.vault.recovery-code-typo.title"))).toBeVisible(derivation);
  await look("door: recovery code with a slip");
  await walkThroughWithdrawal(walker, code);
  await walkThroughRestore(walker);
  await ask(page, "vault.create", {
    name: "Ett valv till",
    passphrase: new TextEncoder().encode(quickPassphrase),
    language: "sv",
    rolePair: "adviser-client",
  });
  await application.killVaultProcess();
  await page.reload();
  await expect(page.getByRole("heading", { name: t("vaults.choose") })).toBeVisible();
  await look("chooser");
}
