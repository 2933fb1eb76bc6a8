/** How large a message from the page is, before anything else looks at it. */

/** The most the page may send at once: the peaks of eleven hours of sound. */
export const messageLimitBytes = 4 * 1024 * 1024;

/**
 * Whether a message keeps to a limit.
 *
 * @param message - plain data as structured clone delivers it, cycles allowed
 * @returns `false` as soon as the limit is passed; text counts two bytes a character, every value at least eight
 */
export function fitsInto(message: unknown, limitBytes: number): boolean {
  const seen = new Set<object>();
  const waiting: unknown[] = [message];
  let sizeBytes = 0;
  while (waiting.length > 0) {
    const value = waiting.pop();
    sizeBytes += 8;
    if (typeof value === "string") sizeBytes += 2 * value.length;
    else if (ArrayBuffer.isView(value) || value instanceof ArrayBuffer) sizeBytes += value.byteLength;
    else if (typeof value === "object" && value !== null && !seen.has(value)) {
      seen.add(value);
      if (value instanceof Map) for (const entry of value) waiting.push(...entry);
      else if (value instanceof Set) for (const item of value) waiting.push(item);
      else {
        for (const [key, item] of Object.entries(value)) {
          sizeBytes += 2 * key.length;
          waiting.push(item);
          if (sizeBytes > limitBytes) return false;
        }
      }
    }
    if (sizeBytes > limitBytes) return false;
  }
  return true;
}
