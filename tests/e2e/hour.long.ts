/** An hour of conversation is written down, cut, de-identified and exported to each format; no mouse comes near it. */
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import { strFromU8, unzipSync } from "fflate";
import { readWordFile } from "../../electron/services/wordFile.ts";
import type { Permission } from "../../shared/domain/conversation.ts";
import type { ConversationId } from "../../shared/domain/ids.ts";
import type { Segment } from "../../shared/domain/segment.ts";
import { type ExportFormat, exportEndings, exportFormats } from "../../shared/domain/transcriptExport.ts";
import { parse as parseAudacity } from "../../shared/formats/audacity.ts";
import { parse as parseCsv } from "../../shared/formats/csv.ts";
import { parse as parseElan } from "../../shared/formats/elan.ts";
import { parse as parseF4 } from "../../shared/formats/f4.ts";
import { parse as parseOTranscribe } from "../../shared/formats/oTranscribe.ts";
import type { ParsedTranscript } from "../../shared/formats/parsedTranscript.ts";
import { parse as parsePlainText } from "../../shared/formats/plainText.ts";
import { parse as parseSubRip } from "../../shared/formats/subRip.ts";
import { parse as parseTextGrid } from "../../shared/formats/textGrid.ts";
import { parse as parseWebVtt } from "../../shared/formats/webVtt.ts";
import { parse as parseWhisper } from "../../shared/formats/whisper.ts";
import sv from "../../shared/i18n/sv.json" with { type: "json" };
import { expect, test } from "../support/applicationTest.ts";
import { writeSpeechWav } from "../support/speechWav.ts";
import { ask } from "./steps/ask.ts";
import { localDate, offer, quickConversation, quickVault } from "./steps/quickVault.ts";
import { untilReady, untilSaved } from "./steps/review.ts";
import { tabTo } from "./steps/tabTo.ts";

const title = "En hel timme";
const hourMs = 3_600_000;
const longWork = { timeout: 900_000 } as const;
const rolePlay: Permission = {
  kind: "role-play",
  title,
  participants: [{ name: "Anna", saidYesOn: localDate(0) }],
};

/** The text formats, each with its own parser. */
const parsers: Readonly<
  Record<Exclude<ExportFormat, "docx" | "refi-qda">, (text: string) => ParsedTranscript>
> = {
  "plain-text": parsePlainText,
  "web-vtt": parseWebVtt,
  "sub-rip": parseSubRip,
  f4: parseF4,
  "o-transcribe": parseOTranscribe,
  audacity: parseAudacity,
  whisper: parseWhisper,
  "csv-nordic": parseCsv,
  "csv-plain": parseCsv,
  elan: parseElan,
  "text-grid": parseTextGrid,
};

let folder: string;
test.beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "lyhord-hour-"));
});
test.afterEach(() => rm(folder, { recursive: true, force: true }));

