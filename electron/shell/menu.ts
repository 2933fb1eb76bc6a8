/** The application menu, in the person's language. */
import { Menu, type MenuItemConstructorOptions } from "electron";
import type { Language } from "../../shared/domain/settings.ts";
import { menuTexts } from "./shellTexts.ts";

interface Options {
  readonly language: Language;
  readonly onLock: () => void;
  /** Adds the developer tools; never in a packaged application. */
  readonly isDevelopment: boolean;
}

/** Sets the menu; called again when the language changes. */
export function setMenu(options: Options): void {
  const template = menuTemplate(options, process.platform);
  Menu.setApplicationMenu(Menu.buildFromTemplate(template));
}

/** The menu as data; macOS has its own first menu. */
export function menuTemplate(
  { language, onLock, isDevelopment }: Options,
  platform: NodeJS.Platform,
): MenuItemConstructorOptions[] {
  const texts = menuTexts(language);
  const separator = { type: "separator" } as const;
  const lock = { label: texts.lock, accelerator: "CmdOrCtrl+L", click: onLock };
  const quit = { role: "quit", label: texts.quit } as const;
  const first: MenuItemConstructorOptions[] =
    platform === "darwin"
      ? [
          {
            label: "Lyhörd",
            submenu: [
              { role: "about", label: texts.about },
              separator,
              { role: "hide", label: texts.hide },
              { role: "hideOthers", label: texts.hideOthers },
              { role: "unhide", label: texts.showAll },
              separator,
              quit,
            ],
          },
          { label: texts.file, submenu: [lock] },
        ]
      : [{ label: texts.file, submenu: [lock, separator, quit] }];
  return [
    ...first,
    {
      label: texts.edit,
      submenu: [
        { role: "undo", label: texts.undo },
        { role: "redo", label: texts.redo },
        separator,
        { role: "cut", label: texts.cut },
        { role: "copy", label: texts.copy },
        { role: "paste", label: texts.paste },
        { role: "selectAll", label: texts.selectAll },
      ],
    },
    {
      label: texts.view,
      submenu: [
        { role: "resetZoom", label: texts.resetZoom },
        { role: "zoomIn", label: texts.zoomIn },
        { role: "zoomOut", label: texts.zoomOut },
        separator,
        { role: "togglefullscreen", label: texts.fullscreen },
        ...(isDevelopment ? [{ role: "toggleDevTools" } as const] : []),
      ],
    },
    { label: texts.window, submenu: [{ role: "minimize", label: texts.minimize }] },
  ];
}
