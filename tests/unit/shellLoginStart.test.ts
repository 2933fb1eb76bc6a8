import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { nodeFiles } from "../../electron/ports/files.ts";
import { createLoginStart, isStartToErase } from "../../electron/shell/loginStart.ts";
import { temporaryFolder } from "../support/temporaryFolder.ts";

type LoginItemSettings = ReturnType<Parameters<typeof isStartToErase>[2]["getLoginItemSettings"]>;

interface Computer {
  readonly platform?: NodeJS.Platform;
  readonly program?: string;
  readonly isPackaged?: boolean;
  readonly environment?: Record<string, string>;
  readonly userFolder?: string;
  /** What the system answers. */
  readonly item?: Partial<LoginItemSettings>;
}

function setUp({
  platform = "linux",
  program = "/opt/Lyhörd/lyhord",
  isPackaged = true,
  environment = {},
  userFolder = "/home/kerstin",
  item = {},
}: Computer) {
  const asked: unknown[] = [];
  const app = {
    isPackaged,
    getLoginItemSettings: (options?: object) => {
      asked.push({ get: options });
      return { openAtLogin: false, wasOpenedAtLogin: false, ...item } as LoginItemSettings;
    },
    setLoginItemSettings: (settings: object) => void asked.push({ set: settings }),
  };
  const temporary = platform === "win32" ? "C:\\Users\\K\\AppData\\Local\\Temp" : "/var/tmp-of-user";
  const loginStart = createLoginStart({
    app,
    files: nodeFiles,
    platform,
    environment,
    program,
    userFolder,
    temporaryFolder: temporary,
  });
  return { loginStart, asked };
}

describe("on Linux the start at login", () => {
  it("is a file in the autostart folder, and goes with it", () => {
    const userFolder = temporaryFolder();
    const { loginStart } = setUp({ userFolder });
    const before = loginStart.read();
    const set = loginStart.set(true);
    const file = join(userFolder, ".config/autostart/lyhord.desktop");
    expect({ before, set, text: readFileSync(file, "utf8") }).toEqual({
      before: { phase: "off" },
      set: { phase: "on" },
      text: [
        "[Desktop Entry]",
        "Type=Application",
        "Name=Lyhörd",
        'Exec="/opt/Lyhörd/lyhord" --erase-due',
        "Terminal=false",
        "NoDisplay=true",
        "X-GNOME-Autostart-enabled=true",
        "",
      ].join("\n"),
    });
    expect([loginStart.set(false), nodeFiles.exists(file), loginStart.set(false)]).toEqual([
      { phase: "off" },
      false,
      { phase: "off" },
    ]);
  });

  it("names the AppImage's own file, quoted as desktops read it, in the chosen folder", () => {
    const folder = temporaryFolder();
    const environment = { XDG_CONFIG_HOME: folder, APPIMAGE: '/home/k/Ny "mapp"/100 % $5\\Lyhörd.AppImage' };
    setUp({ environment, program: "/tmp/.mount_x/lyhord" }).loginStart.set(true);
    const exec = readFileSync(join(folder, "autostart/lyhord.desktop"), "utf8").split("\n")[3];
    expect(exec).toBe('Exec="/home/k/Ny \\\\"mapp\\\\"/100 %% \\\\$5\\\\\\\\Lyhörd.AppImage" --erase-due');
  });

  it.each([
    ["Hidden=true", { phase: "blocked" }],
    ["X-GNOME-Autostart-enabled=false", { phase: "blocked" }],
    ["Comment=mine", { phase: "on" }],
  ])("is read as the desktop reads it: %s", (line, expected) => {
    const userFolder = temporaryFolder();
    const { loginStart } = setUp({ userFolder });
    loginStart.set(true);
    const file = join(userFolder, ".config/autostart/lyhord.desktop");
    const text = readFileSync(file, "utf8").replace("X-GNOME-Autostart-enabled=true", line);
    writeFileSync(file, text);
    expect(loginStart.read()).toEqual(expected);
  });

  it("is mended where the program has moved, but not brought back where it was taken away", () => {
    const userFolder = temporaryFolder();
    const file = join(userFolder, ".config/autostart/lyhord.desktop");
    const moved = setUp({ userFolder, environment: { APPIMAGE: "/home/k/Lyhörd-2.AppImage" } }).loginStart;
    moved.mend();
    const absent = moved.read();
    mkdirSync(dirname(file), { recursive: true });
    setUp({ userFolder, environment: { APPIMAGE: "/home/k/Lyhörd-1.AppImage" } }).loginStart.set(true);
    const stale = moved.read();
    moved.mend();
    expect({ absent, stale, mended: moved.read() }).toEqual({
      absent: { phase: "off" },
      stale: { phase: "off" },
      mended: { phase: "on" },
    });
  });
});

