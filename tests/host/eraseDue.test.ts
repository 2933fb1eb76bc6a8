/** The start at login, as the built application does it: no window, due sound erased, and the end. */
import { readdirSync, readFileSync, rmSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { addConversation, filledVault } from "../support/filledVault.ts";
import { temporaryFolder } from "../support/temporaryFolder.ts";
import { dayMs, testStart } from "../support/vaultHostForTest.ts";
import { buildFixture } from "./buildFixture.ts";
import { launchStandIn, startStandIn } from "./launchStandIn.ts";

let outFolder: string;
let fixtureFolder: string;

beforeAll(async () => {
  outFolder = await buildFixture(join(import.meta.dirname, "../../electron/vaultProcess.ts"));
  fixtureFolder = await buildFixture();
}, 240_000);

afterAll(() => {
  for (const folder of [outFolder, fixtureFolder]) rmSync(folder, { recursive: true, force: true });
});

/** A computer with a vault in which a sound is due after thirty days; nobody is at it. */
async function computer() {
  const { test: made, consent } = await filledVault();
  await addConversation(made, consent, "speech.ogg");
  made.context.tokens.close();
  made.vault.close();
  const vault = join(made.home, "vaults", made.vault.id);
  return {
    home: made.home,
    sounds: () => readdirSync(join(vault, "media")).length,
    lastSeenAt: () =>
      (JSON.parse(readFileSync(join(vault, "clock.json"), "utf8")) as { lastSeenAt: number }).lastSeenAt,
  };
}

/** Logs in so many days after the vault was made. */
async function logIn(home: string, { days, folder = outFolder }: { days: number; folder?: string }) {
  const own = temporaryFolder();
  const clockOffsetFile = join(own, "clock");
  const now = testStart + days * dayMs;
  await writeFile(clockOffsetFile, String(now - Date.now()));
  const reportFile = join(own, "report.json");
  const child = startStandIn({
    home,
    outFolder: folder,
    language: "sv-SE",
    clockOffsetFile,
    args: ["--erase-due"],
    environment: { LYHORD_STAND_IN_REPORT: reportFile },
  });
  const code = await new Promise((resolve) => child.once("exit", resolve));
  const report = JSON.parse(await readFile(reportFile, "utf8")) as {
    windows: object[];
    openedDialogs: object[];
    utilityProcesses: object[];
  };
  return {
    now,
    code,
    opened: report.windows.length + report.openedDialogs.length,
    processes: report.utilityProcesses.length,
  };
}

describe("the start at login", () => {
  test("erases the sound that is due, opens nothing, and ends", async () => {
    const { home, sounds, lastSeenAt } = await computer();
    const before = sounds();
    const { now, ...ended } = await logIn(home, { days: 31 });
    expect({ before, ...ended, after: sounds() }).toEqual({
      before: 4,
      code: 0,
      opened: 0,
      processes: 1,
      after: 0,
    });
    expect(Math.abs(lastSeenAt() - now)).toBeLessThan(60_000);
    expect(await readFile(join(home, "logs", "main.log"), "utf8")).toContain("due-erasures.done");
  });

  test("leaves what is not due as it is", async () => {
    const { home, sounds } = await computer();
    const { now: _, ...ended } = await logIn(home, { days: 29 });
    expect({ ...ended, after: sounds() }).toEqual({ code: 0, opened: 0, processes: 1, after: 4 });
  });

  test("ends at once beside a Lyhörd that runs already, which takes no notice of it", async () => {
    const home = temporaryFolder();
    const running = await launchStandIn({ home, outFolder: fixtureFolder, language: "sv-SE" });
    const { now: _, ...ended } = await logIn(home, { days: 0, folder: fixtureFolder });
    await running.command({ kind: "secondInstance", argv: ["lyhord", "--erase-due"] });
    const { calls } = (await running.command({ kind: "recorded" })) as { calls: string[] };
    await running.close();
    expect({ ...ended, focused: calls.includes("window.focus") }).toEqual({
      code: 0,
      opened: 0,
      processes: 0,
      focused: false,
    });
  });

  test("becomes an ordinary start when a person starts Lyhörd meanwhile", async () => {
    const home = temporaryFolder();
    // The fixture's vault process never says that it is ready.
    const starting = launchStandIn({
      home,
      outFolder: fixtureFolder,
      language: "sv-SE",
      args: ["--erase-due"],
      whileStarting: async (command) => {
        await command({ kind: "vaultPid" });
        await command({ kind: "secondInstance", argv: ["lyhord"] });
        await command({ kind: "killVaultProcess" });
      },
    });
    const started = await starting;
    expect(await started.address()).toMatch(/^http/);
    await started.close();
  });

  test.runIf(process.platform === "linux")(
    "is set when a person says so, and read back from the desktop",
    async () => {
      const configuration = temporaryFolder();
      const running = await launchStandIn({
        home: temporaryFolder(),
        outFolder: fixtureFolder,
        language: "sv-SE",
        environment: {
          LYHORD_STAND_IN_PACKAGED: "1",
          XDG_CONFIG_HOME: configuration,
          APPIMAGE: "/home/kerstin/Lyhörd.AppImage",
        },
      });
      const ask = (name: string, input: object) =>
        running.command({
          kind: "invoke",
          frameUrl: "app://lyhord/index.html",
          isTopFrame: true,
          isOurWindow: true,
          args: [{ kind: "request", name, input }],
        });
      const before = await ask("shell.loginStart", {});
      const set = await ask("shell.setLoginStart", { isWanted: true });
      const after = await ask("shell.loginStart", {});
      const entry = join(configuration, "autostart", "lyhord.desktop");
      const text = await readFile(entry, "utf8");
      rmSync(entry);
      const takenAway = await ask("shell.loginStart", {});
      await running.close();
      expect({ before, set, after, takenAway }).toEqual({
        before: { ok: true, value: { state: { phase: "off" }, hasChosen: false } },
        set: { ok: true, value: { state: { phase: "on" } } },
        after: { ok: true, value: { state: { phase: "on" }, hasChosen: true } },
        takenAway: { ok: true, value: { state: { phase: "off" }, hasChosen: true } },
      });
      expect(text).toContain('Exec="/home/kerstin/Lyhörd.AppImage" --erase-due');
    },
  );
});
