/** What the page's session may do: keep nothing, reach nothing outside, ask for no permission but two. */
import type { Session } from "electron";
import { isFootPedal } from "../../shared/domain/footPedal.ts";
import { isAppUrl } from "./appAddress.ts";

/** Name of the session's partition; without `persist:` it lives in memory only. */
export const sessionPartition = "lyhord";

/** Whether the microphone may be used now; a recording arms it. */
export type IsArmed = () => boolean;

/**
 * Locks a session down.
 *
 * @param isArmed - read at every request: the microphone is allowed while a recording is armed; apart from it a foot
 *   pedal may be heard, nothing else ever
 */
export function guardSession(session: Session, isArmed: IsArmed): void {
  session.setPermissionRequestHandler((_contents, permission, callback, details) => {
    const mediaTypes = "mediaTypes" in details ? (details.mediaTypes ?? []) : [];
    const isAudioOnly = mediaTypes.length > 0 && mediaTypes.every((type) => type === "audio");
    callback(permission === "media" && isAudioOnly && isAppUrl(details.requestingUrl) && isArmed());
  });
  session.setPermissionCheckHandler((_contents, permission, origin, details) => {
    if (!isAppUrl(origin)) return false;
    // Which devices there are to be had is decided below, one by one.
    if (permission === "hid") return true;
    return permission === "media" && details.mediaType === "audio" && isArmed();
  });
  session.setDevicePermissionHandler(
    ({ deviceType, device, origin }) => deviceType === "hid" && isAppUrl(origin) && isFootPedal(device),
  );
  session.on("select-hid-device", (event, { deviceList }, callback) => {
    event.preventDefault();
    callback(deviceList.find(isFootPedal)?.deviceId);
  });
  session.setDisplayMediaRequestHandler((_request, callback) => callback(null));
  session.setSpellCheckerEnabled(false);
  session.webRequest.onBeforeRequest(({ url }, callback) => callback({ cancel: !mayLoad(url) }));
  session.on("will-download", (event) => event.preventDefault());
}

/** The page loads from its own origin, draws small pictures from `data:`, and plays nothing from elsewhere. */
function mayLoad(url: string): boolean {
  return isAppUrl(url) || url.startsWith("data:image/") || url.startsWith("devtools:");
}
