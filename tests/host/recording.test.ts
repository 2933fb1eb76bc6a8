/** The shell while a recording is on: microphone, sleep, locks, closing, and the small window. */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import { describe, expect, test } from "vitest";
import { isAlive } from "../support/processes.ts";
import { callInPage, heardInPage, startFixtureApplication } from "./fixtureApplication.ts";
import type { StandIn } from "./launchStandIn.ts";

const application = startFixtureApplication();

interface Recorded {
  readonly calls: readonly string[];
  readonly blockers: readonly string[];
  readonly openedDialogs: readonly object[];
}

interface Opened {
  readonly standIn: StandIn;
  readonly page: Page;
  set(phase: "off" | "armed" | "recording" | "paused"): Promise<unknown>;
  recorded(): Promise<Recorded>;
}

/** A start of its own, for what ends or locks it. */
async function opened(): Promise<Opened> {
  const standIn = await application.launch();
  return handles(standIn, await standIn.openPage(await application.browser.newContext()));
}

/** The one that runs for the whole file; a test leaves it with the recording off. */
function running(): Opened {
  return handles(application.standIn, application.page);
}

function handles(standIn: StandIn, page: Page): Opened {
  return {
    standIn,
    page,
    set: (phase) => callInPage(page, "shell.setRecording", { phase }),
    recorded: async () => (await standIn.command({ kind: "recorded" })) as Recorded,
  };
}

describe("the microphone", () => {
  test("is given while a recording is armed or on, and named only then; the camera never", async () => {
    const { page, set } = running();
    const seen: Record<string, object> = {};
    for (const phase of ["off", "armed", "recording", "paused", "off"] as const) {
      await set(phase);
      seen[phase] = await page.evaluate(triesToListen);
    }
    const denied = { audio: "NotAllowedError", video: "NotAllowedError", hasNames: false };
    const given = { audio: "live", video: "NotAllowedError", hasNames: true };
    expect(seen).toEqual({ off: denied, armed: given, recording: given, paused: given });
  });

  test("is not given to a page that was loaded anew, or whose process is gone", async () => {
    const { standIn, page, set, recorded } = await opened();
    await set("recording");
    await page.reload();
    expect([await page.evaluate(triesToListen), (await recorded()).blockers]).toEqual([
      { audio: "NotAllowedError", video: "NotAllowedError", hasNames: false },
      [],
    ]);
    await set("recording");
    await standIn.command({ kind: "crashPage" });
    expect((await recorded()).blockers).toEqual([]);
    await page.waitForURL(/\/\/v2\./);
    expect(await page.evaluate(triesToListen)).toMatchObject({ audio: "NotAllowedError" });
    await standIn.close();
  });

  test("is allowed by a system that does not tell", async () => {
    expect(await application.call("shell.microphoneAccess", {})).toEqual({
      ok: true,
      value: { state: "granted" },
    });
  });
});

test("the computer stays awake with its screen lit while a recording is on or paused, and no longer", async () => {
  const { page, set, recorded } = running();
  const seen: object[] = [];
  for (const phase of ["armed", "recording", "paused", "recording", "armed", "recording", "off"] as const) {
    await set(phase);
    const idle = (await callInPage(page, "shell.idle", {})) as { value: { isRecording: boolean } };
    seen.push([phase, (await recorded()).blockers, idle.value.isRecording]);
  }
  const lit = ["prevent-display-sleep"];
  expect(seen).toEqual([
    ["armed", [], false],
    ["recording", lit, true],
    ["paused", lit, true],
    ["recording", lit, true],
    ["armed", [], false],
    ["recording", lit, true],
    ["off", [], false],
  ]);
});

