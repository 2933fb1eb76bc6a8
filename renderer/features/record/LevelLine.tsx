/** What is fine, or is not, in words: level, microphone, room on the disk. */
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { LevelVerdict } from "../../../shared/domain/levelVerdict.ts";
import classes from "./Recording.module.css";
import type { Running } from "./recorder.ts";
import { recorder } from "./recorderStore.ts";
import { useRoomText } from "./useRoomText.ts";
import { useTick } from "./useTick.ts";

/** With less room than this it is said as something to look after. */
const scarceMs = 30 * 60_000;

/** @param props.onlyWarnings - says nothing where all is fine, nor in a pause, when no sound is missed */
export function LevelLine(props: { readonly recording: Running; readonly onlyWarnings?: boolean }) {
  const { recording, onlyWarnings = false } = props;
  const { t } = useTranslation();
  const roomText = useRoomText();
  const [heard, setHeard] = useState<LevelVerdict>("listening");
  useTick(300, () => setHeard(recorder.levels().verdict()));
  const verdict = recording.phase === "paused" ? "paused" : heard;
  const isScarce = recording.roomMs < scarceMs;
  if (onlyWarnings) {
    const warning = isWarm(verdict)
      ? t(`recording.level.${verdict}`)
      : isScarce
        ? roomText(recording.roomMs)
        : "";
    return <span data-warm>{warning}</span>;
  }
  return (
    <p className={classes.line}>
      <span data-warm={isWarm(verdict) || undefined}>{t(`recording.level.${verdict}`)}</span>
      <span className={classes.dot} aria-hidden="true">
        ·
      </span>
      <span>{t("recording.microphone", { label: recording.microphoneLabel })}</span>
      <span className={classes.dot} aria-hidden="true">
        ·
      </span>
      <span data-warm={isScarce || undefined}>{roomText(recording.roomMs)}</span>
    </p>
  );
}

function isWarm(verdict: LevelVerdict | "paused"): boolean {
  return verdict === "silent" || verdict === "tooQuiet" || verdict === "clipping";
}
