/** The requests that the shell answers: what needs a window, a dialog or the system. */
import { app, type BrowserWindow, powerMonitor } from "electron";
import { Failure } from "../../shared/errors.ts";
import type { Appearance } from "./appearance.ts";
import { setCompact } from "./compactWindow.ts";
import { chooseFiles, chooseFolder, chooseTarget } from "./dialogs.ts";
import type { ShellRequests } from "./ipcGate.ts";
import type { Locking } from "./locking.ts";
import type { LoginStartSetting } from "./loginStart.ts";
import type { MicrophoneAccess } from "./microphoneAccess.ts";
import { computerIdleMs } from "./power.ts";
import { printSheet, savePdf } from "./printing.ts";
import type { RecordingWatch } from "./recordingWatch.ts";
import { systemLanguage } from "./systemLanguage.ts";
import type { VaultRequest } from "./vaultLink.ts";

interface Options {
  readonly window: () => BrowserWindow | undefined;
  readonly vault: VaultRequest;
  readonly locking: Pick<Locking, "lock" | "pageSaved">;
  readonly recording: RecordingWatch;
  readonly microphone: MicrophoneAccess;
  readonly appearance: Appearance;
  readonly loginStart: LoginStartSetting;
  /** Whether a person has chosen about the start at login, and remembering that they did. */
  readonly loginStartChoice: { has(): boolean; made(): void };
}

/** Makes the table of the shell's requests. */
export function createShellRequests(options: Options): ShellRequests {
  const { window, vault, locking, recording, microphone, appearance, loginStart, loginStartChoice } = options;
  const shownWindow = () => {
    const shown = window();
    if (shown === undefined) throw new Failure("request.invalid");
    return shown;
  };
  return {
    "shell.info": async () => ({
      version: app.getVersion(),
      host: process.versions.electron === undefined ? "stand-in" : "electron",
      platform: process.platform,
      systemLanguage: systemLanguage(app.getPreferredSystemLanguages()),
      language: appearance.language(),
    }),
    "shell.lock": async () => {
      await locking.lock();
      return {};
    },
    "shell.saved": async () => {
      locking.pageSaved();
      return {};
    },
    "shell.idle": async () => ({ idleMs: computerIdleMs(powerMonitor), isRecording: recording.isOn() }),
    "shell.setRecording": async ({ phase }) => {
      recording.set(phase);
      if (phase === "armed") await microphone.ask();
      return {};
    },
    "shell.microphoneAccess": async () => ({ state: microphone.state() }),
    "shell.setCompact": async ({ isCompact }) => {
      setCompact(shownWindow(), isCompact && recording.isOn());
      return {};
    },
    "shell.setAppearance": async (input) => {
      appearance.set(input);
      return {};
    },
    "shell.chooseFiles": (input) => chooseFiles(input, appearance.language(), shownWindow(), vault),
    "shell.chooseFolder": () => chooseFolder(appearance.language(), shownWindow(), vault),
    "shell.chooseTarget": (input) => chooseTarget(input, appearance.language(), shownWindow(), vault),
    "shell.loginStart": async () => ({ state: loginStart.read(), hasChosen: loginStartChoice.has() }),
    "shell.setLoginStart": async ({ isWanted }) => {
      const state = loginStart.set(isWanted);
      loginStartChoice.made();
      return { state };
    },
    "shell.print": (input) => printSheet(input, shownWindow().webContents, vault),
    "shell.savePdf": (input) => savePdf(input, shownWindow().webContents, vault),
  };
}