describe("while a recording is on", () => {
  test.each(["recording", "paused"] as const)(
    "(%s) a locked screen does not lock, but it does as soon as the recording is over",
    async (phase) => {
      const { standIn, page, set } = await opened();
      const before = await standIn.vaultPid();
      await set(phase);
      await standIn.emitPower("lock-screen");
      expect([await hasHeardOfLocking(page), isAlive(before)]).toEqual([false, true]);
      await Promise.allSettled([set("off"), page.waitForURL(/\/\/v2\./)]);
      expect([isAlive(before), (await standIn.vaultPid()) === before]).toEqual([false, false]);
      await standIn.close();
    },
  );

  test("a screen that was locked and is unlocked again locks nothing afterwards", async () => {
    const { standIn, page, set } = running();
    const before = await standIn.vaultPid();
    await set("recording");
    await standIn.emitPower("lock-screen");
    await standIn.emitPower("unlock-screen");
    await set("off");
    expect([await hasHeardOfLocking(page), await standIn.vaultPid()]).toEqual([false, before]);
  });

  test.each(["suspend", "shutdown"])("%s locks at once, once, and ends the recording", async (event) => {
    const { standIn, page, set, recorded } = await opened();
    const before = await standIn.vaultPid();
    await finishWhenLocking(page);
    await set("recording");
    await standIn.emitPower("lock-screen");
    await standIn.emitPower(event);
    await page.waitForURL(/\/\/v2\./);
    expect(await callInPage(page, "vault.list", {})).toEqual({ ok: true, value: [] });
    const { calls, blockers } = await recorded();
    expect([
      isAlive(before),
      blockers,
      calls.filter((call) => call === "webContents.forcefullyCrashRenderer"),
    ]).toEqual([false, [], ["webContents.forcefullyCrashRenderer"]]);
    await standIn.close();
  });

  test("Lock in the menu lets the page ask", async () => {
    const { standIn, page, set } = running();
    const before = await standIn.vaultPid();
    await set("recording");
    await standIn.command({ kind: "clickMenu", accelerator: "CmdOrCtrl+L" });
    expect(await heardInPage(page, "heard", 1)).toEqual([{ name: "lock.wanted", payload: {} }]);
    expect(await standIn.vaultPid()).toBe(before);
    await set("off");
  });

  test("a page that is lost leaves no recording open: the vault begins anew, locked", async () => {
    const { standIn, page, set } = await opened();
    const before = await standIn.vaultPid();
    await set("recording");
    await standIn.command({ kind: "crashPage" });
    const isAnother = async () => (await standIn.vaultPid()) !== before && !isAlive(before);
    await expect.poll(isAnother, { timeout: 15_000 }).toBe(true);
    await page.waitForURL(/\/\/v[2-9]\./);
    await standIn.close();
  });

  test("what the page asks for is done: it has asked", async () => {
    const { standIn, page, set } = await opened();
    const before = await standIn.vaultPid();
    await finishWhenLocking(page);
    await set("recording");
    await Promise.allSettled([callInPage(page, "shell.lock", {}), page.waitForURL(/\/\/v2\./)]);
    await standIn.vaultPid();
    expect(isAlive(before)).toBe(false);
    await standIn.close();
  });
});

describe("closing while a recording is on", () => {
  const question = {
    kind: "message",
    type: "question",
    message: "Inspelning pågår",
    detail: "Stänger du Lyhörd nu stoppas inspelningen. Det som har spelats in sparas.",
    buttons: ["Fortsätt spela in", "Stoppa och spara"],
    defaultId: 0,
    cancelId: 0,
    noLink: true,
  };

  test("asks, once however often it is asked for, and goes on recording if that is wanted", async () => {
    const { standIn, page, set, recorded } = await opened();
    await set("recording");
    await standIn.command({ kind: "closeWindow" });
    await standIn.command({ kind: "quit" });
    await standIn.answerQuestion("Fortsätt spela in");
    expect(await callInPage(page, "vault.list", {})).toEqual({ ok: true, value: [] });
    const { openedDialogs, blockers } = await recorded();
    expect({ openedDialogs, blockers }).toEqual({
      openedDialogs: [question],
      blockers: ["prevent-display-sleep"],
    });
    await set("off");
    await standIn.close();
  });

  test("has the page stop and save, if that is wanted, before it ends", async () => {
    const { standIn, page, set } = await opened();
    await set("recording");
    await finishWhenLocking(page);
    await standIn.command({ kind: "closeWindow" });
    await standIn.answerQuestion("Stoppa och spara");
    expect(await standIn.ended).toBe(0);
    expect(await readFile(join(standIn.home, "saved.txt"), "utf8")).toBe("sealed");
  });

  test("asks nothing while it is only armed", async () => {
    const { standIn, set } = await opened();
    await set("armed");
    await standIn.command({ kind: "closeWindow" });
    expect(await standIn.ended).toBe(0);
  });
});

