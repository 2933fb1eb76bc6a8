/** Keys stay in the vault process (SECURITY.md §6, 15): all else that runs is looked through for every key of the vault, as it lies in memory. */
import type { Browser, Page } from "@playwright/test";
import type { ConversationDraft } from "../../shared/domain/conversation.ts";
import type { RecordingId } from "../../shared/domain/ids.ts";
import type { LaunchedApplication } from "../host/launch.ts";
import { expect, test } from "../support/applicationTest.ts";
import { descendants } from "../support/canaryScan.ts";
import { type KeysOfVault, keysOfVault } from "../support/keysOfVault.ts";
import { rendererPid } from "../support/processes.ts";
import { type KeyInMemory, keysInMemory, type NamedKey } from "../support/processMemory.ts";
import { syntheticPiece } from "../support/syntheticOgg.ts";
import { ask } from "./steps/ask.ts";
import { localDate, quickConversation, quickPassphrase, quickVault } from "./steps/quickVault.ts";

test.use({ actionTimeout: 15_000 });
test.beforeEach(() => {
  test.info().skip(process.platform !== "linux", "only Linux shows the memory of other processes");
});

test("while sound is played and recorded, keys lie in the vault process alone; after locking, nowhere", async ({
  application,
  page,
  browser,
}) => {
  test.slow();
  await quickVault(page);
  await play(application, page);
  const recordingId = await recordSeconds(page, 3);
  const keys = keysOfVault(application.home, quickPassphrase);

  const vault = await application.vaultPid();
  const others = await othersThan(vault, application, page, browser);
  expect(lookInto(others, allOf(keys))).toEqual([]);
  // The same look finds there what an open vault works with: it is not blind.
  const held = new Set(lookInto([vault], allOf(keys)).map(({ key }) => key));
  const working = [...keys.derived.map(({ name }) => name), "key of sound 1", "key of the part of sound 2"];
  expect(working.filter((name) => !held.has(name))).toEqual([]);

  await ask(page, "recording.finish", { recordingId });
  await page.keyboard.press("ControlOrMeta+l");
  await expect(page.getByLabel("Lösenfras", { exact: true })).toBeVisible();
  const locked = await application.vaultPid();
  expect(locked).not.toBe(vault);
  const all = [locked, ...(await othersThan(locked, application, page, browser))];
  expect(all).not.toContain(vault);
  expect(lookInto(all, allOf(keys))).toEqual([]);
});

test("a key that the page or the main process holds is found, whichever way it is written", async ({
  application,
  page,
  browser,
}) => {
  await quickVault(page);
  const { derived } = keysOfVault(application.home, quickPassphrase);
  const key = derived.find(({ name }) => name === "database");
  if (key === undefined) throw new Error("there is no key of the database");
  const [hexadecimal, base64] = (["hex", "base64"] as const).map((way) =>
    Buffer.from(key.bytes).toString(way),
  );

  const numbers = [...key.bytes];
  await page.evaluate(holdInPage, { numbers, texts: [base64, `“${hexadecimal}”`, numbers.join()] });
  const renderer = await rendererPid(browser, page);
  expect(lookInto([renderer], derived)).toEqual(
    ["base64", "hexadecimal", "numbers", "raw"].map((form) => ({ key: "database", form, pid: renderer })),
  );

  const main = application.mainPid;
  expect(lookInto([main], derived)).toEqual([]);
  // It keeps the answer until a dialog is opened.
  await application.answerDialog([`/${hexadecimal}`]);
  expect(lookInto([main], derived)).toEqual([{ key: "database", form: "hexadecimal", pid: main }]);
});

/** Makes a conversation with sound and plays it as a person does. */
async function play(application: LaunchedApplication, page: Page): Promise<void> {
  const { permission } = rolePlay("Skorna vid dörren");
  await quickConversation(application, page, { permission, sound: "speech.ogg" });
  await page
    .getByRole("button", { name: /Skorna vid dörren/ })
    .first()
    .click();
  await page.getByRole("button", { name: "Spela", exact: true }).click();
  await expect(page.getByRole("button", { name: "Pausa", exact: true })).toBeVisible();
}

/** Begins a recording and appends so much, without a microphone. */
async function recordSeconds(page: Page, seconds: number): Promise<RecordingId> {
  const { conversationId } = await ask(page, "conversation.create", rolePlay("Medan det spelas"));
  const channels = { channels: 1, firstChannel: null } as const;
  const { recordingId } = await ask(page, "recording.begin", { conversationId, ...channels });
  for (let index = 0; index < seconds; index += 1) {
    await ask(page, "recording.append", { recordingId, ...syntheticPiece(index) });
  }
  return recordingId;
}

function rolePlay(title: string): ConversationDraft {
  const participants = [{ name: "Anna", saidYesOn: localDate(0) }];
  return { permission: { kind: "role-play", title, participants }, occasion: "", heldOn: localDate(0) };
}

/** Every process of the application and of its browser but one; the main process and the page's are sure to be there. */
async function othersThan(
  vault: number,
  application: LaunchedApplication,
  page: Page,
  browser: Browser,
): Promise<number[]> {
  const renderer = await rendererPid(browser, page);
  const others = descendants(process.pid).filter((pid) => pid !== vault);
  expect(others).toEqual(expect.arrayContaining([application.mainPid, renderer]));
  return others;
}

/** Processes that end meanwhile hold nothing. */
function lookInto(pids: readonly number[], keys: readonly NamedKey[]): KeyInMemory[] {
  return pids.flatMap((pid) => keysInMemory(pid, keys) ?? []);
}

function allOf({ momentary, derived, ofSounds }: KeysOfVault): NamedKey[] {
  return [...momentary, ...derived, ...ofSounds];
}

/** Keeps a key on the window, as bytes and as texts; runs in the page. */
function holdInPage({
  numbers,
  texts,
}: {
  readonly numbers: readonly number[];
  readonly texts: unknown;
}): void {
  Object.assign(window, { held: { bytes: Uint8Array.from(numbers), texts } });
}
