/** Everything the page can load: its own files, and sound by token. */
import { isAppUrl } from "./appAddress.ts";
import { answerMedia } from "./mediaResponse.ts";
import { answerPageFile, type PageFiles } from "./pageFiles.ts";
import { emptyResponse } from "./securityHeaders.ts";
import type { VaultRequest } from "./vaultLink.ts";

/** Tokens are URL-safe words; anything else is looked up among the page's files, and not found. */
const mediaPath = /^media\/([A-Za-z0-9_-]{16,128})$/;

/**
 * Makes the handler for `protocol.handle("app", …)`.
 *
 * @param vault - asks the vault process for sound
 * @param onDefect - hears what nobody foresaw; the page gets 500
 * @returns a handler that answers only `GET` and `HEAD`
 */
export function createAppProtocol(
  files: PageFiles,
  vault: VaultRequest,
  onDefect: (error: unknown) => void,
): (request: Request) => Promise<Response> {
  return async (request) => {
    if (!isAppUrl(request.url)) return emptyResponse(404);
    if (request.method !== "GET" && request.method !== "HEAD") return emptyResponse(405);
    const path = new URL(request.url).pathname.slice(1);
    const token = mediaPath.exec(path)?.[1];
    try {
      return token === undefined
        ? await answerPageFile(path, request.method, files)
        : await answerMedia(token, request, vault);
    } catch (error) {
      onDefect(error);
      return emptyResponse(500);
    }
  };
}
