/** The light of a recording, and the word beside it. */
import { useTranslation } from "react-i18next";
import classes from "./Recording.module.css";
import type { Running } from "./recorder.ts";

export function RecordingSign({ phase }: Pick<Running, "phase">) {
  const { t } = useTranslation();
  return (
    <p className={classes.sign} data-phase={phase}>
      <span className={classes.light} aria-hidden="true" />
      {t(`recording.phase.${phase}`)}
    </p>
  );
}
