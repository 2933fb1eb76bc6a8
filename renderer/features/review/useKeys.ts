/** The keys of a person, from the settings. */
import { useMemo } from "react";
import { keyTableOf } from "../../../shared/domain/keyTable.ts";
import type { Settings } from "../../../shared/domain/settings.ts";
import type { Keys } from "./reviewCommands.ts";

const noKeys = {};

/** @param settings - `undefined` until they are read: the keys given with the program */
export function useKeys(settings: Pick<Settings, "keys" | "singleKeys"> | undefined): Keys {
  const own = settings?.keys ?? noKeys;
  const singleKeys = settings?.singleKeys ?? true;
  return useMemo(() => ({ table: keyTableOf(own), singleKeys }), [own, singleKeys]);
}
