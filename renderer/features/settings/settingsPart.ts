/** What every part of the settings screen is given. */
import type { Settings } from "../../../shared/domain/settings.ts";

/** The settings as they are, and how to change some of them. */
export interface SettingsPartProps {
  readonly settings: Settings;
  readonly onChange: (change: Partial<Settings>) => void;
}
