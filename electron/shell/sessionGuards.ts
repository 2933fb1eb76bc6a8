/** What the page's session may do: keep nothing, reach nothing outside, and ask for no permission. */
import type { Session } from "electron";
import { isAppUrl } from "./appAddress.ts";

/** Name of the session's partition; without `persist:` it lives in memory only. */
export const sessionPartition = "lyhord";

/** Whether the microphone may be used now; a recording arms it. */
export type IsArmed = () => boolean;

/**
 * Locks a session down.
 *
 * @param isArmed - read at every request: the microphone is allowed while a recording is armed, nothing else ever
 */
export function guardSession(session: Session, isArmed: IsArmed): void {
  session.setPermissionRequestHandler((_contents, permission, callback, details) => {
    const mediaTypes = "mediaTypes" in details ? (details.mediaTypes ?? []) : [];
    const isAudioOnly = mediaTypes.length > 0 && mediaTypes.every((type) => type === "audio");
    callback(permission === "media" && isAudioOnly && isAppUrl(details.requestingUrl) && isArmed());
  });
  session.setPermissionCheckHandler(
    (_contents, permission, origin, details) =>
      permission === "media" && details.mediaType === "audio" && isAppUrl(origin) && isArmed(),
  );
  session.setDevicePermissionHandler(() => false);
  session.setDisplayMediaRequestHandler((_request, callback) => callback(null));
  session.setSpellCheckerEnabled(false);
  session.webRequest.onBeforeRequest(({ url }, callback) => callback({ cancel: !mayLoad(url) }));
  session.on("will-download", (event) => event.preventDefault());
}

/** The page loads from its own origin, draws small pictures from `data:`, and plays nothing from elsewhere. */
function mayLoad(url: string): boolean {
  return isAppUrl(url) || url.startsWith("data:image/") || url.startsWith("devtools:");
}
