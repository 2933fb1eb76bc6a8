/** Pause, bookmark, stop; each with its key. */
import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Kbd } from "../../ui/Kbd.tsx";
import classes from "./Recording.module.css";
import type { RecordingParts } from "./recordingParts.ts";

/**
 * @param props.isQuiet - another button of the screen is the one to press now
 * @param props.small - in the small window: without the keys, which act all the same
 */
export function RecordingButtons(
  props: RecordingParts & { readonly isQuiet?: boolean; readonly small?: boolean },
) {
  const { recording, lost, hasKeys, bookmarking, stopping, pause, isQuiet = false, small = false } = props;
  const { t } = useTranslation();
  const { phase } = recording;
  const key = (letter: string) =>
    hasKeys && !small ? (
      <span aria-hidden="true">
        <Kbd>{letter}</Kbd>
      </span>
    ) : null;
  return (
    <div className={classes.buttons} data-small={small || undefined}>
      <Button
        className={classes.button ?? ""}
        disabled={lost !== null || phase === "finishing"}
        rightSection={key("P")}
        aria-keyshortcuts={hasKeys ? "P" : undefined}
        onClick={pause}
      >
        {t(phase === "paused" ? "recording.resume" : "recording.pause")}
      </Button>
      <Button
        className={`${classes.button} ${classes.bookmark}`}
        disabled={phase === "finishing"}
        rightSection={key("B")}
        aria-keyshortcuts={hasKeys ? "B" : undefined}
        onClick={bookmarking.set}
      >
        {t("recording.bookmark")}
      </Button>
      <Button
        className={classes.button ?? ""}
        variant={isQuiet ? "default" : "filled"}
        loading={phase === "finishing"}
        rightSection={key("S")}
        aria-keyshortcuts={hasKeys ? "S" : undefined}
        onClick={stopping.press}
      >
        {t(stopping.isAsked ? "recording.stopAgain" : "recording.stop")}
      </Button>
    </div>
  );
}
