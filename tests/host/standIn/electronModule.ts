/** What `import … from "electron"` means under the stand-in: what main and shell use, nothing more. */
import "./control.ts";

export { app } from "./application.ts";
export { BrowserWindow } from "./browserWindow.ts";
export {
  Menu,
  Notification,
  nativeTheme,
  powerMonitor,
  powerSaveBlocker,
  screen,
  shell,
  systemPreferences,
} from "./desktop.ts";
export { dialog } from "./dialog.ts";
export { ipcMain } from "./ipcMain.ts";
export { safeStorage } from "./safeStorage.ts";
export { protocol, session } from "./session.ts";
export { utilityProcess } from "./utilityProcess.ts";
