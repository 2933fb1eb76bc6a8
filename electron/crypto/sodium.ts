/** The one door to libsodium (WebAssembly): loaded once, then used synchronously. */
import libsodium from "libsodium-wrappers";

let isLoaded = false;

/** Loads libsodium; every process and worker awaits this once before any other function of this folder. */
export async function loadSodium(): Promise<void> {
  await libsodium.ready;
  isLoaded = true;
}

/**
 * The loaded library.
 *
 * @throws Error if `loadSodium` has not finished
 */
export function sodium(): typeof libsodium {
  if (!isLoaded) throw new Error("libsodium is used before loadSodium() has finished");
  return libsodium;
}
