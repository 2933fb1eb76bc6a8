/** Reading the `Range` header of a request for sound. */

/** What part of a resource is asked for; half-open, in bytes. */
export type ByteRange =
  | { readonly kind: "whole" }
  | { readonly kind: "part"; readonly start: number; readonly end: number }
  | { readonly kind: "unsatisfiable" };

/**
 * Parses a `Range` header against a size (RFC 9110 §14.1.2).
 *
 * @param header - `null` if the request has none
 * @param sizeBytes - size of the resource
 * @returns `whole` also for what the RFC lets a server ignore: other units, several ranges, bad syntax;
 *   a part is never empty and never reaches beyond the size
 */
export function parseByteRange(header: string | null, sizeBytes: number): ByteRange {
  const match = /^bytes=(\d*)-(\d*)$/.exec(header?.trim() ?? "");
  if (match === null) return { kind: "whole" };
  const [, first = "", last = ""] = match;
  if (first === "" && last === "") return { kind: "whole" };
  if (first === "") {
    const suffix = Number(last);
    if (suffix === 0 || sizeBytes === 0) return { kind: "unsatisfiable" };
    return { kind: "part", start: Math.max(0, sizeBytes - suffix), end: sizeBytes };
  }
  const start = Number(first);
  const lastByte = last === "" ? sizeBytes - 1 : Math.min(Number(last), sizeBytes - 1);
  if (last !== "" && Number(last) < start) return { kind: "whole" };
  if (start >= sizeBytes) return { kind: "unsatisfiable" };
  return { kind: "part", start, end: lastByte + 1 };
}
