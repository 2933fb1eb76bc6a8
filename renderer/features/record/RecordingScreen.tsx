/** While it records: nearly nothing, so that two people can talk. Nothing here shows with whom. */
import { Button } from "@mantine/core";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { useRequest } from "../../api/useRequest.ts";
import { ErrorNotice } from "../../ui/ErrorNotice.tsx";
import { Kbd } from "../../ui/Kbd.tsx";
import { useFormat } from "../../ui/useFormat.ts";
import { BookmarkLabel } from "./BookmarkLabel.tsx";
import { GroundChip } from "./GroundChip.tsx";
import { LevelBars } from "./LevelBars.tsx";
import { LevelLine } from "./LevelLine.tsx";
import { RecordingClock } from "./RecordingClock.tsx";
import { RecordingCorner } from "./RecordingCorner.tsx";
import classes from "./Recording.module.css";
import { isPermissionToRepeat, type RecorderState } from "./recorder.ts";
import { recorder } from "./recorderStore.ts";
import { SpokenPassage } from "./SpokenPassage.tsx";
import { UnpluggedChoice } from "./UnpluggedChoice.tsx";
import { useBookmarking } from "./useBookmarking.ts";
import { useCompactWindow } from "./useCompactWindow.ts";
import { useRecordingKeys } from "./useRecordingKeys.ts";
import { useStopTwice } from "./useStopTwice.ts";

type Running = Extract<RecorderState, { phase: "recording" | "paused" | "finishing" }>;

export function RecordingScreen({ recording }: { readonly recording: Running }) {
  const { t } = useTranslation();
  const screen = useRef<HTMLElement>(null);
  const settings = useRequest("settings.read", {});
  const window = useCompactWindow();
  const bookmarking = useBookmarking();
  const stopping = useStopTwice(() => void recorder.stop());
  const { phase, ground } = recording;
  const isPaused = phase === "paused";
  const isUnplugged = phase === "paused" && recording.why === "unplugged";
  const isReading = isPermissionToRepeat(ground) && !isUnplugged;
  const clock = settings.data?.recordingClock ?? "large";
  const hasKeys = settings.data?.singleKeys ?? true;

  const pause = () => {
    if (isUnplugged) return;
    void (isPaused ? recorder.resume() : recorder.pause());
  };
  useRecordingKeys(hasKeys, { pause, bookmark: bookmarking.set, stop: stopping.press });
  useEffect(() => screen.current?.focus(), []);
  const closeBookmark = () => {
    bookmarking.close();
    screen.current?.focus();
  };

  return (
    <section
      ref={screen}
      className={classes.screen}
      tabIndex={-1}
      aria-label={t("recording.title")}
      data-compact={window.isCompact || undefined}
    >
      <RecordingCorner clock={clock} window={window} />
      <div className={classes.middle}>
        <GroundChip ground={ground} />
        <p className={classes.sign} data-phase={phase}>
          <span className={classes.light} aria-hidden="true" />
          {t(`recording.phase.${phase}`)}
        </p>
        <RecordingClock size={clock} />
        <LevelBars savedMs={recording.savedMs} />
        {isUnplugged ? <UnpluggedChoice recording={recording} /> : <LevelLine recording={recording} />}
        {isReading ? (
          <SpokenPassage recording={recording} />
        ) : (
          <div className={classes.buttons}>
            <Button
              size="lg"
              className={classes.button}
              disabled={isUnplugged || phase === "finishing"}
              rightSection={hasKeys ? <Kbd>P</Kbd> : null}
              onClick={pause}
            >
              {t(isPaused ? "recording.resume" : "recording.pause")}
            </Button>
            <Button
              size="lg"
              className={classes.bookmark}
              disabled={phase === "finishing"}
              rightSection={hasKeys ? <Kbd>B</Kbd> : null}
              onClick={bookmarking.set}
            >
              {t("recording.bookmark")}
            </Button>
            <Button
              size="lg"
              className={classes.button}
              variant="filled"
              loading={phase === "finishing"}
              rightSection={hasKeys ? <Kbd>S</Kbd> : null}
              onClick={stopping.press}
            >
              {t(stopping.isAsked ? "recording.stopAgain" : "recording.stop")}
            </Button>
          </div>
        )}
        <div className={classes.below}>
          {bookmarking.open === null ? null : (
            <BookmarkLabel key={bookmarking.open.number} bookmark={bookmarking.open} onClose={closeBookmark} />
          )}
          <ErrorNotice error={bookmarking.problem} />
        </div>
        <p className={classes.promise}>{t("recording.promise")}</p>
      </div>
      <Said recording={recording} isStopAsked={stopping.isAsked} />
    </section>
  );
}

/** What a screen reader says by itself: that something has changed, never how loud it is just now. */
function Said(props: { readonly recording: Running; readonly isStopAsked: boolean }) {
  const { recording, isStopAsked } = props;
  const { t } = useTranslation();
  const format = useFormat();
  const { phase, bookmarks } = recording;
  const why = phase === "paused" && recording.why === "unplugged" ? "unplugged" : phase;
  return (
    <div className="mantine-visually-hidden" role="status">
      <p>{t(`recording.said.${why}`)}</p>
      {bookmarks === 0 ? null : <p>{t("recording.said.bookmarks", { count: bookmarks })}</p>}
      {isStopAsked ? <p>{t("recording.said.stopAgain")}</p> : null}
      {phase === "paused" ? (
        <p>{t("recording.said.kept", { position: format.position(recording.savedMs) })}</p>
      ) : null}
    </div>
  );
}
