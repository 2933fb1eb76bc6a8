/** Which kinds of sound can be heard before they are prepared. */

const playedByBrowsers = ["wav", "mp3", "m4a", "ogg", "flac", "webm", "adts"];

/** Whether the page's player takes this media type of the blob format as it is; the others must be made anew first. */
export function isPlayableAsIs(mediaType: string): boolean {
  return playedByBrowsers.includes(mediaType);
}
