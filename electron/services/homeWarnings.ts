/** Whether the folder of the vaults lies where copies are made of it that erasure cannot reach. */
import { type FolderPlace, syncedFolderOf } from "../../shared/domain/syncedFolder.ts";
import { type Computer, thisComputer } from "../ports/computer.ts";

/** Where the folder lies, if not on this computer alone; `null` if nothing speaks against it. */
export function placeOfHome(home: string, computer: Computer = thisComputer): FolderPlace | null {
  const folder = computer.realPath(home);
  return syncedFolderOf(folder, computer.environmentOf(folder), computer.mounts()) ?? null;
}
