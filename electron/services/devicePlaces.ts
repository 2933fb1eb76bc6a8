/** The drives that are plugged in, as suggestions of where to look for sound. */
import type { DevicePlace } from "../../shared/domain/device.ts";
import { type DriveSystem, listDrives, theseDrives } from "../ports/drives.ts";
import type { ServiceContext } from "./context.ts";

/** Names them; a place that came and went keeps its id when it comes back. */
export async function listPlaces(
  { sources }: Pick<ServiceContext, "sources">,
  system: DriveSystem = theseDrives,
): Promise<DevicePlace[]> {
  const drives = await listDrives(system);
  return drives.map(({ folder, kind }) => ({ ...sources.offerFolder(folder), kind }));
}
