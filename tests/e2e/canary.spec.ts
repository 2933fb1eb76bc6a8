/**
 * Nothing readable is left on this computer, nothing secret in a log or an address, and nothing leaves (SECURITY.md §6, 13, 14, 29).
 *
 * Every word that a person types or takes in is a canary. The profile is a persistent one: Playwright's own contexts
 * lie in memory and would pass without proving anything.
 */
import { mkdir, mkdtemp, open, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type BrowserContext, chromium, type Page } from "@playwright/test";
import { type LaunchedApplication, launchApplication } from "../host/launch.ts";
import { test as base, expect } from "../support/applicationTest.ts";
import { canariesIn, descendants, scanDeletedFiles, scanFolders } from "../support/canaryScan.ts";
import { chromiumTestFlags, requireChromium } from "../support/findChromium.ts";
import { fixturePath } from "../support/fixturePath.ts";
import { ask } from "./steps/ask.ts";
import { derivation, exampleConsent, exampleMandate, offer, soundIsReady } from "./steps/quickVault.ts";

const canaries = {
  passphrase: "kanarieblad skiffer mossa vindspel",
  vaultName: "Kanariefinken",
  pseudonym: "Kanariealmen",
  purpose: "kanarieändamål att bli bättre",
  audience: "kanariepublik i lärgruppen",
  keptWhere: "kanariearkiv 4711",
  organisation: "Kanarieverket",
  occasion: "kanarietillfälle det andra",
  fileName: "kanarieinspelning",
  sound: "KanarieLjudetsEgnaBytes",
  said: "kanarieyttrande om en svår vinter",
  edited: "kanarieredigering efteråt",
  note: "kanarieanteckning om tystnaden",
  searched: "kanariesökning",
} as const;
const words = Object.values(canaries);
/** The vault's name is shown on the door: it stands in `vault.json` on purpose. */
const hidden = words.filter((word) => word !== canaries.vaultName);

interface Computer {
  readonly application: LaunchedApplication;
  readonly context: BrowserContext;
  readonly page: Page;
  /** Everything that the application and its browser may write to. */
  readonly folders: { readonly home: string; readonly temporary: string; readonly profile: string };
  /** Where the person's own files lie; not scanned. */
  readonly desk: string;
  readonly requested: readonly string[];
}

const test = base.extend<{ isPrivate: boolean; computer: Computer }>({
  isPrivate: [true, { option: true }],
  computer: async ({ isPrivate }, use) => {
    const root = await mkdtemp(join(tmpdir(), "lyhord-canary-"));
    const folders = {
      home: join(root, "home"),
      temporary: join(root, "tmp"),
      profile: join(root, "profile"),
    };
    const desk = join(root, "desk");
    for (const folder of [...Object.values(folders), desk]) await mkdir(folder);
    const application = await inTemporaryFolder(folders.temporary, () =>
      launchApplication({ home: folders.home }),
    );
    const context = await chromium.launchPersistentContext(folders.profile, {
      executablePath: requireChromium(),
      // As the window of `npm start`: a profile on the disk, a session in memory.
      args: [...chromiumTestFlags, ...(isPrivate ? ["--incognito"] : [])],
      // It would put shared memory among the temporary files.
      ignoreDefaultArgs: ["--disable-dev-shm-usage"],
      env: { ...process.env, TMPDIR: folders.temporary } as Record<string, string>,
      locale: "sv-SE",
    });
    const requested: string[] = [];
    context.on("request", (request) => requested.push(request.url()));
    context.on("page", (opened) => opened.on("websocket", (socket) => requested.push(socket.url())));
    const page = await application.openPage(context);
    await use({ application, context, page, folders, desk, requested });
    await application.close();
    await context.close();
    await rm(root, { recursive: true, force: true, maxRetries: 3 });
  },
});

// A trace would hold every word itself.
test.use({ trace: "off", screenshot: "off", actionTimeout: 15_000 });

