/** The recording in a small window above all others: time, level, three buttons. */

import { ActionIcon, Tooltip } from "@mantine/core";
import { IconArrowsDiagonal } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { BookmarkLabel } from "./BookmarkLabel.tsx";
import classes from "./CompactRecording.module.css";
import { LevelBars } from "./LevelBars.tsx";
import { LevelLine } from "./LevelLine.tsx";
import { RecordingButtons } from "./RecordingButtons.tsx";
import { RecordingClock } from "./RecordingClock.tsx";
import { RecordingSign } from "./RecordingSign.tsx";
import { isPermissionToRepeat } from "./recorder.ts";
import type { RecordingParts } from "./recordingParts.ts";

/** What needs more room than there is sends one to the whole window. */
export function CompactRecording(parts: RecordingParts) {
  const { recording, lost, clock, window, bookmarking } = parts;
  const { t } = useTranslation();
  const needsWhole = lost !== null || isPermissionToRepeat(recording.ground);
  return (
    <div className={classes.compact}>
      <div className={classes.head}>
        <RecordingSign phase={recording.phase} />
        <RecordingClock size={clock === "large" ? "small" : clock} />
        <LevelBars savedMs={recording.savedMs} small />
        <Tooltip label={t("recording.wholeWindow")}>
          <ActionIcon
            size={30}
            aria-label={t("recording.wholeWindow")}
            onClick={() => window.setCompact(false)}
          >
            <IconArrowsDiagonal size={18} stroke={1.6} />
          </ActionIcon>
        </Tooltip>
      </div>
      {bookmarking.open === null ? (
        <p className={classes.line}>
          {needsWhole ? t(lost === null ? "recording.readInWhole" : `recording.lost.${lost}`) : null}
          {needsWhole || bookmarking.hasFailed ? null : <LevelLine recording={recording} onlyWarnings />}
          {bookmarking.hasFailed && !needsWhole ? t("recording.notMarked") : null}
        </p>
      ) : (
        <BookmarkLabel
          key={bookmarking.open.number}
          bookmark={bookmarking.open}
          onClose={bookmarking.close}
          small
        />
      )}
      <RecordingButtons {...parts} small />
    </div>
  );
}
