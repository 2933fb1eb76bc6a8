/** The stand-in's side of the wire to whoever launched it: commands in, answers out. */
import { statSync } from "node:fs";
import { basename } from "node:path";
import { app } from "./application.ts";
import { openWindows } from "./browserWindow.ts";
import { blockers, idleness, menuItems, nativeTheme, powerMonitor } from "./desktop.ts";
import { answerDialog, answerQuestion, type DialogAnswer } from "./dialog.ts";
import { ipcMain } from "./ipcMain.ts";
import { session } from "./session.ts";
import { droppableFiles, recorded, standInEvents } from "./standInState.ts";
import { utilityProcesses } from "./utilityProcess.ts";
import { addressOf, announceDroppable, senderFrame } from "./webServer.ts";

/** What a launcher can ask; `ask…` commands put a question to what the application registered. */
export type Command =
  | { readonly kind: "address" }
  | { readonly kind: "answerDialog"; readonly answer: DialogAnswer }
  | { readonly kind: "answerQuestion"; readonly button: string }
  | { readonly kind: "offerDrop"; readonly paths: readonly string[] }
  | { readonly kind: "emitPower"; readonly event: string }
  | { readonly kind: "closeWindow" }
  | { readonly kind: "crashPage" }
  | { readonly kind: "maximize" | "restore" | "enterFullScreen" | "leaveFullScreen" }
  | { readonly kind: "setIdle"; readonly seconds: number }
  | { readonly kind: "clickMenu"; readonly accelerator: string }
  | { readonly kind: "secondInstance"; readonly argv?: readonly string[] }
  | { readonly kind: "vaultPid" }
  | { readonly kind: "killVaultProcess" }
  | { readonly kind: "recorded" }
  | {
      readonly kind: "askNavigation";
      readonly event: "will-navigate" | "will-redirect" | "will-frame-navigate";
    }
  | { readonly kind: "askWindowOpen"; readonly url: string }
  | { readonly kind: "askPermission"; readonly permission: string; readonly details: object }
  | { readonly kind: "askRequest"; readonly url: string }
  | {
      readonly kind: "invoke";
      readonly frameUrl: string;
      readonly isTopFrame: boolean;
      readonly isOurWindow: boolean;
      readonly args: readonly unknown[];
    }
  | { readonly kind: "quit" };

/** Answers to commands, by the id the launcher gave. */
export type Reply = { readonly id: number; readonly value?: unknown; readonly error?: string };

if (process.send !== undefined) {
  process.on("message", (message: object) => {
    if (!("command" in message)) return;
    const { id, command } = message as { id: number; command: Command };
    run(command).then(
      (value) => reply({ id, value }),
      (error: unknown) => reply({ id, error: String(error) }),
    );
  });
  // A stand-in whose launcher is gone has no one left to show a page to.
  process.on("disconnect", () => app.exit(0));
}

function reply(message: Reply): void {
  if (process.connected) process.send?.(message);
}

async function run(command: Command): Promise<unknown> {
  switch (command.kind) {
    case "address": {
      const { webContents } = await untilPresent(() =>
        openWindows.find((open) => open.webContents.getURL() !== ""),
      );
      return addressOf(webContents.getURL(), webContents.generation);
    }
    case "answerDialog":
      return answerDialog(command.answer);
    case "answerQuestion":
      return answerQuestion(command.button);
    case "offerDrop":
      for (const path of command.paths) {
        droppableFiles.push({ path, name: basename(path), sizeBytes: statSync(path).size });
      }
      return announceDroppable();
    case "emitPower":
      return powerMonitor.emit(command.event);
    case "closeWindow":
      return openWindows[0]?.close();
    case "crashPage":
      return contents().forcefullyCrashRenderer();
    case "maximize":
      return openWindows[0]?.maximize();
    case "restore":
      return openWindows[0]?.unmaximize();
    case "enterFullScreen":
    case "leaveFullScreen":
      return openWindows[0]?.setFullScreen(command.kind === "enterFullScreen");
    case "setIdle":
      idleness.seconds = command.seconds;
      return undefined;
    case "clickMenu":
      return menuItems.find(({ accelerator }) => accelerator === command.accelerator)?.click?.();
    case "secondInstance":
      return app.emit("second-instance", {}, command.argv ?? [], "");
    case "vaultPid":
      return untilPresent(() => utilityProcesses.at(-1)?.pid);
    case "killVaultProcess":
      return process.kill(await untilPresent(() => utilityProcesses.at(-1)?.pid), "SIGKILL");
    case "recorded": {
      const { session: used, windowOpenHandler } = contents();
      return {
        ...recorded,
        themeSource: nativeTheme.themeSource,
        blockers: [...blockers.values()],
        partition: used.partition,
        isPersistent: used.isPersistent(),
        spellCheckerEnabled: used.spellCheckerEnabled,
        hasWindowOpenHandler: windowOpenHandler !== undefined,
        defaultSessionHandles: session.defaultSession.protocol.isProtocolHandled("app"),
      };
    }
    case "askNavigation": {
      let isPrevented = false;
      contents().emit(command.event, {
        url: "https://example.org/",
        preventDefault: () => (isPrevented = true),
      });
      return { isPrevented };
    }
    case "askWindowOpen":
      return contents().windowOpenHandler?.({ url: command.url });
    case "askPermission":
      return askPermission(command.permission, command.details);
    case "askRequest":
      return contents().session.allowsRequest(command.url);
    case "invoke": {
      const sender = command.isOurWindow ? contents() : {};
      const event = { sender, senderFrame: senderFrame(command.frameUrl, command.isTopFrame), type: "frame" };
      return ipcMain.invoke(event, "lyhord", command.args);
    }
    case "quit":
      return app.quit();
  }
}

function contents() {
  const window = openWindows[0];
  if (window === undefined) throw new Error("no window is open");
  return window.webContents;
}

async function askPermission(permission: string, details: object) {
  const { session: used } = contents();
  const granted = await new Promise<boolean | undefined>((resolve) => {
    if (used.permissionRequest === null) resolve(undefined);
    else used.permissionRequest(contents(), permission, resolve, details);
  });
  return { granted, checked: used.permissionCheck?.(contents(), permission, "app://lyhord/", details) };
}

/** Waits until the application has made what is asked for. */
async function untilPresent<T>(find: () => T | undefined): Promise<T> {
  for (;;) {
    const found = find();
    if (found !== undefined) return found;
    await new Promise<void>((resolve) => {
      standInEvents.once("changed", resolve);
      setTimeout(resolve, 20);
    });
  }
}
