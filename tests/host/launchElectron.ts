/** Starts the built application in real Electron through Playwright. */
import { join } from "node:path";
import { _electron } from "@playwright/test";
import { dropOn } from "./dropOn.ts";
import type { LaunchedApplication, LaunchOptions } from "./launch.ts";

interface ElectronOptions extends LaunchOptions {
  readonly home: string;
  readonly outFolder: string;
  readonly language: string;
}

/** Starts Electron; resolves when its main process answers. */
export async function launchElectron(binary: string, options: ElectronOptions): Promise<LaunchedApplication> {
  if (options.clockOffsetFile !== undefined) {
    throw new Error("the clock can be shifted under the stand-in only; pass forceStandIn");
  }
  const isRootOnLinux = process.platform === "linux" && process.getuid?.() === 0;
  const application = await _electron.launch({
    executablePath: binary,
    args: [
      ...(isRootOnLinux ? ["--no-sandbox"] : []),
      `--lang=${options.language}`,
      "--use-fake-device-for-media-stream",
      join(options.outFolder, "electron/main.js"),
    ],
    env: {
      ...(process.env as Record<string, string>),
      LYHORD_HOME: options.home,
      LANGUAGE: options.language,
    },
  });
  const vaultPid = () =>
    application.evaluate(({ app }) => {
      const vault = app.getAppMetrics().find(({ name }) => name === "Lyhörd vault");
      if (vault === undefined) throw new Error("no vault process is running");
      return vault.pid;
    });

  return {
    host: "electron",
    home: options.home,
    openPage: () => application.firstWindow(),
    answerDialog: (paths) =>
      application.evaluate(({ dialog }, answer) => {
        dialog.showOpenDialog = async () => ({ canceled: answer === null, filePaths: [...(answer ?? [])] });
        dialog.showSaveDialog = async () => ({ canceled: answer === null, filePath: answer?.[0] ?? "" });
      }, paths),
    answerQuestion: (button) =>
      application.evaluate(({ dialog }, label) => {
        dialog.showMessageBox = async (...args: unknown[]) => {
          const { buttons = [] } = args.at(-1) as Electron.MessageBoxOptions;
          return { response: buttons.indexOf(label), checkboxChecked: false };
        };
      }, button),
    dropFiles: dropOn,
    emitPower: (event) =>
      application.evaluate(({ powerMonitor }, name) => void powerMonitor.emit(name as "suspend"), event),
    mainPid: application.process().pid ?? 0,
    vaultPid,
    killVaultProcess: async () => void process.kill(await vaultPid(), "SIGKILL"),
    async kill() {
      const main = application.process();
      const ended = new Promise((resolve) => main.once("exit", resolve));
      main.kill("SIGKILL");
      await ended;
    },
    close: () => application.close(),
  };
}