test("after a whole tour no word of it lies on the disk, in a log or in an address", async ({ computer }) => {
  test.slow();
  const { application, page, folders, requested } = computer;
  const recoveryCode = await tour(computer);
  const secrets = [...words, recoveryCode, ...recoveryCode.split("-")];

  const processes = descendants(process.pid);
  expect(processes.length).toBeGreaterThan(2);
  expect(scanDeletedFiles(processes, secrets)).toEqual([]);
  expect(await scanFolders(Object.values(folders), hidden)).toEqual([]);

  const refusals = await refusedRequests(page);
  expect(refusals.length).toBeGreaterThan(2);
  expect(
    canariesIn(Buffer.from(JSON.stringify(refusals)), [...secrets, folders.home, computer.desk]),
  ).toEqual([]);

  const origin = /^(https?|wss?):\/\/(v\d+\.)?localhost:\d+\/|^(app:|data:)/;
  expect(requested.filter((url) => !origin.test(url))).toEqual([]);
  expect(
    requested.filter((url) => canariesIn(Buffer.from(decodeURIComponent(url)), secrets).length > 0),
  ).toEqual([]);
  expect(requested.some((url) => url.includes("/media/"))).toBe(true);

  await application.close();
  // Also what was still in memory when the tour ended and came to the disk on closing.
  await computer.context.close();
  expect(await scanFolders(Object.values(folders), hidden)).toEqual([]);
  const lines = await logLines(folders.home);
  expect(lines.length).toBeGreaterThan(0);
  expect(canariesIn(Buffer.from(lines.join("\n")), [...secrets, folders.home, computer.desk])).toEqual([]);
  // No key either: nothing that is long enough, in hexadecimal or base64, beside the incident ids.
  const withoutIds = lines.join("\n").replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, "");
  expect(withoutIds).not.toMatch(/[0-9a-fA-F]{32}|[A-Za-z0-9+/_-]{40}/);
});

test.describe("where the session is on the disk", () => {
  test.use({ isPrivate: false });

  test("a page that keeps words in the browser is found out by the same scan", async ({ computer }) => {
    const { page, context, folders } = computer;
    await page.evaluate(async (kept) => {
      localStorage.setItem("kept", kept.said);
      const cache = await caches.open("kept");
      await cache.put("/kept", new Response(kept.note));
      await new Promise<void>((resolve, reject) => {
        const opening = indexedDB.open("kept");
        opening.onerror = () => reject(opening.error);
        opening.onupgradeneeded = () => opening.result.createObjectStore("words");
        opening.onsuccess = () => {
          const writing = opening.result.transaction("words", "readwrite");
          writing.objectStore("words").put(kept.edited, 1);
          writing.oncomplete = () => resolve();
        };
      });
    }, canaries);
    await context.close();
    const found = await scanFolders([folders.profile], words);
    expect([...new Set(found.map(({ canary }) => canary))].sort()).toEqual(
      [canaries.said, canaries.note, canaries.edited].sort(),
    );
  });
});

test("words in a file, in its name, in other encodings and in a deleted file are found", async ({
  computer,
}) => {
  const { folders, desk } = computer;
  await writeFile(join(folders.home, `${canaries.fileName}.txt`), "");
  await writeFile(join(folders.home, "utf16"), Buffer.from(`xx${canaries.said}`, "utf16le"));
  await writeFile(join(folders.home, "base64"), Buffer.from(`..${canaries.note}..`).toString("base64"));
  const found = await scanFolders([folders.home], words);
  expect(found.map(({ canary }) => canary).sort()).toEqual(
    [canaries.note, canaries.said, canaries.fileName].sort(),
  );

  const path = join(desk, "deleted");
  const held = await open(path, "w+");
  await held.write(canaries.edited);
  await rm(path);
  expect(scanDeletedFiles([process.pid], words).map(({ canary }) => canary)).toEqual([canaries.edited]);
  await held.close();
});

