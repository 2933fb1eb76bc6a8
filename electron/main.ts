/** The main process: puts the shell's pieces together, in the order Electron wants them. */
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import {
  app,
  type BrowserWindow,
  dialog,
  ipcMain,
  powerMonitor,
  powerSaveBlocker,
  safeStorage,
  screen,
  session,
  systemPreferences,
} from "electron";
import type { AppEvent } from "../shared/contract.ts";
import { systemClock } from "./ports/clock.ts";
import { nodeFiles } from "./ports/files.ts";
import { createLog } from "./ports/log.ts";
import { createAppearance } from "./shell/appearance.ts";
import { createAppProtocol } from "./shell/appProtocol.ts";
import { registerAppScheme } from "./shell/appScheme.ts";
import { setCompact } from "./shell/compactWindow.ts";
import { forbidCoreDumps } from "./shell/coreDumps.ts";
import { createDeviceProtection } from "./shell/deviceProtection.ts";
import { askToStopRecording } from "./shell/dialogs.ts";
import { eraseDue } from "./shell/eraseDue.ts";
import { homeFolder } from "./shell/homeFolder.ts";
import { createIpcGate } from "./shell/ipcGate.ts";
import { createLocking } from "./shell/locking.ts";
import { createLoginStart, eraseDueArgument, isStartToErase } from "./shell/loginStart.ts";
import { setMenu } from "./shell/menu.ts";
import { createMicrophoneAccess } from "./shell/microphoneAccess.ts";
import { loadPageFiles } from "./shell/pageFiles.ts";
import { openPageWindow, renewPage, sendEvent } from "./shell/pageWindow.ts";
import { lockWithComputer, lockWithWindowsSession } from "./shell/power.ts";
import { createRecordingWatch } from "./shell/recordingWatch.ts";
import { guardSession, sessionPartition } from "./shell/sessionGuards.ts";
import { createShellRequests } from "./shell/shellRequests.ts";
import {
  reachableBounds,
  readShellSettings,
  type ShellSettings,
  writeShellSettings,
} from "./shell/shellSettings.ts";
import { dialogTexts } from "./shell/shellTexts.ts";
import { systemLanguage } from "./shell/systemLanguage.ts";
import { createVaultLink } from "./shell/vaultLink.ts";
import { forkVaultProcess } from "./shell/vaultProgram.ts";

const programFolder = import.meta.dirname;
const home = homeFolder(process.env, app.getPath("userData"), process.platform);
mkdirSync(home, { recursive: true, mode: 0o700 });
app.setPath("userData", home);
// Chromium's own files stand apart from what is ours.
mkdirSync(join(home, "chromium"), { recursive: true, mode: 0o700 });
app.setPath("sessionData", join(home, "chromium"));

const log = createLog({
  files: nodeFiles,
  folder: join(home, "logs"),
  process: "main",
  now: systemClock.now,
});
process.on("uncaughtException", (error) => {
  log.logDefect(error);
  app.exit(1);
});
process.on("unhandledRejection", (reason) => log.logDefect(reason));

registerAppScheme();
app.enableSandbox();
// Chromium's own reporter would write memory images.
app.commandLine.appendSwitch("disable-breakpad");

if (app.requestSingleInstanceLock()) {
  app
    .whenReady()
    .then(() => (isStartToErase(process.argv, process.platform, app) ? eraseAndEnd() : start()))
    .catch(giveUp);
} else {
  app.quit();
}

/** The start at login: no window, and the end as soon as what is due is erased – unless a person starts it meanwhile. */
async function eraseAndEnd(): Promise<void> {
  forbidCoreDumps(process.pid, noteCoreLimitFailure);
  app.dock?.hide();
  let isWanted = false;
  app.on("second-instance", (_, argv) => {
    if (!argv.includes(eraseDueArgument)) isWanted = true;
  });
  app.on("activate", () => {
    isWanted = true;
  });
  // Nobody is there to read a dialog.
  const outcome = await eraseDue(forkVault).catch((error: unknown) => {
    log.logDefect(error);
    return "failed" as const;
  });
  log.note(outcome === "done" ? "info" : "warning", `due-erasures.${outcome}`);
  if (!isWanted) return app.exit(outcome === "done" ? 0 : 1);
  app.removeAllListeners("second-instance").removeAllListeners("activate");
  await app.dock?.show();
  return start();
}

function forkVault() {
  return forkVaultProcess({
    programFolder,
    home,
    resources: join(app.getAppPath(), "resources"),
    version: app.getVersion(),
    isDevelopment: !app.isPackaged,
    onCoreLimitFailure: noteCoreLimitFailure,
  });
}

