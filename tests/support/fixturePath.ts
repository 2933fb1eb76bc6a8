/** Where the committed test files lie. */
import { join } from "node:path";

/** The path of a file in `tests/fixtures`. */
export function fixturePath(name: string): string {
  return join(import.meta.dirname, "../fixtures", name);
}
