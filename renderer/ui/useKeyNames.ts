/** What keys are called in the language of the page and on this kind of computer. */
import { useTranslation } from "react-i18next";

/** `mod` is Ctrl, on a Mac ⌘. */
export interface KeyNames {
  readonly mod: string;
  readonly alt: string;
  readonly shift: string;
  readonly space: string;
  readonly enter: string;
  readonly escape: string;
}

export function useKeyNames(): KeyNames {
  const { t } = useTranslation();
  return {
    mod: isMac() ? "⌘" : t("keys.ctrl"),
    alt: isMac() ? "⌥" : t("keys.alt"),
    shift: t("keys.shift"),
    space: t("keys.space"),
    enter: t("keys.enter"),
    escape: t("keys.escape"),
  };
}

/** Whether the command key stands where others have Ctrl. */
export function isMac(): boolean {
  return navigator.userAgent.includes("Mac OS X");
}
