/** The microphones that are plugged in. */

/** One of them. */
export interface MicrophoneChoice {
  /** Good until the application ends; the next start gives others. */
  readonly deviceId: string;
  /** What the system calls it; empty until a microphone has been opened once. */
  readonly label: string;
  /** 2 where the device says that it hears with two channels. */
  readonly channels: 1 | 2;
}

/** Names that Chromium gives to a role of a device that is in the list by itself. */
const roles = ["default", "communications"];

/** @returns every microphone once, in the system's order; empty for none */
export async function listMicrophones(): Promise<readonly MicrophoneChoice[]> {
  const devices = await navigator.mediaDevices.enumerateDevices();
  return devices
    .filter(({ kind, deviceId }) => kind === "audioinput" && !roles.includes(deviceId))
    .map((device) => ({ deviceId: device.deviceId, label: device.label, channels: channelsOf(device) }));
}

/**
 * What the system calls the device behind a track, also where the track only knows it as "the default one".
 *
 * @returns the label as `listMicrophones` gives it, where it can be told; else the track's own
 */
export async function labelOf(track: MediaStreamTrack): Promise<string> {
  const { deviceId, groupId } = track.getSettings();
  if (deviceId === undefined || !roles.includes(deviceId)) return track.label;
  const devices = await navigator.mediaDevices.enumerateDevices();
  const device = devices.find(
    (one) => one.kind === "audioinput" && one.groupId === groupId && !roles.includes(one.deviceId),
  );
  return device?.label ?? track.label;
}

/** Hears that a microphone was plugged in or out; returns the function that stops. */
export function onMicrophonesChange(listener: () => void): () => void {
  navigator.mediaDevices.addEventListener("devicechange", listener);
  return () => navigator.mediaDevices.removeEventListener("devicechange", listener);
}

function channelsOf(device: MediaDeviceInfo): 1 | 2 {
  const capabilities = "getCapabilities" in device ? (device as InputDeviceInfo).getCapabilities() : {};
  return (capabilities.channelCount?.max ?? 1) >= 2 ? 2 : 1;
}
