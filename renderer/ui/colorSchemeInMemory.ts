/** Keeps the colour scheme in memory: the page writes nothing to the browser's storage. */
import type { MantineColorScheme, MantineColorSchemeManager } from "@mantine/core";

/** Forgets with the page; settings in the vault are what is kept. */
export function colorSchemeInMemory(): MantineColorSchemeManager {
  let current: MantineColorScheme | undefined;
  return {
    get: (fallback) => current ?? fallback,
    set: (value) => {
      current = value;
    },
    subscribe: () => undefined,
    unsubscribe: () => undefined,
    clear: () => {
      current = undefined;
    },
  };
}
