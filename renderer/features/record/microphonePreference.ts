/** Which microphone a person used last and how, remembered by its label: device ids change with every start. */
import type { KnownMicrophone, Settings } from "../../../shared/domain/settings.ts";
import type { MicrophoneChoice } from "../../audio/capture/listMicrophones.ts";
import type { MicrophoneOptions } from "../../audio/capture/openMicrophone.ts";

type MicrophoneSettings = Settings["microphone"];

/** So many are remembered; the one used longest ago is forgotten first. */
const mostKnown = 50;

/** The one that was used last, if it is plugged in; else `null`: the system's own choice. */
export function preferredAmong(
  choices: readonly MicrophoneChoice[],
  { preferred }: MicrophoneSettings,
): MicrophoneChoice | null {
  return choices.find(({ label }) => label !== "" && label === preferred) ?? null;
}

/** How a microphone was used last: one channel, if it never was. */
export function knownAs({ perDevice }: MicrophoneSettings, label: string): KnownMicrophone {
  return perDevice.find((known) => known.label === label) ?? { label, channels: 1, firstChannel: null };
}

/** What to remember once this one is used. */
export function remembered({ perDevice }: MicrophoneSettings, used: KnownMicrophone): MicrophoneSettings {
  const others = perDevice.filter(({ label }) => label !== used.label);
  return { preferred: used.label, perDevice: [...others, used].slice(-mostKnown) };
}

/** How to open it; two channels only where the device offers them. */
export function optionsFor(choice: MicrophoneChoice | null, settings: Settings): MicrophoneOptions {
  const { echoCancellation, noiseSuppression, autoGainControl, microphone } = settings;
  const known = choice === null ? null : knownAs(microphone, choice.label);
  return {
    deviceId: choice?.deviceId ?? null,
    channels: choice?.channels === 2 && known?.channels === 2 ? 2 : 1,
    echoCancellation,
    noiseSuppression,
    autoGainControl,
  };
}