describe("on Windows and macOS the start at login", () => {
  it.each<[string, Partial<LoginItemSettings>, string]>([
    ["nothing set", { openAtLogin: false, executableWillLaunchAtLogin: false }, "off"],
    ["set and allowed", { openAtLogin: true, executableWillLaunchAtLogin: true }, "on"],
    [
      "set, but switched off in Windows",
      { openAtLogin: true, executableWillLaunchAtLogin: false },
      "blocked",
    ],
  ])("on Windows is what the system says: %s", (_, item, phase) => {
    const { loginStart } = setUp({ platform: "win32", program: "C:\\Programs\\lyhord.exe", item });
    expect(loginStart.read()).toEqual({ phase });
  });

  it("on Windows is registered with its argument and asked for with the same", () => {
    const { loginStart, asked } = setUp({ platform: "win32", program: "C:\\Programs\\lyhord.exe" });
    loginStart.set(true);
    expect(asked).toEqual([
      { set: { openAtLogin: true, args: ["--erase-due"] } },
      { get: { args: ["--erase-due"] } },
    ]);
  });

  it.each<[LoginItemSettings["status"], boolean, string]>([
    ["enabled", true, "on"],
    ["not-registered", false, "off"],
    ["requires-approval", false, "blocked"],
  ])("on macOS is what the system says: %s", (status, openAtLogin, phase) => {
    const program = "/Applications/Lyhörd.app/Contents/MacOS/lyhord";
    const { loginStart, asked } = setUp({ platform: "darwin", program, item: { status, openAtLogin } });
    loginStart.set(true);
    expect([loginStart.read(), asked[0]]).toEqual([{ phase }, { set: { openAtLogin: true } }]);
  });

  it("on macOS is known by what the system says of the start, elsewhere by its argument", () => {
    const opened = { getLoginItemSettings: () => ({ wasOpenedAtLogin: true }) as LoginItemSettings };
    const byHand = { getLoginItemSettings: () => ({ wasOpenedAtLogin: false }) as LoginItemSettings };
    expect([
      isStartToErase(["lyhord"], "darwin", opened),
      isStartToErase(["lyhord"], "darwin", byHand),
      isStartToErase(["lyhord"], "linux", opened),
      isStartToErase(["lyhord", "--erase-due"], "win32", byHand),
    ]).toEqual([true, false, false, true]);
  });
});

describe("where Lyhörd will not be at the next login", () => {
  it.each<[string, Computer, string]>([
    ["run from source", { isPackaged: false }, "development"],
    ["an unpacked AppImage", { program: "/tmp/.mount_Lyhord/lyhord" }, "no-fixed-place"],
    [
      "unpacked into Windows' temporary folder",
      { platform: "win32", program: "c:\\users\\k\\appdata\\local\\temp\\x\\lyhord.exe" },
      "no-fixed-place",
    ],
    [
      "a mounted image",
      { platform: "darwin", program: "/Volumes/Lyhörd/Lyhörd.app/Contents/MacOS/lyhord" },
      "no-fixed-place",
    ],
    [
      "moved aside by macOS",
      { platform: "darwin", program: "/private/var/folders/a/AppTranslocation/b/d/Lyhörd.app" },
      "no-fixed-place",
    ],
  ])("nothing is set, and that is said: %s", (_, computer, obstacle) => {
    const userFolder = temporaryFolder();
    const { loginStart, asked } = setUp({ ...computer, userFolder });
    const unavailable = { phase: "unavailable", obstacle };
    loginStart.mend();
    expect([loginStart.set(true), loginStart.read(), asked, nodeFiles.list(userFolder)]).toEqual([
      unavailable,
      unavailable,
      [],
      [],
    ]);
  });
});