/** Everything a person does, from the first vault to the lock. @returns the recovery code */
async function tour({ application, page, desk }: Computer): Promise<string> {
  const { recoveryCode } = await ask(page, "vault.create", {
    name: canaries.vaultName,
    passphrase: new TextEncoder().encode(canaries.passphrase),
    language: "sv",
    rolePair: "adviser-client",
  });
  await page.reload();
  await ask(page, "mandate.save", { ...exampleMandate, organisation: canaries.organisation });
  const { pseudonym, purpose, audience, keptWhere } = canaries;
  const consent = await ask(
    page,
    "consent.create",
    exampleConsent({ pseudonym, purpose, audience, keptWhere }),
  );
  const { conversationId } = await ask(page, "conversation.create", {
    permission: { kind: "client", consentId: consent.id },
    occasion: canaries.occasion,
    heldOn: consent.givenOn,
  });
  const sound = join(desk, `${canaries.fileName}.flac`);
  await writeFile(sound, await soundWithCanary());
  const audioId = await offer(application, page, "audio", sound);
  await ask(page, "audio.import", { conversationId, sourceId: audioId, durationMs: null });
  await soundIsReady(page, conversationId);

  await page.getByRole("button", { name: canaries.pseudonym }).first().click();
  const transcriptFile = join(desk, `${canaries.fileName}.vtt`);
  await writeFile(transcriptFile, `WEBVTT\n\n00:00:01.800 --> 00:00:03.200\n<v Klient>${canaries.said}\n`);
  await application.answerDialog([transcriptFile]);
  await page.getByRole("button", { name: /^(Ta|Hämta) in en transkription/ }).click();
  await page.getByRole("button", { name: "Välj fil …" }).click();
  await page.getByRole("button", { name: /^Hämta in transkriptionen/ }).click();
  const transcript = page.getByRole("region", { name: "Transkription" });
  await transcript.getByText(canaries.said, { exact: true }).dblclick();
  await page.keyboard.type(` ${canaries.edited}`);
  await page.keyboard.press("Escape");
  await page.keyboard.press("n");
  await page.getByRole("tabpanel").getByRole("textbox").fill(canaries.note);
  await page.keyboard.press("ControlOrMeta+Enter");
  await expect(page.getByRole("tabpanel").getByText(canaries.note)).toBeVisible();
  await page.getByRole("button", { name: "Spela", exact: true }).click();
  await expect(page.getByRole("button", { name: "Pausa", exact: true })).toBeVisible();
  await page.keyboard.press("ControlOrMeta+k");
  await page.getByPlaceholder("Sök i samtal, text och anteckningar").fill(canaries.searched);
  await expect(page.getByRole("status").filter({ hasText: "Inget hittat" })).toBeVisible();
  await page.keyboard.press("Escape");
  await page.keyboard.press("ControlOrMeta+l");
  await page.getByLabel("Lösenfras", { exact: true }).fill(`${canaries.passphrase} fel`);
  await page.getByRole("button", { name: "Lås upp" }).click();
  await expect(page.getByText("Det var inte rätt lösenfras.")).toBeVisible(derivation);
  return recoveryCode;
}

/** A real sound that also holds a canary, where a recorder writes its comments. */
async function soundWithCanary(): Promise<Buffer> {
  const flac = await readFile(fixturePath("speech.flac"));
  const text = Buffer.from(canaries.sound);
  // An application block (type 2) after the first, which is always 4 + 34 bytes after the magic (RFC 9639 §8).
  const at = 4 + 4 + 34;
  const block = Buffer.concat([Buffer.from([2, 0, 0, 4 + text.length]), Buffer.from("test"), text]);
  return Buffer.concat([flac.subarray(0, at), block, flac.subarray(at)]);
}

/** Asks for what is refused, with canaries in every question; gives the raw answers. */
function refusedRequests(page: Page): Promise<unknown[]> {
  return page.evaluate(async (typed) => {
    const { lyhord } = window as unknown as {
      lyhord: { call(name: string, input: unknown): Promise<{ ok: boolean }> };
    };
    const vaultId = "11111111-2222-4333-8444-555555555555";
    const bytes = new TextEncoder().encode(typed.passphrase);
    const asked: readonly (readonly [string, unknown])[] = [
      ["vault.unlock", { vaultId, secret: { kind: "passphrase", bytes } }],
      [
        "vault.create",
        { name: typed.vaultName, passphrase: bytes, language: typed.note, rolePair: "adviser-client" },
      ],
      ["search.everywhere", { text: typed.searched }],
      ["note.create", { text: typed.note }],
      [`note.${typed.note}`, { text: typed.note }],
    ];
    const answers = await Promise.all(asked.map(([name, input]) => lyhord.call(name, input)));
    return answers.filter(({ ok }) => !ok);
  }, canaries);
}

async function logLines(home: string): Promise<string[]> {
  const folder = join(home, "logs");
  const files = await Promise.all(
    (await readdir(folder)).map((name) => readFile(join(folder, name), "utf8")),
  );
  return files.flatMap((text) => text.split("\n").filter((line) => line !== ""));
}

/** Starts something with another folder for temporary files. */
async function inTemporaryFolder<T>(folder: string, start: () => Promise<T>): Promise<T> {
  const before = process.env.TMPDIR;
  process.env.TMPDIR = folder;
  try {
    return await start();
  } finally {
    if (before === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = before;
  }
}
