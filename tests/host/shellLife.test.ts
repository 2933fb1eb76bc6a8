/** The shell's life in its host: locking, a vault process that dies, a second instance, what is remembered. */
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import { describe, expect, test } from "vitest";
import { isAlive, rendererPid } from "../support/processes.ts";
import { callInPage, heardInPage, launchChromium, startFixtureApplication } from "./fixtureApplication.ts";
import type { StandIn } from "./launchStandIn.ts";

const application = startFixtureApplication();

interface Recorded {
  readonly menuLabels: readonly string[];
  readonly calls: readonly string[];
  readonly themeSource: string;
  readonly utilityProcesses: readonly object[];
}

const recorded = async (standIn: StandIn) => (await standIn.command({ kind: "recorded" })) as Recorded;

describe("locking", () => {
  test("ends the vault process, starts a locked one, and brings the page up in a new process", async () => {
    const standIn = await application.launch();
    // A browser of its own: a trace records all pages of a browser.
    const browser = await launchChromium();
    const page = await standIn.openPage(await browser.newContext());
    const [vaultBefore, rendererBefore] = [await standIn.vaultPid(), await rendererPid(browser, page)];
    await Promise.allSettled([callInPage(page, "shell.lock", {}), page.waitForURL(/\/\/v2\./)]);
    const vaultAfter = await standIn.vaultPid();
    expect(isAlive(vaultBefore)).toBe(false);
    expect(vaultAfter).not.toBe(vaultBefore);
    expect(await callInPage(page, "vault.session", {})).toEqual({ ok: true, value: null });
    expect(await rendererPid(browser, page)).not.toBe(rendererBefore);
    await expect.poll(() => isAlive(rendererBefore), { timeout: 30_000 }).toBe(false);
    expect((await recorded(standIn)).calls.slice(-2)).toEqual([
      "webContents.forcefullyCrashRenderer",
      "webContents.reload",
    ]);
    await standIn.close();
    await browser.close();
  });

  test("tells the page first, and waits until it has saved", async () => {
    const { standIn, page } = await opened();
    await saveOnLocking(page, "typed before the screen was locked");
    await standIn.emitPower("lock-screen");
    await page.waitForURL(/\/\/v2\./);
    expect(await readFile(join(standIn.home, "saved.txt"), "utf8")).toBe(
      "typed before the screen was locked",
    );
    await standIn.close();
  });

  test("closing the window waits for the same", async () => {
    const { standIn, page } = await opened();
    await saveOnLocking(page, "typed before closing");
    await standIn.close();
    expect(await readFile(join(standIn.home, "saved.txt"), "utf8")).toBe("typed before closing");
  });

  test.each(["suspend", "lock-screen"])("happens when the computer says %s", async (event) => {
    const { standIn, page } = await opened();
    const before = await standIn.vaultPid();
    await standIn.emitPower(event);
    await page.waitForURL(/\/\/v2\./);
    expect(isAlive(before)).toBe(false);
    await standIn.close();
  });

  test("a request that never ends does not hold it up", async () => {
    const { standIn, page } = await opened();
    const before = await standIn.vaultPid();
    const open = callInPage(page, "transcript.read", { conversationId: "x" }).catch(() => "the page is gone");
    await standIn.command({ kind: "clickMenu", accelerator: "CmdOrCtrl+L" });
    await page.waitForURL(/\/\/v2\./);
    expect(isAlive(before)).toBe(false);
    expect(["the page is gone", { ok: false, error: { code: "vault.process-ended" } }]).toContainEqual(
      await open,
    );
    await standIn.close();
  });

  test("two locks at once are one", async () => {
    const { standIn, page } = await opened();
    await Promise.all([standIn.emitPower("suspend"), standIn.emitPower("lock-screen")]);
    await page.waitForURL(/\/\/v2\./);
    expect((await recorded(standIn)).utilityProcesses).toHaveLength(2);
    await standIn.close();
  });
});