test("an hour is written down, cut, de-identified and exported to each format by keyboard alone", async ({
  application,
  page,
}) => {
  test.setTimeout(1_800_000);
  await page.addInitScript(countPointers);
  await quickVault(page);
  const conversationId = await quickConversation(application, page, { permission: rolePlay });
  const turns = await takeInHour();
  await page.reload();
  await tabTo(page, new RegExp(title));
  await press("Enter");
  await untilReady(page);
  const text = page.getByRole("region", { name: "Transkription" });
  const field = text.getByRole("textbox");

  await test.step("rows are prepared over the whole hour", async () => {
    await tabTo(page, "Förbered rader att skriva i");
    await press("Enter");
    const dialog = page.getByRole("dialog", { name: "Förbered rader att skriva i" });
    await tabTo(page, "Förbered raderna");
    await press("Enter");
    await expect(dialog).toBeHidden(longWork);
    await untilSaved(page);
    const rows = await segments();
    expect(rows.length).toBeGreaterThanOrEqual(turns);
    expect(rows.at(-1)?.startMs).toBeGreaterThan(hourMs - 8_000);
  });

  await test.step("one writes at its beginning, in its middle and at its end", async () => {
    const count = (await segments()).length;
    await goToRow(0, count);
    await press("Enter");
    await expect(field).toBeFocused();
    await page.keyboard.type("Hej Anna Bäckehag och välkommen hit");
    await press("Enter");
    await expect(field).toHaveValue("");
    await page.keyboard.type("Tack jag kom från Örebro i morse");
    await press("F9", "Enter", "Escape");

    await goToRow(Math.floor(count / 2), count);
    await press("Enter");
    await page.keyboard.type("Du vill komma ut och så kommer något emellan");
    await press("Enter");
    await page.keyboard.type("Ja Anna brukar ringa");
    await press("F9", "Escape");

    await goToRow(count - 1, count);
    await press("Enter");
    await page.keyboard.type("Då ses vi igen om två veckor");
    await press("Escape");
    await untilSaved(page);
    expect(wordsOf(await segments())).toEqual([
      "practitioner Hej Anna Bäckehag och välkommen hit",
      "client Tack jag kom från Örebro i morse",
      "practitioner Du vill komma ut och så kommer något emellan",
      "client Ja Anna brukar ringa",
      "practitioner Då ses vi igen om två veckor",
    ]);
  });

  await test.step("rows are split, made one and moved at their edges", async () => {
    const before = await segments();
    await goToRow(0, before.length);
    await press("Enter", "Home", ...Array<string>("Hej Anna Bäckehag".length).fill("ArrowRight"));
    await press("Control+Enter");
    await expect(field).toHaveValue("och välkommen hit");
    await press("Home", "Backspace");
    await expect(field).toHaveValue("Hej Anna Bäckehag och välkommen hit");
    await press("Home", ...Array<string>("Hej Anna Bäckehag".length).fill("ArrowRight"), "Control+Enter");
    await expect(field).toHaveValue("och välkommen hit");
    await press("Alt+ArrowRight", "Escape");
    await untilSaved(page);
    const after = await segments();
    expect(wordsOf(after).slice(0, 3)).toEqual([
      "practitioner Hej Anna Bäckehag",
      "practitioner och välkommen hit",
      "client Tack jag kom från Örebro i morse",
    ]);
    expect(after.length).toBe(before.length + 1);
    expect([after[0]?.startMs, after[1]?.endMs]).toEqual([before[0]?.startMs, before[0]?.endMs]);
    expect(after[0]?.endMs).toBe(after[1]?.startMs);
  });

  await test.step("the client gets a name", async () => {
    await openTool("Talare …");
    const dialog = page.getByRole("dialog", { name: "Talare" });
    await expect(dialog).toBeVisible();
    const name = dialog.getByRole("textbox", { name: "I stället för klient" });
    for (let presses = 0; presses < 20 && !(await isFocused(name)); presses += 1) await press("Tab");
    await page.keyboard.type("kvinnan");
    await tabTo(page, "Spara namnen");
    await press("Enter");
    await expect(dialog).toBeHidden();
  });

  await test.step("the text is gone through, and counts as de-identified", async () => {
    await openTool("Avidentifiera …");
    const walk = page.getByRole("dialog", { name: "Avidentifiera" });
    const told = walk.getByText(/^\d+ av \d+ avgjorda$/);
    const decided = async () =>
      /^(\d+) av (\d+)/
        .exec(await told.innerText())
        ?.slice(1)
        .map(Number) ?? [];
    await expect(told).toBeVisible();
    for (let [done = 0, all = 0] = await decided(); done < all; [done = 0, all = 0] = await decided()) {
      await press("1");
      await expect(told).toHaveText(new RegExp(`^${done + 1} av `));
    }
    await press("Tab", "Enter");
    await expect(walk.getByRole("heading", { name: /^Texten är avidentifierad sedan / })).toBeVisible();
    await press("Escape");
    await expect(walk).toBeHidden();
    await expect(page.getByText("Avidentifierad text")).toBeVisible();
    const said = wordsOf(await segments()).join("\n");
    expect(said).not.toMatch(/Anna|Bäckehag|Örebro/);
    expect(said).toContain("client Tack jag kom från [ort] i morse");
  });

  const written = (await segments()).filter(({ text: words }) => words !== "");
  for (const format of exportFormats) {
    await test.step(`it leaves as ${format}, and is read back`, async () => {
      const bytes = await exportAs(format);
      const said = written.map((segment) => ({
        at: segment.startMs,
        // The name that the client was given is a name too, and was replaced with the others.
        speaker: segment.speaker === "client" ? "[person 1]" : "rådgivare",
        text: segment.text,
      }));
      expect(await readBack(format, bytes)).toEqual(asKeptBy(format, said));
    });
  }

  expect(await page.evaluate(() => window.pointersSeen)).toBe(0);

  /** Takes the hour in without the dialogs. @returns how often somebody begins to speak in it */
  async function takeInHour(): Promise<number> {
    const file = join(folder, "timme.wav");
    const repetitions = writeSpeechWav(file, hourMs);
    const sourceId = await offer(application, page, "audio", file);
    await ask(page, "audio.import", { conversationId, sourceId, durationMs: null });
    const phase = async () => (await ask(page, "conversation.read", { conversationId })).sound.phase;
    await expect.poll(phase, longWork).toBe("ready");
    return repetitions;
  }

  async function press(...keys: readonly string[]): Promise<void> {
    for (const key of keys) await page.keyboard.press(key);
  }

  async function segments(): Promise<readonly Segment[]> {
    return (await ask(page, "transcript.read", { conversationId: conversationId as ConversationId }))
      .segments;
  }

  /** By arrow keys from wherever one is, as the row says itself where it stands. */
  async function goToRow(index: number, count: number): Promise<void> {
    const current = text.locator('[aria-current="true"]');
    if (!(await current.isVisible())) await press("ArrowDown");
    for (let presses = 0; presses < 2 * count; presses += 1) {
      const at = Number(await current.getAttribute("aria-posinset")) - 1;
      if (at === index) return;
      await press(at < index ? "ArrowDown" : "ArrowUp");
    }
    throw new Error(`the arrows never came to row ${index}`);
  }

  async function openTool(name: string): Promise<void> {
    await tabTo(page, "Hela texten");
    await press("Enter");
    const item = page.getByRole("menuitem", { name });
    await expect(item).toBeVisible();
    for (let presses = 0; presses < 20 && !(await isFocused(item)); presses += 1) await press("ArrowDown");
    await press("Enter");
  }

  async function exportAs(format: ExportFormat): Promise<Uint8Array> {
    const target = join(folder, `text-${format}${exportEndings[format]}`);
    await openTool("Exportera texten …");
    const dialog = page.getByRole("dialog", { name: "Exportera texten" });
    const choice = dialog.getByRole("combobox", { name: "Filformat" });
    await expect(dialog).toBeVisible();
    for (let presses = 0; presses < 20 && !(await isFocused(choice)); presses += 1) await press("Tab");
    await press("Enter");
    const option = page.getByRole("option", { name: sv.exportText.formats[format].name }).first();
    await expect(option).toBeVisible();
    for (let steps = 0; (await option.getAttribute("data-combobox-selected")) !== "true"; steps += 1) {
      expect(steps).toBeLessThan(20);
      await press("ArrowDown");
    }
    await press("Enter");
    await application.answerDialog([target]);
    await tabTo(page, "Välj plats och spara …");
    await press("Enter");
    await expect(dialog.getByText("Texten är sparad")).toBeVisible({ timeout: 60_000 });
    await press("Enter");
    await expect(dialog).toBeHidden();
    return readFile(target);
  }
});

