import { describe, expect, it } from "vitest";
import { type DriveSystem, listDrives } from "../../electron/ports/drives.ts";

/** A computer on which only these folders are there, each leading to itself or elsewhere. */
function computer(
  platform: NodeJS.Platform,
  folders: Readonly<Record<string, string>>,
  part: Partial<DriveSystem> = {},
): DriveSystem {
  return {
    platform,
    variables: {},
    userId: 1_000,
    realPath: async (folder) => {
      const real = folders[folder];
      if (real === undefined) throw new Error("ENOENT");
      return real;
    },
    list: async () => [],
    mounts: () => [],
    ...part,
  };
}

describe("the drives that are plugged in", () => {
  it("are on Windows all letters but the system's, as far as they answer", async () => {
    const system = computer(
      "win32",
      { "A:\\": "A:\\", "C:\\": "C:\\", "E:\\": "E:\\", "F:\\": "F:\\", "H:\\": "\\\\server\\home" },
      { variables: { SystemDrive: "C:" } },
    );

    expect(await listDrives(system)).toEqual([
      { folder: "E:\\", kind: "removable" },
      { folder: "F:\\", kind: "removable" },
      { folder: "H:\\", kind: "network" },
    ]);
  });

  it("are told without those that do not answer in time", async () => {
    const system = computer("win32", { "E:\\": "E:\\" });
    const hanging: DriveSystem = {
      ...system,
      realPath: (folder) => (folder === "Z:\\" ? new Promise(() => undefined) : system.realPath(folder)),
    };

    expect(await listDrives(hanging)).toEqual([{ folder: "E:\\", kind: "removable" }]);
  });

  it("are on macOS the volumes but the system's own", async () => {
    const system = computer(
      "darwin",
      {
        "/Volumes/Macintosh HD": "/",
        "/Volumes/ICD-PX370": "/Volumes/ICD-PX370",
        "/Volumes/team": "/Volumes/team",
      },
      {
        list: async () => [".hidden", "ICD-PX370", "Macintosh HD", "team"],
        mounts: () => [
          { folder: "/Volumes/ICD-PX370", type: "msdos" },
          { folder: "/Volumes/team", type: "smbfs" },
        ],
      },
    );

    expect(await listDrives(system)).toEqual([
      { folder: "/Volumes/ICD-PX370", kind: "removable" },
      { folder: "/Volumes/team", kind: "network" },
    ]);
  });

  it("are on Linux what desktops mount, phones among them", async () => {
    const system = computer(
      "linux",
      {},
      {
        list: async () => ["mtp:host=SAMSUNG", "smb-share:server=a,share=b"],
        mounts: () => [
          { folder: "/", type: "ext4" },
          { folder: "/media/anna/IC RECORDER", type: "vfat" },
          { folder: "/run/media/anna/KORT", type: "exfat" },
          { folder: "/media/team", type: "cifs" },
          { folder: "/mediateket", type: "ext4" },
        ],
      },
    );

    expect(await listDrives(system)).toEqual([
      { folder: "/media/anna/IC RECORDER", kind: "removable" },
      { folder: "/run/media/anna/KORT", kind: "removable" },
      { folder: "/media/team", kind: "network" },
      { folder: "/run/user/1000/gvfs/mtp:host=SAMSUNG", kind: "removable" },
      { folder: "/run/user/1000/gvfs/smb-share:server=a,share=b", kind: "network" },
    ]);
  });
});
