/** Sound for the page: ranges of decrypted bytes, fetched from the vault process as they are needed. */
import { z } from "zod";
import { Failure } from "../../shared/errors.ts";
import { parseByteRange } from "./byteRange.ts";
import { emptyResponse, securityHeaders } from "./securityHeaders.ts";
import type { VaultRequest } from "./vaultLink.ts";

/** Bytes asked of the vault process at a time: few messages, and little lost when the player seeks. */
const pieceBytes = 1024 * 1024;

const mediaInfoSchema = z.object({ sizeBytes: z.int().nonnegative(), mimeType: z.string().max(100) });
const bytesSchema = z.instanceof(Uint8Array);

/**
 * Answers `media/<token>`.
 *
 * @param token - of this unlock; the shell does not know what it stands for
 * @param request - `GET` or `HEAD`, with or without `Range`
 * @returns 200 whole, 206 with the exact range, 416 beyond the end, 404 for a token that opens nothing
 */
export async function answerMedia(token: string, request: Request, vault: VaultRequest): Promise<Response> {
  const info = await vault("internal.mediaInfo", { token });
  if (!info.ok) return emptyResponse(404);
  const { sizeBytes, mimeType } = mediaInfoSchema.parse(info.value);
  const range = parseByteRange(request.headers.get("Range"), sizeBytes);
  if (range.kind === "unsatisfiable") {
    return emptyResponse(416, { "Content-Range": `bytes */${sizeBytes}`, "Accept-Ranges": "bytes" });
  }
  const { start, end } = range.kind === "part" ? range : { start: 0, end: sizeBytes };
  const headers = securityHeaders({
    "Content-Type": mimeType,
    "Content-Length": String(end - start),
    "Accept-Ranges": "bytes",
    ...(range.kind === "part" ? { "Content-Range": `bytes ${start}-${end - 1}/${sizeBytes}` } : {}),
  });
  const body = request.method === "HEAD" ? null : pieces(token, start, end, vault);
  return new Response(body, { status: range.kind === "part" ? 206 : 200, headers });
}

/** The bytes from `start` to `end`, one piece ahead of the player at most; ends when the player turns away. */
function pieces(token: string, start: number, end: number, vault: VaultRequest): ReadableStream<Uint8Array> {
  let position = start;
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        if (position === end) {
          controller.close();
          return;
        }
        const until = Math.min(end, position + pieceBytes);
        const piece = await vault("internal.mediaRead", { token, start: position, end: until });
        if (!piece.ok) throw new Failure(piece.error.code);
        const bytes = bytesSchema.parse(piece.value);
        if (bytes.length !== until - position) throw new Failure("media.truncated");
        position = until;
        controller.enqueue(bytes);
        if (position === end) controller.close();
      },
    },
    { highWaterMark: 0 },
  );
}