async function start(): Promise<void> {
  forbidCoreDumps(process.pid, noteCoreLimitFailure);
  const settingsPath = join(home, "settings.json");
  let settings = readShellSettings(nodeFiles, settingsPath);
  const remember = (change: Partial<ShellSettings>) => {
    settings = { ...settings, ...change };
    try {
      writeShellSettings(nodeFiles, settingsPath, settings);
    } catch (error) {
      log.logDefect(error);
    }
  };

  let window: BrowserWindow | undefined;
  const send = (event: AppEvent) => sendEvent(window, event);
  const vault = createVaultLink({
    fork: forkVault,
    onEvent: (name, payload) => send({ name, payload } as AppEvent),
    onDied: () => {
      log.note("warning", "vault-process.died");
      send({ name: "vault.ended", payload: {} });
    },
    onAsk: createDeviceProtection(safeStorage, process.platform),
  });
  const recording = createRecordingWatch(powerSaveBlocker);
  const locking = createLocking({
    vault,
    announce: () => send({ name: "vault.locking", payload: {} }),
    renewPage: () => {
      // Before the lock is over: one that the screen has asked for is this one.
      recording.set("off");
      if (window !== undefined) renewPage(window);
    },
    isRecording: recording.isOn,
  });
  const lockAndLog = () => {
    locking.lock().catch((error: unknown) => log.logDefect(error));
  };

  const appearance = createAppearance({
    initial: settings.appearance ?? {
      theme: "system",
      language: systemLanguage(app.getPreferredSystemLanguages()),
    },
    onChange(now) {
      setMenu({
        language: now.language,
        onLock: () => (recording.isOn() ? send({ name: "lock.wanted", payload: {} }) : lockAndLog()),
        isDevelopment: !app.isPackaged,
      });
      remember({ appearance: now });
    },
  });

  const loginStart = createLoginStart({
    app,
    files: nodeFiles,
    platform: process.platform,
    environment: process.env,
    program: process.execPath,
    userFolder: app.getPath("home"),
    temporaryFolder: app.getPath("temp"),
  });
  try {
    loginStart.mend();
  } catch (error) {
    log.logDefect(error);
  }

  const pageSession = session.fromPartition(sessionPartition, { cache: false });
  guardSession(pageSession, recording.isArmed);
  const files = await loadPageFiles(
    join(programFolder, "../renderer"),
    join(programFolder, "../pageFiles.json"),
  );
  pageSession.protocol.handle("app", createAppProtocol(files, vault.request, log.logDefect));
  ipcMain.handle(
    "lyhord",
    createIpcGate({
      ownContents: () => (window?.isDestroyed() === false ? window.webContents : undefined),
      shellRequests: createShellRequests({
        window: () => window,
        vault: vault.request,
        locking,
        recording,
        microphone: createMicrophoneAccess(systemPreferences, process.platform),
        appearance,
        loginStart,
        loginStartChoice: {
          has: () => settings.hasChosenLoginStart ?? false,
          made: () => remember({ hasChosenLoginStart: true }),
        },
      }),
      vault: vault.request,
      logDefect: log.logDefect,
    }),
  );

  const workAreas = screen.getAllDisplays().map(({ workArea }) => workArea);
  const bounds = reachableBounds(settings.window?.bounds, workAreas);
  const opened = openPageWindow({
    session: pageSession,
    programFolder,
    isDevelopment: !app.isPackaged,
    remembered:
      bounds === undefined ? undefined : { bounds, isMaximized: settings.window?.isMaximized ?? false },
    mayClose: async () => !recording.isOn() || askToStopRecording(appearance.language(), opened),
    async beforeClose() {
      await locking.finishSitting();
      await vault.end();
    },
    onCrashed: () => log.note("warning", "page.crashed"),
    onPageLost() {
      const wasOn = recording.isOn();
      recording.set("off");
      // Whoever recorded is gone: locked, the vault puts together what there is, and is ready for another.
      if (wasOn) lockAndLog();
    },
    onClosing: (closing) => remember({ window: closing }),
  });
  window = opened;
  lockWithComputer(powerMonitor, recording, lockAndLog);
  lockWithWindowsSession(opened, recording, lockAndLog);
  recording.onEnd(() => setCompact(opened, false));
  app.on("second-instance", (_, argv) => {
    // The start at login has nothing to do here: this one erases what is due by itself.
    if (argv.includes(eraseDueArgument)) return;
    if (window?.isMinimized() === true) window.restore();
    window?.focus();
  });
  // Also on macOS: an application without a window has nothing to be unlocked for.
  app.on("window-all-closed", () => app.quit());
  log.note("info", "application.started");
}

function noteCoreLimitFailure(): void {
  log.note("warning", "core-limit.not-set");
}

/** Starting failed: say so with the incident id, and end. */
function giveUp(error: unknown): void {
  const texts = dialogTexts(systemLanguage(app.getPreferredSystemLanguages()));
  const incidentId = log.logDefect(error);
  dialog.showErrorBox(
    texts.quitUnexpectedTitle,
    texts.quitUnexpectedText.replace("{{incidentId}}", incidentId),
  );
  app.exit(1);
}
