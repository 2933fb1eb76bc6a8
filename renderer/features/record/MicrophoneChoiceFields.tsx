/** Which microphone, and where it hears in two channels, who sits at which; remembered for each of them. */
import { Radio, Select, Stack, Switch } from "@mantine/core";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import type { KnownMicrophone, Settings } from "../../../shared/domain/settings.ts";
import { useChange } from "../../api/useChange.ts";
import type { Microphone } from "../../audio/capture/openMicrophone.ts";
import { ErrorNotice } from "../../ui/ErrorNotice.tsx";
import { useSpeakerWords } from "../../ui/useSpeakerWords.ts";
import classes from "./BeforeRecording.module.css";
import { knownAs, remembered } from "./microphonePreference.ts";
import { useMicrophones } from "./useMicrophones.ts";

/** @param props.microphone - the one that is open; `null` while none is */
export function MicrophoneChoiceFields(props: {
  readonly settings: Settings;
  readonly microphone: Microphone | null;
}) {
  const { settings, microphone } = props;
  const { t } = useTranslation();
  const words = useSpeakerWords();
  const update = useChange("settings.update");
  const { choices, listAgain } = useMicrophones();
  const isOneSound = useSameSound(microphone);
  // The labels are known only once a microphone is open.
  // biome-ignore lint/correctness/useExhaustiveDependencies: a microphone that opened is the reason to look again.
  useEffect(listAgain, [microphone, listAgain]);

  const labels = [...new Set((choices ?? []).map(({ label }) => label).filter((label) => label !== ""))];
  const label = microphone?.label ?? settings.microphone.preferred ?? "";
  const choice = choices?.find((one) => one.label === label);
  const known = knownAs(settings.microphone, label);
  const use = (used: KnownMicrophone) => update.mutate({ microphone: remembered(settings.microphone, used) });
  return (
    <Stack gap={14}>
      <Select
        label={t("record.microphone.label")}
        data={labels}
        value={labels.includes(label) ? label : null}
        placeholder={t("record.microphone.none")}
        onChange={(chosen) => {
          if (chosen !== null) use(knownAs(settings.microphone, chosen));
        }}
        allowDeselect={false}
      />
      {choice?.channels === 2 ? (
        <Switch
          label={t("record.twoChannels.label")}
          description={t("record.twoChannels.text")}
          checked={known.channels === 2}
          onChange={(event) =>
            use(
              event.currentTarget.checked
                ? { label, channels: 2, firstChannel: known.firstChannel ?? "practitioner" }
                : { label, channels: 1, firstChannel: known.firstChannel },
            )
          }
        />
      ) : null}
      {choice?.channels === 2 && known.channels === 2 ? (
        <Radio.Group
          label={t("record.twoChannels.first")}
          value={known.firstChannel ?? "practitioner"}
          onChange={(first) =>
            use({ label, channels: 2, firstChannel: first === "client" ? "client" : "practitioner" })
          }
        >
          <Stack gap={6} mt={4}>
            <Radio value="practitioner" label={words.practitioner.name} />
            <Radio value="client" label={words.client.name} />
          </Stack>
        </Radio.Group>
      ) : null}
      {isOneSound ? (
        <p className={classes.meterWord} data-warm role="status">
          {t("record.twoChannels.sameSound")}
        </p>
      ) : null}
      <ErrorNotice error={update.error} />
    </Stack>
  );
}

/** Whether both channels carry the same sound: it is one microphone after all. */
function useSameSound(microphone: Microphone | null): boolean {
  const [same, setSame] = useState<Microphone | null>(null);
  useEffect(() => microphone?.onSameSound(() => setSame(microphone)), [microphone]);
  return microphone !== null && same === microphone;
}