describe("the small window", () => {
  const small = [
    "window.setMinimumSize:280x120",
    "window.setMenuBarVisibility:false",
    "window.setContentSize:360x150",
    "window.setPosition:1056,24",
    "window.setAlwaysOnTop:floating",
  ];
  const asItWas = [
    "window.setAlwaysOnTop:no",
    "window.setMenuBarVisibility:true",
    `window.setBounds:${JSON.stringify({ x: 0, y: 0, width: 1280, height: 860 })}`,
    "window.setMinimumSize:640x480",
  ];
  const windowCalls = async ({ recorded }: Opened) =>
    (await recorded()).calls.filter((call) => call.startsWith("window."));
  /** The calls since now. */
  const follow = async (app: Opened) => {
    const before = (await windowCalls(app)).length;
    return async () => (await windowCalls(app)).slice(before);
  };

  test("is above all others while recording, and exactly as it was when the recording is over", async () => {
    const { page, set } = running();
    const calls = await follow(running());
    const sizeBefore = page.viewportSize();
    await set("recording");
    await callInPage(page, "shell.setCompact", { isCompact: true });
    await callInPage(page, "shell.setCompact", { isCompact: true });
    await expect.poll(() => page.viewportSize()).toEqual({ width: 360, height: 150 });
    await set("paused");
    expect(await calls()).toEqual(small);
    await set("off");
    await expect.poll(() => page.viewportSize()).toEqual(sizeBefore);
    expect(await calls()).toEqual([...small, ...asItWas]);
  });

  test.each([
    ["maximize", "restore", ["window.unmaximize", ...small, ...asItWas, "window.maximize"]],
    [
      "enterFullScreen",
      "leaveFullScreen",
      ["window.setFullScreen:false", ...small, ...asItWas, "window.setFullScreen:true"],
    ],
  ] as const)("comes from %s and goes back to it when the page says so", async (kind, back, expected) => {
    const { standIn, page, set } = running();
    await standIn.command({ kind });
    const calls = await follow(running());
    await set("recording");
    await callInPage(page, "shell.setCompact", { isCompact: true });
    await expect.poll(() => page.viewportSize()).toEqual({ width: 360, height: 150 });
    await callInPage(page, "shell.setCompact", { isCompact: false });
    expect(await calls()).toEqual(expected);
    await set("off");
    await standIn.command({ kind: back });
  });

  test("does not come without a recording", async () => {
    const { page, set } = running();
    const calls = await follow(running());
    await set("armed");
    await callInPage(page, "shell.setCompact", { isCompact: true });
    expect(await calls()).toEqual([]);
    await set("off");
  });

  test("is not what is remembered for the next start", async () => {
    const { standIn, page, set } = await opened();
    await finishWhenLocking(page);
    await set("recording");
    await callInPage(page, "shell.setCompact", { isCompact: true });
    await standIn.command({ kind: "closeWindow" });
    await standIn.answerQuestion("Stoppa och spara");
    await standIn.ended;
    expect(JSON.parse(await readFile(join(standIn.home, "settings.json"), "utf8"))).toMatchObject({
      window: { bounds: { x: 0, y: 0, width: 1280, height: 860 }, isMaximized: false },
    });
  });
});

/** A lock that has begun has told the page before this is answered. */
async function hasHeardOfLocking(page: Page): Promise<boolean> {
  await callInPage(page, "shell.idle", {});
  return page.evaluate(() =>
    window.heard.some((event) => (event as { name: string }).name === "vault.locking"),
  );
}

/** Makes the page do what the application does when it hears of locking: finish the recording, and say so. */
function finishWhenLocking(page: Page): Promise<void> {
  return page.evaluate(() => {
    const { lyhord } = window as unknown as {
      lyhord: {
        call(n: string, i: unknown): Promise<unknown>;
        on(listener: (event: { name: string }) => void): void;
      };
    };
    lyhord.on(({ name }) => {
      if (name !== "vault.locking") return;
      void lyhord
        .call("note.create", { text: "sealed" })
        .then(() => lyhord.call("shell.setRecording", { phase: "off" }))
        .then(() => lyhord.call("shell.saved", {}));
    });
  });
}

/** What comes of asking for sound, for a picture, and for the names of microphones. */
async function triesToListen() {
  const ask = async (constraints: MediaStreamConstraints) => {
    try {
      const [track] = (await navigator.mediaDevices.getUserMedia(constraints)).getTracks();
      const state = track?.readyState;
      track?.stop();
      return state;
    } catch (error) {
      return (error as Error).name;
    }
  };
  const devices = await navigator.mediaDevices.enumerateDevices();
  return {
    audio: await ask({ audio: true }),
    video: await ask({ audio: true, video: true }),
    hasNames: devices.some(({ kind, label }) => kind === "audioinput" && label !== ""),
  };
}
