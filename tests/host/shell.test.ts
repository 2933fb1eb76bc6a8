/** The shell in its host: the Electron checklist of SECURITY.md §5 as far as it shows here. */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import { describe, expect, test } from "vitest";
import { contentSecurityPolicy } from "../../electron/shell/securityHeaders.ts";
import { startFixtureApplication } from "./fixtureApplication.ts";

const application = startFixtureApplication();

interface Recorded {
  readonly windows: readonly { readonly webPreferences: Record<string, unknown> }[];
  readonly commandLine: readonly string[];
  readonly calls: readonly string[];
  readonly privilegedSchemes: readonly object[];
  readonly isPersistent: boolean;
  readonly spellCheckerEnabled: boolean;
  readonly defaultSessionHandles: boolean;
}

const recorded = async () => (await application.standIn.command({ kind: "recorded" })) as Recorded;

describe("what main asks of Electron", () => {
  test("the window is sandboxed, isolated and without Node", async () => {
    const { windows } = await recorded();
    expect(windows.map(({ webPreferences }) => webPreferences)).toEqual([
      {
        preload: join(application.outFolder, "electron/preload.cjs"),
        partition: "lyhord",
        sandbox: true,
        contextIsolation: true,
        nodeIntegration: false,
        nodeIntegrationInWorker: false,
        nodeIntegrationInSubFrames: false,
        webviewTag: false,
        webSecurity: true,
        allowRunningInsecureContent: false,
        experimentalFeatures: false,
        // The stand-in is never a packaged application.
        devTools: true,
        navigateOnDragDrop: false,
        spellcheck: false,
        backgroundThrottling: false,
      },
    ]);
  });

  test("every process is sandboxed, no crash reporter runs, the session is in memory and does not spell-check", async () => {
    const { calls, commandLine, isPersistent, spellCheckerEnabled, defaultSessionHandles } = await recorded();
    expect(calls).toContain("app.enableSandbox");
    expect(commandLine).toContain("disable-breakpad");
    expect({ isPersistent, spellCheckerEnabled, defaultSessionHandles }).toEqual({
      isPersistent: false,
      spellCheckerEnabled: false,
      defaultSessionHandles: false,
    });
  });

  test("the scheme is standard, secure and streams", async () => {
    expect((await recorded()).privilegedSchemes).toEqual([
      { scheme: "app", privileges: { standard: true, secure: true, stream: true, supportFetchAPI: true } },
    ]);
  });

  test.each([
    ["media", { mediaTypes: ["audio"], mediaType: "audio", requestingUrl: "app://lyhord/index.html" }],
    ["media", { mediaTypes: ["video"], mediaType: "video", requestingUrl: "app://lyhord/index.html" }],
    ["media", { mediaTypes: ["audio"], mediaType: "audio", requestingUrl: "https://example.org/" }],
    ["geolocation", { requestingUrl: "app://lyhord/index.html" }],
    ["clipboard-read", { requestingUrl: "app://lyhord/index.html" }],
    ["fileSystem", { requestingUrl: "app://lyhord/index.html" }],
    ["display-capture", { mediaTypes: ["audio"], requestingUrl: "app://lyhord/index.html" }],
    ["notifications", { requestingUrl: "app://lyhord/index.html" }],
  ])("the permission %s is denied while no recording is armed: %j", async (permission, details) => {
    expect(
      await application.standIn.command({
        kind: "askPermission",
        permission,
        details: { isMainFrame: true, ...details },
      }),
    ).toEqual({ granted: false, checked: false });
  });

  test.each(["will-navigate", "will-redirect", "will-frame-navigate"] as const)(
    "%s is prevented",
    async (event) => {
      expect(await application.standIn.command({ kind: "askNavigation", event })).toEqual({
        isPrevented: true,
      });
    },
  );

  test("no second window opens", async () => {
    for (const url of ["https://example.org/", "app://lyhord/index.html", "javascript:alert(1)"]) {
      expect(await application.standIn.command({ kind: "askWindowOpen", url })).toEqual({ action: "deny" });
    }
  });

  test.each([
    ["app://lyhord/index.html", true],
    ["app://lyhord/media/x", true],
    ["app://other/index.html", false],
    ["https://example.org/", false],
    ["http://127.0.0.1/", false],
    ["ws://127.0.0.1/", false],
    ["file:///etc/hostname", false],
    ["app://lyhord.example.org/", false],
    ["not a url", false],
  ])("a request to %s may leave: %s", async (url, isAllowed) => {
    expect(await application.standIn.command({ kind: "askRequest", url })).toBe(isAllowed);
  });
});

