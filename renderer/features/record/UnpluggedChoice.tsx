/** The microphone gives no more sound: what is kept, and how to go on. */
import { Button } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useRequest } from "../../api/useRequest.ts";
import type { MicrophoneChoice } from "../../audio/capture/listMicrophones.ts";
import { type MicrophoneEnd, openMicrophone } from "../../audio/capture/openMicrophone.ts";
import { useFormat } from "../../ui/useFormat.ts";
import { MicrophoneNotice } from "./MicrophoneNotice.tsx";
import { optionsFor } from "./microphonePreference.ts";
import classes from "./Recording.module.css";
import type { RunningRecording } from "./recorder.ts";
import { recorder } from "./recorderStore.ts";
import { useMicrophones } from "./useMicrophones.ts";

/** More than these are of no use in a hurry. */
const mostChoices = 3;

/** The one that was unplugged is in the list again as soon as it is back. */
export function UnpluggedChoice(props: {
  readonly recording: RunningRecording;
  readonly end: MicrophoneEnd;
}) {
  const { recording, end } = props;
  const { t } = useTranslation();
  const format = useFormat();
  const settings = useRequest("settings.read", {}).data;
  const { choices } = useMicrophones();
  const [opening, setOpening] = useState<Opening>({ phase: "not-yet" });
  if (settings === undefined || choices === null) return null;

  async function goOn(choice: MicrophoneChoice) {
    if (settings === undefined) return;
    setOpening({ phase: "opening" });
    try {
      // A recording keeps the number of channels it began with.
      await recorder.resume(
        await openMicrophone({ ...optionsFor(choice, settings), channels: recording.channels }),
      );
    } catch (error) {
      setOpening({ phase: "refused", error });
    }
  }

  const inOrder = [...choices].sort((a, b) => rank(b, recording) - rank(a, recording));
  return (
    <div className={classes.unplugged} role="alert">
      <p className={classes.unpluggedTitle}>{t(`recording.lost.${end}`)}</p>
      <p>{t("recording.lost.kept", { position: format.position(recording.savedMs) })}</p>
      <div className={classes.unpluggedChoices}>
        {inOrder.slice(0, mostChoices).map((choice, index) => (
          <Button
            key={choice.deviceId}
            {...(index === 0 ? { variant: "filled" } : {})}
            disabled={opening.phase === "opening"}
            onClick={() => void goOn(choice)}
          >
            {t("recording.lost.goOn", { label: choice.label })}
          </Button>
        ))}
      </div>
      <p className={classes.quiet}>
        {t(choices.length === 0 ? "recording.lost.none" : "recording.lost.wait")}
      </p>
      {opening.phase === "refused" ? (
        <MicrophoneNotice error={opening.error} onRetry={() => setOpening({ phase: "not-yet" })} />
      ) : null}
    </div>
  );
}

type Opening =
  | { readonly phase: "not-yet" | "opening" }
  | { readonly phase: "refused"; readonly error: unknown };

/** The one it was recorded with comes first. */
function rank({ label }: MicrophoneChoice, { microphoneLabel }: RunningRecording): number {
  return label === microphoneLabel ? 1 : 0;
}