describe("a vault process that dies", () => {
  test("answers what was open as ended, tells the page, and is followed by a locked one", async () => {
    const { standIn, page } = await opened();
    const before = await standIn.vaultPid();
    const open = callInPage(page, "transcript.read", { conversationId: "x" });
    await callInPage(page, "vault.list", {});
    await standIn.killVaultProcess();
    expect(await open).toEqual({ ok: false, error: { code: "vault.process-ended" } });
    expect(await heardInPage(page, "heard", 1)).toEqual([{ name: "vault.ended", payload: {} }]);
    expect(await callInPage(page, "vault.list", {})).toEqual({ ok: true, value: [] });
    expect(await standIn.vaultPid()).not.toBe(before);
    // The page was not reloaded: what is being typed is still there.
    expect(page.url()).toContain("//v1.");
    await standIn.close();
  });

  test("leaves a line in the log, without a path or a message", async () => {
    const { standIn, page } = await opened();
    await callInPage(page, "vault.list", {});
    await standIn.killVaultProcess();
    await heardInPage(page, "heard", 1);
    const lines = (await readFile(join(standIn.home, "logs/main.log"), "utf8")).trim().split("\n");
    expect(lines.map((line) => Object.keys(JSON.parse(line) as object))).toEqual(
      lines.map(() => ["time", "process", "level", "event"]),
    );
    expect(lines.map((line) => (JSON.parse(line) as { event: string }).event)).toEqual([
      "application.started",
      "vault-process.died",
    ]);
    await standIn.close();
  });
});

describe("the application around it", () => {
  test("a second instance on the same folder ends at once and leaves the first alone", async () => {
    const { standIn, page } = await opened();
    const second = application.launch({ home: standIn.home });
    await expect(second).rejects.toThrow("ended with 0");
    expect(await callInPage(page, "vault.list", {})).toEqual({ ok: true, value: [] });
    await standIn.command({ kind: "secondInstance" });
    expect((await recorded(standIn)).calls.at(-1)).toBe("window.focus");
    await standIn.close();
  });

  test.each([
    ["sv-SE", "sv", "Lås"],
    ["nn-NO", "nb", "Lås"],
    ["da", "da", "Lås"],
    ["en-GB", "en", "Lock"],
    ["fi", "en", "Lock"],
  ])("a computer that speaks %s gets %s", async (language, expected, lockLabel) => {
    const standIn = await application.launch({ language });
    const page = await standIn.openPage(await application.browser.newContext());
    expect(await callInPage(page, "shell.info", {})).toEqual({
      ok: true,
      value: {
        version: expect.stringMatching(/^\d+\.\d+\.\d+$/),
        host: "stand-in",
        platform: process.platform,
        systemLanguage: expected,
        language: expected,
      },
    });
    expect((await recorded(standIn)).menuLabels).toContain(lockLabel);
    await standIn.close();
  });

  test("theme and language of the shell follow the page, and are there again after a restart", async () => {
    const { standIn, page } = await opened();
    await callInPage(page, "shell.setAppearance", { theme: "dark", language: "en" });
    const seen = async (from: StandIn) => {
      const { themeSource, menuLabels } = await recorded(from);
      return { themeSource, hasLock: menuLabels.includes("Lock") };
    };
    expect(await seen(standIn)).toEqual({ themeSource: "dark", hasLock: true });
    await standIn.close();
    const again = await application.launch({ home: standIn.home });
    expect(await seen(again)).toEqual({ themeSource: "dark", hasLock: true });
    expect((await readdir(standIn.home)).sort()).toEqual([
      "chromium",
      "logs",
      "settings.json",
      "stand-in.lock",
    ]);
    await again.close();
  });
});

async function opened(): Promise<{ standIn: StandIn; page: Page }> {
  const standIn = await application.launch();
  return { standIn, page: await standIn.openPage(await application.browser.newContext()) };
}

/** Makes the page do what the application does: save what is being typed when it hears of locking. */
function saveOnLocking(page: Page, text: string): Promise<void> {
  return page.evaluate((typed) => {
    const { lyhord } = window as unknown as {
      lyhord: {
        call(n: string, i: unknown): Promise<unknown>;
        on(listener: (event: { name: string }) => void): void;
      };
    };
    lyhord.on(({ name }) => {
      if (name !== "vault.locking") return;
      void lyhord.call("note.create", { text: typed }).then(() => lyhord.call("shell.saved", {}));
    });
  }, text);
}
