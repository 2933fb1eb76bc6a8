/** The recording as the whole window: time, level, what is fine in words, three large buttons. */
import { useTranslation } from "react-i18next";
import { SpokenPassage } from "../spoken/SpokenPassage.tsx";
import { BookmarkLabel } from "./BookmarkLabel.tsx";
import { GroundChip } from "./GroundChip.tsx";
import { LevelBars } from "./LevelBars.tsx";
import { LevelLine } from "./LevelLine.tsx";
import classes from "./Recording.module.css";
import { RecordingButtons } from "./RecordingButtons.tsx";
import { RecordingClock } from "./RecordingClock.tsx";
import { RecordingCorner } from "./RecordingCorner.tsx";
import { RecordingSign } from "./RecordingSign.tsx";
import { isPermissionToRepeat } from "./recorder.ts";
import { recorder } from "./recorderStore.ts";
import type { RecordingParts } from "./recordingParts.ts";
import { UnpluggedChoice } from "./UnpluggedChoice.tsx";

export function FullRecording(parts: RecordingParts) {
  const { recording, lost, clock, window, bookmarking } = parts;
  const { t } = useTranslation();
  const { ground } = recording;
  const toRepeat = isPermissionToRepeat(ground) && lost === null ? ground : null;
  return (
    <>
      <RecordingCorner clock={clock} window={window} />
      <div className={classes.middle}>
        <GroundChip ground={ground} />
        <RecordingSign phase={recording.phase} />
        <RecordingClock size={toRepeat === null ? clock : "small"} />
        {toRepeat === null ? <LevelBars savedMs={recording.savedMs} /> : null}
        {lost === null ? (
          <LevelLine recording={recording} />
        ) : (
          <UnpluggedChoice recording={recording} end={lost} />
        )}
        {toRepeat === null ? null : (
          <div className={classes.passage}>
            <SpokenPassage
              text={toRepeat.readAloud}
              onRepeated={recorder.permissionRepeated}
              onSkipped={recorder.permissionNotRepeated}
            />
          </div>
        )}
        <RecordingButtons {...parts} isQuiet={toRepeat !== null || lost !== null} />
        <div className={classes.below}>
          {bookmarking.open === null ? null : (
            <BookmarkLabel
              key={bookmarking.open.number}
              bookmark={bookmarking.open}
              onClose={bookmarking.close}
            />
          )}
          {bookmarking.hasFailed ? <p className={classes.warm}>{t("recording.notMarked")}</p> : null}
        </div>
        <p className={classes.promise}>{t("recording.promise")}</p>
      </div>
    </>
  );
}
