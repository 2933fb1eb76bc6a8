/** How a person records is remembered, and older vaults begin with sensible settings. */
import { expect, it } from "vitest";
import { readSettings, updateSettings } from "../../electron/services/settings.ts";
import { findSetting, upsertSetting } from "../../electron/vault/settingRepository.ts";
import { newSettings, settingsSchema } from "../../shared/domain/settings.ts";
import { vaultForTest } from "../support/vaultForTest.ts";

const recording = {
  microphone: { preferred: null, perDevice: [] },
  echoCancellation: false,
  noiseSuppression: false,
  autoGainControl: true,
};

it("a vault whose settings were stored before there was a recorder has the recorder's defaults", async () => {
  const { vault, context } = await vaultForTest();
  const stored = findSetting(vault.db, "settings") as Record<string, unknown>;
  const before = Object.fromEntries(Object.entries(stored).filter(([name]) => !(name in recording)));
  upsertSetting(vault.db, "settings", { ...before, singleKeys: false });

  expect(readSettings(context)).toEqual({ ...newSettings("sv", "adviser-client"), singleKeys: false });
  expect(newSettings("sv", "adviser-client")).toMatchObject(recording);
});

it("a microphone is remembered by its label, with its channels and who is heard in the first", async () => {
  const { context } = await vaultForTest();
  const microphone = {
    preferred: "Knappmikrofoner",
    perDevice: [{ label: "Knappmikrofoner", channels: 2, firstChannel: "practitioner" }],
  } as const;
  updateSettings(context, { microphone: { ...microphone, perDevice: [...microphone.perDevice] } });
  updateSettings(context, { autoGainControl: false });
  expect(readSettings(context)).toMatchObject({ ...recording, microphone, autoGainControl: false });
});

it("what no device can be is not remembered", () => {
  const settings = newSettings("sv", "adviser-client");
  const device = { label: "Mikrofon", channels: 1, firstChannel: null };
  const withDevice = (part: object) => ({
    ...settings,
    microphone: { preferred: null, perDevice: [{ ...device, ...part }] },
  });
  expect(
    [
      withDevice({}),
      withDevice({ channels: 3 }),
      withDevice({ label: "" }),
      withDevice({ label: "x".repeat(201) }),
      withDevice({ firstChannel: "other" }),
      { ...settings, microphone: { preferred: "", perDevice: [] } },
      { ...settings, microphone: { preferred: null, perDevice: Array.from({ length: 51 }, () => device) } },
    ].map((wanted) => settingsSchema.safeParse(wanted).success),
  ).toEqual([true, false, false, false, false, false, false]);
});