/** One line as a file keeps it; what it cannot keep is `null`. */
interface Kept {
  readonly at: number | null;
  readonly speaker: string | null;
  readonly text: string;
}

function asKeptBy(format: ExportFormat, said: readonly Kept[]): readonly Kept[] {
  return said.map((line) => ({ ...line, at: roundedAs(format, line.at ?? 0) }));
}

/** Where a line begins, as precisely as the format says it. */
function roundedAs(format: ExportFormat, atMs: number): number | null {
  if (format === "plain-text") return null;
  if (format === "docx") return 100 * Math.floor(atMs / 100);
  return format === "f4" ? 100 * Math.round(atMs / 100) : atMs;
}

async function readBack(format: ExportFormat, bytes: Uint8Array): Promise<readonly Kept[]> {
  if (format === "refi-qda") return linesOfProject(bytes);
  const { segments } =
    format === "docx"
      ? await readWordFile(bytes, parsePlainText)
      : parsers[format](new TextDecoder().decode(bytes));
  return segments
    .filter(({ text }) => text !== "")
    .map(({ startMs, speaker, text }) => ({
      at: format === "plain-text" ? null : (startMs ?? null),
      speaker: speaker ?? null,
      text,
    }));
}

/** The lines of a project's text, with the points of synchronisation at which they begin. */
function linesOfProject(bytes: Uint8Array): readonly Kept[] {
  const members = unzipSync(bytes);
  const [, text] = Object.entries(members).find(([name]) => name.endsWith(".txt")) ?? [];
  const project = strFromU8(members["project.qde"] ?? new Uint8Array());
  const points = [...project.matchAll(/timeStamp="(\d+)" position="(\d+)"/g)].map(([, at, position]) => ({
    at: Number(at),
    position: Number(position),
  }));
  let from = 0;
  return strFromU8(text ?? new Uint8Array())
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => {
      const at = points.find(({ position }) => position === from)?.at ?? null;
      from += [...line].length + 1;
      const [, speaker = null, words = line] = /^([^:]+): (.*)$/.exec(line) ?? [];
      return { at, speaker, text: words };
    })
    .filter(({ text: words }) => words !== "");
}

function wordsOf(rows: readonly Segment[]): string[] {
  return rows.filter(({ text }) => text !== "").map(({ speaker, text }) => `${speaker} ${text}`);
}

async function isFocused(control: ReturnType<Page["locator"]>): Promise<boolean> {
  return control.evaluate((element) => element === document.activeElement);
}

declare global {
  interface Window {
    /** How often a mouse, a finger or a pen came to the page. */
    pointersSeen: number;
  }
}

/** Runs in the page before anything else does. */
function countPointers(): void {
  window.pointersSeen = 0;
  for (const kind of ["pointerdown", "pointermove", "mousedown", "mousemove", "touchstart", "wheel"]) {
    window.addEventListener(kind, () => (window.pointersSeen += 1), { capture: true });
  }
}
