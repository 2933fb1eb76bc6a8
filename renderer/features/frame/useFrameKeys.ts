/** The keys that work everywhere in an open vault. */
import { useHotkeys } from "@mantine/hooks";
import { openSearch } from "../spotlight/openSearch.ts";
import { lockWhenSaved } from "./lockWish.ts";
import { openScreen } from "./route.ts";

/** Ctrl/Cmd+L locks, Ctrl/Cmd+K searches, F1 helps; all of them also inside text fields. */
export function useFrameKeys(enabled: boolean): void {
  useHotkeys(
    enabled
      ? [
          ["mod+L", () => void lockWhenSaved()],
          ["mod+K", () => openSearch()],
          ["F1", () => openScreen({ screen: "help" })],
        ]
      : [],
    [],
    true,
  );
}