describe("the gate of the one channel", () => {
  const frame = { frameUrl: "app://lyhord/index.html", isTopFrame: true, isOurWindow: true };
  const envelope = { kind: "request", name: "vault.list", input: {} };
  const invoke = (from: Partial<typeof frame>, message: unknown) =>
    application.standIn.command({ kind: "invoke", ...frame, ...from, args: [message] });
  const refused = (code: string) => ({ ok: false, error: { code } });

  test("our own top frame is answered", async () => {
    expect(await invoke({}, envelope)).toEqual({ ok: true, value: [] });
  });

  test.each([
    ["another origin", { frameUrl: "https://example.org/" }],
    ["a look-alike host", { frameUrl: "app://lyhord.example.org/" }],
    ["an inner frame", { isTopFrame: false }],
    ["another window", { isOurWindow: false }],
  ])("%s is refused", async (_, from) => {
    expect(await invoke(from, envelope)).toEqual(refused("request.unknown"));
  });

  test.each([
    ["nothing", undefined],
    ["text", "vault.list"],
    ["an unknown kind", { kind: "other", name: "vault.list", input: {} }],
    ["one field too many", { ...envelope, more: 1 }],
    ["a name that is no text", { ...envelope, name: 7 }],
    ["no paths", { kind: "dropped", paths: [] }],
    ["paths that are no text", { kind: "dropped", paths: [1] }],
  ])("%s is no message", async (_, message) => {
    expect(await invoke({}, message)).toEqual(refused("request.invalid"));
  });

  test.each(["internal.offer", "internal.mediaRead", "toString", "__proto__", "shell.eval", ""])(
    "the name %j is unknown",
    async (name) => {
      expect(await invoke({}, { ...envelope, name })).toEqual(refused("request.unknown"));
    },
  );

  test("a message above four mebibytes is refused before it is looked at", async () => {
    const input = { bytes: new Uint8Array(4 * 1024 * 1024) };
    expect(await invoke({}, { ...envelope, input })).toEqual(refused("request.too-large"));
  });

  test("a piece of one mebibyte passes", async () => {
    const input = { bytes: new Uint8Array(1024 * 1024) };
    expect(await invoke({}, { ...envelope, name: "note.list", input })).toMatchObject({ ok: true });
  });

  test("input of a shell request that breaks its schema is invalid", async () => {
    expect(await application.call("shell.setAppearance", { theme: "pink", language: "sv" })).toEqual(
      refused("request.invalid"),
    );
  });
});

