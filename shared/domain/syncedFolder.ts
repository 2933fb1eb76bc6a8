/** Whether a folder is copied elsewhere: into a cloud, or lying on another computer altogether. */
import { z } from "zod";

export const syncServices = [
  "onedrive",
  "dropbox",
  "icloud",
  "google-drive",
  "nextcloud",
  "owncloud",
  "box",
  "other",
] as const;
export const syncServiceSchema = z.enum(syncServices);
export type SyncService = z.infer<typeof syncServiceSchema>;

/** Where a folder turns out to be, if it is not on this computer alone. */
export const folderPlaceSchema = z.discriminatedUnion("place", [
  z.object({ place: z.literal("synchronised"), service: syncServiceSchema }),
  z.object({ place: z.literal("network") }),
]);
export type FolderPlace = z.infer<typeof folderPlaceSchema>;

/** A file system that is attached somewhere. */
export interface Mount {
  readonly folder: string;
  /** As the system calls it: `ext4`, `nfs4`, `smbfs`. */
  readonly type: string;
}

/** What must be known of the computer. */
export interface FolderEnvironment {
  readonly platform: "win32" | "darwin" | "linux" | "other";
  /** The user's own folder. */
  readonly userHome: string;
  /** `OneDrive`, `OneDriveCommercial` and `OneDriveConsumer` are looked at. */
  readonly variables: Readonly<Record<string, string | undefined>>;
  /** Folders that Dropbox itself says it keeps in step (`info.json`). */
  readonly dropboxFolders: readonly string[];
  /** macOS: Desktop and Documents lie in iCloud. */
  readonly isDesktopInICloud: boolean;
  /** Names that a program for synchronising leaves in the folder or above it, such as `.dropbox.cache`. */
  readonly marks: readonly string[];
}

/**
 * Looks whether a folder is synchronised or on the network.
 *
 * What cannot be known from outside, such as a backup program that copies everything, is not found: no answer is no
 * promise.
 *
 * @param path - absolute, with links and mapped drives resolved
 * @returns `undefined` if nothing speaks for it
 */
export function syncedFolderOf(
  path: string,
  environment: FolderEnvironment,
  mounts: readonly Mount[],
): FolderPlace | undefined {
  const place = comparable(path, environment.platform);
  const isIn = (folder: string | undefined) =>
    folder !== undefined && folder !== "" && isWithin(place, comparable(folder, environment.platform));
  const service = syncServiceOf(place, environment, isIn);
  if (service !== undefined) return { place: "synchronised", service };
  return isOnNetwork(path, environment.platform, mounts) ? { place: "network" } : undefined;
}

/**
 * Whether a file or folder lies on another computer.
 *
 * @param path - as for `syncedFolderOf`
 */
export function isOnNetwork(
  path: string,
  platform: FolderEnvironment["platform"],
  mounts: readonly Mount[],
): boolean {
  const place = comparable(path, platform);
  if (platform === "win32") return place.startsWith("//");
  const mount = mounts
    .filter(({ folder }) => folder !== "" && isWithin(place, comparable(folder, platform)))
    .sort((one, other) => other.folder.length - one.folder.length)[0];
  return mount !== undefined && isNetworkType(mount.type);
}

/** Whether a file system of this type is another computer's. */
export function isNetworkType(type: string): boolean {
  return networkTypes.test(type);
}

const networkTypes =
  /^(nfs\d?|cifs|smb\d?|smbfs|afpfs|webdav|ncpfs|9p|ceph|glusterfs|afs|fuse\.(sshfs|rclone|davfs\d?|gvfsd-fuse|google-drive-ocamlfuse|onedriver|glusterfs))$/i;

function syncServiceOf(
  place: string,
  environment: FolderEnvironment,
  isIn: (folder: string | undefined) => boolean,
): SyncService | undefined {
  const { platform, userHome, variables, dropboxFolders } = environment;
  const { OneDrive, OneDriveCommercial, OneDriveConsumer } = variables;
  if ([OneDrive, OneDriveCommercial, OneDriveConsumer].some(isIn)) return "onedrive";
  if (dropboxFolders.some(isIn)) return "dropbox";
  if (platform === "darwin") {
    if (isIn(`${userHome}/Library/Mobile Documents`)) return "icloud";
    const isDocument = isIn(`${userHome}/Documents`) || isIn(`${userHome}/Desktop`);
    if (environment.isDesktopInICloud && isDocument) return "icloud";
    if (isIn(`${userHome}/Library/CloudStorage`))
      return serviceNamed(place.split("/cloudstorage/")[1]) ?? "other";
  }
  const marked = environment.marks.map(serviceMarking).find((service) => service !== undefined);
  return marked ?? serviceNamed(belowHome(place, comparable(userHome, platform)));
}

/** Programs that synchronise make a folder of their own name right below the user's. */
function belowHome(place: string, home: string): string | undefined {
  return isWithin(place, home) ? place.slice(home.length + 1) : undefined;
}

const serviceNames: readonly (readonly [RegExp, SyncService])[] = [
  [/^onedrive( ?- ?[^/]+)?$/, "onedrive"],
  [/^dropbox( ?[(-][^/]*)?$/, "dropbox"],
  [/^(icloud ?drive|iclouddrive)$/, "icloud"],
  [/^(google ?drive(-[^/]+)?|my drive|min enhet|min disk|mit drev)$/, "google-drive"],
  [/^nextcloud(-?\d|-[^/]+)?$/, "nextcloud"],
  [/^owncloud(-?\d|-[^/]+)?$/, "owncloud"],
  [/^box( sync|-box)?$/, "box"],
];

function serviceNamed(rest: string | undefined): SyncService | undefined {
  const name = rest?.split("/")[0]?.toLowerCase() ?? "";
  return serviceNames.find(([pattern]) => pattern.test(name))?.[1];
}

function serviceMarking(mark: string): SyncService | undefined {
  if (/^\.dropbox(\.cache)?$/.test(mark)) return "dropbox";
  if (/^\.nextcloudsync\.log$/.test(mark)) return "nextcloud";
  if (/^\.owncloudsync\.log$/.test(mark)) return "owncloud";
  if (/^\.(_sync_|sync_)[0-9a-f]+\.db$/.test(mark)) return "nextcloud";
  if (/^\.tmp\.driveupload$|^\.tmp\.drivedownload$/.test(mark)) return "google-drive";
  return undefined;
}

/** Windows and macOS do not tell capital letters from small ones; Windows knows two slashes and two prefixes. */
function comparable(path: string, platform: FolderEnvironment["platform"]): string {
  if (platform === "win32") {
    const plain = path
      .replaceAll("\\", "/")
      .replace(/^\/\/[?.]\/unc\//i, "//")
      .replace(/^\/\/[?.]\//, "");
    return trimmed(plain).toLowerCase();
  }
  return platform === "darwin" ? trimmed(path.normalize("NFC")).toLowerCase() : trimmed(path);
}

function trimmed(path: string): string {
  return path.length > 1 ? path.replace(/\/+$/, "") : path;
}

function isWithin(path: string, folder: string): boolean {
  return path === folder || path.startsWith(folder === "/" ? "/" : `${folder}/`);
}
