/** The modules that touch the desktop: menu, theme, power, notifications, outside programs, secret store. */
import { EventEmitter } from "node:events";
import { recorded, standInEvents } from "./standInState.ts";

interface MenuTemplate {
  readonly label?: string;
  readonly role?: string;
  readonly accelerator?: string;
  readonly submenu?: readonly MenuTemplate[];
  readonly click?: () => void;
}

/** The application menu as it was last set, flattened. */
export const menuItems: MenuTemplate[] = [];

/** The module's `Menu`. */
export const Menu = {
  buildFromTemplate: (template: readonly MenuTemplate[]) => ({ template }),
  setApplicationMenu(menu: { template: readonly MenuTemplate[] } | null) {
    menuItems.splice(0, menuItems.length, ...(menu?.template ?? []).flatMap(flatten));
    recorded.menuLabels = menuItems.flatMap(({ label }) => (label === undefined ? [] : [label]));
    standInEvents.emit("changed");
  },
};

function flatten(item: MenuTemplate): MenuTemplate[] {
  return [item, ...(item.submenu ?? []).flatMap(flatten)];
}

class NativeTheme extends EventEmitter {
  themeSource: "system" | "light" | "dark" = "system";

  get shouldUseDarkColors(): boolean {
    return this.themeSource === "dark";
  }
}

/** The module's `nativeTheme`. */
export const nativeTheme = new NativeTheme();

/** How long nobody has touched the computer, in seconds: nobody ever touches this one, unless a test says so. */
export const idleness = { seconds: 86_400 };

/** The module's `powerMonitor`; tests emit its events. */
export const powerMonitor = Object.assign(new EventEmitter(), {
  getSystemIdleTime: () => idleness.seconds,
  getSystemIdleState: () => "active",
});

let nextBlocker = 1;
/** What is kept from sleeping now, by the id of the blocker. */
export const blockers = new Map<number, string>();

/** The module's `powerSaveBlocker`. */
export const powerSaveBlocker = {
  start(kind: string): number {
    blockers.set(nextBlocker, kind);
    return nextBlocker++;
  },
  stop: (id: number) => blockers.delete(id),
  isStarted: (id: number) => blockers.has(id),
};

/** The module's `systemPreferences`. */
export const systemPreferences = {
  getMediaAccessStatus: () => "granted",
  askForMediaAccess: async () => true,
};

/** The module's `screen`: one display of 1440 × 900. */
export const screen = {
  getAllDisplays: () => [{ workArea: { x: 0, y: 0, width: 1440, height: 900 } }],
  getDisplayMatching: () => ({ workArea: { x: 0, y: 0, width: 1440, height: 900 } }),
};

/** The module's `Notification`; it only notes that one was shown. */
export class Notification extends EventEmitter {
  static isSupported(): boolean {
    return true;
  }

  show(): void {
    recorded.calls.push("Notification.show");
  }

  close(): void {}
}

/** The module's `shell`; nothing is opened. */
export const shell = {
  async openExternal(url: string) {
    recorded.openedExternally.push(url);
  },
  showItemInFolder(path: string) {
    recorded.openedExternally.push(path);
  },
};
