/** Processes that die: nothing typed is lost, and what was under way goes on. */
import { longMp3 } from "../support/hourMp3.ts";
import { beepInPeaks } from "./steps/agreement.ts";
import { ask } from "./steps/ask.ts";
import { expect, test } from "./steps/desk.ts";
import { soundFiles } from "./steps/erasure.ts";
import { beginConversation, chooseSound, describeRolePlay, takeIn } from "./steps/newConversation.ts";
import { openConversation, rowWith, untilReady, untilSaved } from "./steps/review.ts";
import { keyDerivation, lock, passphrase, quickVault, typePassphrase, unlock } from "./steps/vault.ts";

const mp3 = longMp3(600_000);
const lastBeepMs = mp3.beepsMs.at(-1) ?? 0;

test("words that are being typed when the vault process dies are there after unlocking, and saved", async ({
  desk,
}) => {
  const page = desk.page();
  await quickVault(page);
  await page.getByRole("button", { name: "Lyssna på ett exempel" }).click();
  await untilReady(page);
  await page.keyboard.press("Enter");
  const field = page.getByRole("textbox", { name: /^(rådgivare|klient) / });
  await field.fill("Först sparades det här. ");
  await untilSaved(page);

  // It stops answering before it dies: nothing of this can have been saved.
  process.kill(await desk.application().vaultPid(), "SIGSTOP");
  await field.pressSequentially("Sedan dog processen, medan jag skrev.");
  await desk.application().killVaultProcess();

  const dialog = page.getByRole("dialog", { name: "Valvet stängdes oväntat" });
  await expect(dialog).toContainText("Det du höll på att skriva finns kvar här.");
  await typePassphrase(page, passphrase);
  await expect(dialog).toBeHidden(keyDerivation);
  await expect(page.getByText("Först sparades det här. Sedan dog processen, medan jag skrev.")).toBeVisible();
  await untilSaved(page);
  await page.keyboard.press("Escape");
  await lock(page);
  await unlock(page);
  const [example] = await ask(page, "conversation.list", {});
  if (example === undefined) throw new Error("the example is gone");
  const { segments } = await ask(page, "transcript.read", { conversationId: example.id });
  expect(segments.map(({ text }) => text)).toContain(
    "Först sparades det här. Sedan dog processen, medan jag skrev.",
  );
});

test("a sound that was being prepared when the computer was switched off becomes ready afterwards", async ({
  desk,
}) => {
  const page = desk.page();
  await quickVault(page);
  await beginConversation(page, /^Rollspel/);
  await describeRolePlay(page, "Avbrottet");
  await chooseSound(page, desk.application(), await desk.putFile("samtal.mp3", mp3.bytes));
  await takeIn(page);
  const [added] = await ask(page, "conversation.list", {});
  if (added === undefined) throw new Error("nothing was taken in");
  await expect.poll(() => soundFiles(desk.home)).toHaveLength(4);
  expect((await ask(page, "conversation.read", { conversationId: added.id })).sound.phase).toBe("preparing");
  await desk.kill();

  await desk.start();
  const later = desk.page();
  await unlock(later);
  await openConversation(later, "Avbrottet");
  await untilReady(later, 120_000);
  const foundMs = await beepInPeaks(later, added.id, lastBeepMs);
  expect(Math.abs((foundMs ?? Number.NaN) - lastBeepMs), String(foundMs)).toBeLessThanOrEqual(50);
  await expect
    .poll(async () => (await soundFiles(desk.home)).map((path) => path.replace(/.*\./, "")))
    .toEqual(["blob", "shred"]);
  await expect(rowWith(later, "")).toHaveCount(0);
});