describe("what the page gets", () => {
  test("only listed files, each with policy and no-store", async () => {
    const files = JSON.parse(
      await readFile(join(application.outFolder, "pageFiles.json"), "utf8"),
    ) as string[];
    for (const path of files) {
      expect(await headOf(application.page, path)).toEqual({
        status: 200,
        policy: contentSecurityPolicy,
        cache: "no-store",
      });
    }
    expect(files).toContain("index.html");
  });

  test.each([
    "pageFiles.json",
    "./",
    "index.html/",
    "INDEX.HTML",
    "main.ts",
    "assets/",
    "..%2fpageFiles.json",
    "%2e%2e%2felectron%2fmain.js",
    "..%5c..%5cetc%5chostname",
    "assets/..%2findex.html",
    "%2fetc%2fhostname",
    "index.html%00",
    "media/short",
    "media/..%2f..%2fsettings.json",
    "media/a-token-that-opens-sound/more",
  ])("%j is not found, with the same headers", async (path) => {
    expect(await headOf(application.page, path)).toEqual({
      status: 404,
      policy: contentSecurityPolicy,
      cache: "no-store",
    });
  });

  test("the policy stops inline script, eval, data: sound and other hosts in Chromium itself", async () => {
    const page = await application.standIn.openPage(await application.browser.newContext());
    const violations = await page.evaluate(async () => {
      const broken: string[] = [];
      document.addEventListener("securitypolicyviolation", (event) => broken.push(event.effectiveDirective));
      const inline = document.createElement("script");
      inline.textContent = "window.inlineRan = true";
      document.body.append(inline);
      const sound = document.createElement("audio");
      sound.src = "data:audio/wav;base64,UklGRg==";
      document.body.append(sound);
      sound.load();
      await fetch("https://example.org/").catch(() => {});
      await new Promise((resolve) => setTimeout(resolve, 100));
      return {
        broken: [...new Set(broken)].sort(),
        canEvaluate: window.canEvaluate,
        inlineRan: "inlineRan" in window,
      };
    });
    expect(violations).toEqual({
      broken: expect.arrayContaining(["connect-src", "media-src", "script-src-elem"]),
      canEvaluate: false,
      inlineRan: false,
    });
    await page.context().close();
  });

  test("the bridge has three functions and nothing of Node is in sight", async () => {
    const seen = await application.page.evaluate(() => {
      const global = window as unknown as Record<string, unknown>;
      return {
        bridge: Object.keys(global.lyhord as object).sort(),
        isFrozen: Object.isFrozen(global.lyhord),
        leaks: ["require", "process", "module", "exports", "Buffer", "electron", "ipcRenderer"].filter(
          (name) => name in global,
        ),
      };
    });
    expect(seen).toEqual({ bridge: ["call", "offer", "on"], isFrozen: true, leaks: [] });
  });
});

function headOf(page: Page, path: string) {
  return page.evaluate(async (url) => {
    const response = await fetch(new URL(url, document.baseURI), { method: "HEAD" });
    return {
      status: response.status,
      policy: response.headers.get("Content-Security-Policy"),
      cache: response.headers.get("Cache-Control"),
    };
  }, path);
}

describe("printing", () => {
  const printed = async () =>
    ((await application.standIn.command({ kind: "recorded" })) as { printed: object[] }).printed;

  test("asks the vault process first, then opens the system's dialog, without anything in the margins", async () => {
    const before = (await printed()).length;
    expect(await application.call("shell.print", { document: { kind: "audit-log" } })).toEqual({
      ok: true,
      value: { outcome: "printed" },
    });
    expect((await printed()).slice(before)).toEqual([{ pageSize: "A4", printBackground: false }]);
  });

  test("a PDF goes to the vault process, which writes it", async () => {
    const document = { kind: "audit-log" };
    const targetId = "5b8f8f8e-0000-4000-8000-000000000000";
    expect(await application.call("shell.savePdf", { document, targetId })).toEqual({ ok: true, value: {} });
    const pdf = await readFile(join(application.standIn.home, "written"), "latin1");
    expect({ start: pdf.slice(0, 5), names: /http|localhost|app:\/\//.test(pdf) }).toEqual({
      start: "%PDF-",
      names: false,
    });
  });

  test("what the vault process refuses is not printed", async () => {
    const before = (await printed()).length;
    const document = { kind: "recovery-code" };
    const targetId = "5b8f8f8e-0000-4000-8000-000000000000";
    const refused = { ok: false, error: { code: "conversation.on-hold" } };
    expect([
      await application.call("shell.print", { document }),
      await application.call("shell.savePdf", { document, targetId }),
      (await printed()).length - before,
    ]).toEqual([refused, refused, 0]);
  });
});
