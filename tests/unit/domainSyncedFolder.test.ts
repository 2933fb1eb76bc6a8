import { describe, expect, it } from "vitest";
import { parseLinuxMounts, parseMacMounts } from "../../electron/ports/computer.ts";
import {
  type FolderEnvironment,
  type FolderPlace,
  syncedFolderOf,
} from "../../shared/domain/syncedFolder.ts";

const bare = { variables: {}, dropboxFolders: [], isDesktopInICloud: false, marks: [] };
const windows: FolderEnvironment = {
  ...bare,
  platform: "win32",
  userHome: "C:\\Users\\Ada",
  variables: {
    OneDrive: "C:\\Users\\Ada\\OneDrive - Kommunen",
    OneDriveCommercial: "C:\\Users\\Ada\\OneDrive - Kommunen",
  },
  dropboxFolders: ["D:\\Min Dropbox"],
};
const mac: FolderEnvironment = { ...bare, platform: "darwin", userHome: "/Users/ada" };
const linux: FolderEnvironment = { ...bare, platform: "linux", userHome: "/home/ada" };
const synchronised = (service: string) => ({ place: "synchronised", service }) as FolderPlace;
const network: FolderPlace = { place: "network" };

describe("a folder on Windows", () => {
  it.each([
    ["C:\\Users\\Ada\\AppData\\Local\\Lyhörd", undefined],
    ["C:\\Users\\Ada\\Documents\\Lyhörd", undefined],
    ["C:\\Users\\Ada\\OneDrive - Kommunen\\Documents\\Lyhörd", synchronised("onedrive")],
    ["c:\\users\\ADA\\onedrive - kommunen", synchronised("onedrive")],
    ["C:\\Users\\Ada\\OneDrive - Kommunen 2\\Lyhörd", synchronised("onedrive")],
    ["\\\\?\\C:\\Users\\Ada\\OneDrive - Kommunen\\x", synchronised("onedrive")],
    ["D:\\Min Dropbox\\Lyhörd", synchronised("dropbox")],
    ["D:\\Min Dropboxar\\Lyhörd", undefined],
    ["C:\\Users\\Ada\\iCloudDrive\\Lyhörd", synchronised("icloud")],
    ["C:\\Users\\Ada\\Nextcloud\\Lyhörd", synchronised("nextcloud")],
    ["C:\\Users\\Ada\\Boxar\\Lyhörd", undefined],
    ["\\\\server\\hem$\\ada\\Lyhörd", network],
    ["\\\\?\\UNC\\server\\hem$\\ada", network],
    ["//server/hem/ada", network],
  ])("%s is %j", (path, expected) => {
    expect(syncedFolderOf(path, windows, [])).toEqual(expected);
  });
});

describe("a folder on macOS", () => {
  const mounts = parseMacMounts(
    [
      "/dev/disk3s1s1 on / (apfs, sealed, local, read-only, journaled)",
      "//ada@server/hem on /Volumes/hem (smbfs, nodev, nosuid, mounted by ada)",
    ].join("\n"),
  );
  it.each([
    ["/Users/ada/Library/Application Support/Lyhörd", undefined],
    ["/Users/ada/Library/Mobile Documents/com~apple~CloudDocs/Lyhörd", synchronised("icloud")],
    ["/Users/ada/Library/CloudStorage/OneDrive-Kommunen/Lyhörd", synchronised("onedrive")],
    ["/Users/ada/Library/CloudStorage/GoogleDrive-ada@example.org/My Drive", synchronised("google-drive")],
    ["/Users/ada/Library/CloudStorage/Box-Box/Lyhörd", synchronised("box")],
    ["/Users/ada/Library/CloudStorage/Annat/Lyhörd", synchronised("other")],
    ["/Users/ada/Documents/Lyhörd", undefined],
    ["/Volumes/hem/Lyhörd", network],
    ["/Volumes/hemma/Lyhörd", undefined],
  ])("%s is %j", (path, expected) => {
    expect(syncedFolderOf(path, mac, mounts)).toEqual(expected);
  });

  it("among the documents is in iCloud where these are", () => {
    const inICloud = { ...mac, isDesktopInICloud: true };
    const place = (path: string) => syncedFolderOf(path, inICloud, mounts);
    expect([place("/Users/ada/Documents/x"), place("/Users/ada/desktop"), place("/Users/ada/Music")]).toEqual(
      [synchronised("icloud"), synchronised("icloud"), undefined],
    );
  });
});

describe("a folder on Linux", () => {
  const mounts = parseLinuxMounts(
    [
      "/dev/sda1 / ext4 rw 0 0",
      "server:/export/home /home/ada/p\\303\\245\\040server nfs4 rw 0 0",
      "//server/hem /mnt/hem cifs rw 0 0",
      "/dev/sdb1 /mnt/hem/disk ext4 rw 0 0",
      "onedriver /home/ada/moln fuse.onedriver rw 0 0",
      "",
    ].join("\n"),
  );
  it.each([
    ["/home/ada/.config/Lyhörd", undefined],
    ["/home/ada/Dropbox/Lyhörd", synchronised("dropbox")],
    ["/home/ada/arbete/Dropbox/Lyhörd", undefined],
    ["/home/ada/ownCloud", synchronised("owncloud")],
    ["/mnt/hem/Lyhörd", network],
    ["/mnt/hem/disk/Lyhörd", undefined],
    ["/home/ada/moln/Lyhörd", network],
  ])("%s is %j", (path, expected) => {
    expect(syncedFolderOf(path, linux, mounts)).toEqual(expected);
  });

  it.each([
    [".dropbox.cache", "dropbox"],
    [".nextcloudsync.log", "nextcloud"],
    [".owncloudsync.log", "owncloud"],
    [".sync_0a1b2c.db", "nextcloud"],
    [".tmp.driveupload", "google-drive"],
  ])("with %s in or above it is kept in step by %s", (mark, service) => {
    expect(syncedFolderOf("/srv/x", { ...linux, marks: [".git", mark] }, mounts)).toEqual(
      synchronised(service),
    );
  });
});
