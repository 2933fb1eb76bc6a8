/** Each microphone once, under the name the system gives it. */
import { afterEach, expect, test, vi } from "vitest";
import { labelOf, listMicrophones } from "../../renderer/audio/capture/listMicrophones.ts";

const device = (
  deviceId: string,
  label: string,
  groupId: string,
  channels?: number,
  kind = "audioinput",
) => ({
  deviceId,
  label,
  groupId,
  kind,
  ...(channels === undefined ? {} : { getCapabilities: () => ({ channelCount: { min: 1, max: channels } }) }),
});
const devices = [
  device("default", "Standard – Headset", "g1", 1),
  device("communications", "Kommunikation – Headset", "g1", 1),
  device("a1", "Headset", "g1", 1),
  device("b2", "Två bordsmikrofoner", "g2", 2),
  device("c3", "Gammal", "g3"),
  device("d4", "Högtalare", "g1", undefined, "audiooutput"),
];

afterEach(() => void vi.unstubAllGlobals());

test("roles and loudspeakers are no microphones; two channels are believed where the device tells of them", async () => {
  vi.stubGlobal("navigator", { mediaDevices: { enumerateDevices: async () => devices } });
  expect(await listMicrophones()).toEqual([
    { deviceId: "a1", label: "Headset", channels: 1 },
    { deviceId: "b2", label: "Två bordsmikrofoner", channels: 2 },
    { deviceId: "c3", label: "Gammal", channels: 1 },
  ]);
});

test("the default device is known by its own name where the system tells which it is", async () => {
  vi.stubGlobal("navigator", { mediaDevices: { enumerateDevices: async () => devices } });
  const track = (label: string, deviceId: string | undefined, groupId: string) =>
    ({ label, getSettings: () => ({ deviceId, groupId }) }) as unknown as MediaStreamTrack;
  expect(
    await Promise.all([
      labelOf(track("Standard – Headset", "default", "g1")),
      labelOf(track("Standard – Okänd", "default", "g9")),
      labelOf(track("Gammal", "c3", "g3")),
      labelOf(track("Utan id", undefined, "g1")),
    ]),
  ).toEqual(["Headset", "Standard – Okänd", "Gammal", "Utan id"]);
});
