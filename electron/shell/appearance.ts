/** Theme and language of what the shell draws: title bar, menu, dialogs. */
import { nativeTheme } from "electron";
import type { Language, Theme } from "../../shared/domain/settings.ts";

/** The appearance now. */
export interface Appearance {
  language(): Language;
  set(next: { readonly theme: Theme; readonly language: Language }): void;
}

interface Options {
  readonly initial: { readonly theme: Theme; readonly language: Language };
  /** Called at the start and at every change; sets the menu and remembers. */
  readonly onChange: (now: { readonly theme: Theme; readonly language: Language }) => void;
}

/** Applies the initial appearance. */
export function createAppearance({ initial, onChange }: Options): Appearance {
  let language = initial.language;
  const appearance: Appearance = {
    language: () => language,
    set(next) {
      language = next.language;
      nativeTheme.themeSource = next.theme;
      onChange(next);
    },
  };
  appearance.set(initial);
  return appearance;
}
