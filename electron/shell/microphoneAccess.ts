/** What the system says about the microphone: macOS asks the person once, Windows has a setting, Linux says nothing. */
import type { SystemPreferences } from "electron";
import type { RequestOutput } from "../../shared/contract.ts";

/** As the page is told. */
export type MicrophoneState = RequestOutput<"shell.microphoneAccess">["state"];

/** Reading what the system allows, and having it ask. */
export interface MicrophoneAccess {
  state(): MicrophoneState;
  /** Has the system ask the person where it has not; resolves when they have answered, at once where it does not ask. */
  ask(): Promise<void>;
}

type Preferences = Pick<SystemPreferences, "getMediaAccessStatus" | "askForMediaAccess">;

export function createMicrophoneAccess(
  preferences: Preferences,
  platform: NodeJS.Platform,
): MicrophoneAccess {
  const state = () => {
    if (platform !== "darwin" && platform !== "win32") return "granted";
    const status = preferences.getMediaAccessStatus("microphone");
    return status === "unknown" ? "granted" : status;
  };
  return {
    state,
    async ask() {
      if (platform === "darwin" && state() === "not-determined") {
        await preferences.askForMediaAccess("microphone");
      }
    },
  };
}
