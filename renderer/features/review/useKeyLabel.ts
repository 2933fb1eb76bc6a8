/** A key of the key table as it is printed on the keyboard. */
import { useTranslation } from "react-i18next";
import type { KeyCombo } from "../../../shared/domain/keyTable.ts";
import { useKeyNames } from "../../ui/useKeyNames.ts";
import { partsOf } from "./keyCombo.ts";

const arrows: Readonly<Record<string, string>> = {
  ArrowLeft: "←",
  ArrowRight: "→",
  ArrowUp: "↑",
  ArrowDown: "↓",
};

/** Gives the name of a key: `Ctrl Skift Enter`. */
export function useKeyLabel(): (combo: KeyCombo) => string {
  const { t } = useTranslation();
  const names = useKeyNames();
  const named: Readonly<Record<string, string>> = {
    ...arrows,
    Mod: names.mod,
    Alt: names.alt,
    Shift: names.shift,
    Space: names.space,
    Enter: names.enter,
    MediaPlayPause: t("keys.playPause"),
    MediaTrackPrevious: t("keys.trackBefore"),
    MediaTrackNext: t("keys.trackAfter"),
    PageUp: "Page Up",
    PageDown: "Page Down",
    "-": "−",
  };
  const nameOf = (part: string) => {
    const pedal = /^Pedal(\d+)$/.exec(part)?.[1];
    if (pedal !== undefined) return t("keys.pedal", { number: pedal });
    return named[part] ?? (part.length === 1 ? part.toUpperCase() : part);
  };
  return (combo) => partsOf(combo).map(nameOf).join(" ");
}
