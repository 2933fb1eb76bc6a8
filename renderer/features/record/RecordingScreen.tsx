/** While it records: nearly nothing, so that two people can talk. Nothing here shows with whom. */
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { useRequest } from "../../api/useRequest.ts";
import { CompactRecording } from "./CompactRecording.tsx";
import { FullRecording } from "./FullRecording.tsx";
import { LockQuestion } from "./LockQuestion.tsx";
import classes from "./Recording.module.css";
import { RecordingSaid } from "./RecordingSaid.tsx";
import { lostMicrophone, type Running } from "./recorder.ts";
import { recorder } from "./recorderStore.ts";
import { useBookmarking } from "./useBookmarking.ts";
import { useCompactWindow } from "./useCompactWindow.ts";
import { useRecordingKeys } from "./useRecordingKeys.ts";
import { useStopTwice } from "./useStopTwice.ts";

/** Large, or in the small window; what is typed for a bookmark stays when one turns into the other. */
export function RecordingScreen({ recording }: { readonly recording: Running }) {
  const { t } = useTranslation();
  const screen = useRef<HTMLElement>(null);
  const settings = useRequest("settings.read", {}).data;
  const window = useCompactWindow();
  const bookmarking = useBookmarking();
  const stopping = useStopTwice(() => void recorder.stop());
  const lost = lostMicrophone(recording);

  const pause = () => {
    if (recording.phase === "recording") void recorder.pause();
    else if (lost === null) void recorder.resume();
  };
  const hasKeys = settings?.singleKeys ?? true;
  useRecordingKeys(hasKeys, { pause, bookmark: bookmarking.set, stop: stopping.press });
  useEffect(() => {
    // What asks to be pressed first has the focus already.
    if (screen.current?.contains(document.activeElement) === false) screen.current.focus();
  }, []);

  const parts = {
    recording,
    lost,
    hasKeys,
    clock: settings?.recordingClock ?? "large",
    window,
    bookmarking: {
      ...bookmarking,
      close: () => {
        bookmarking.close();
        screen.current?.focus();
      },
    },
    stopping,
    pause,
  } as const;
  return (
    <section ref={screen} className={classes.screen} tabIndex={-1} aria-label={t("recording.title")}>
      {window.isCompact ? <CompactRecording {...parts} /> : <FullRecording {...parts} />}
      <RecordingSaid recording={recording} isStopAsked={stopping.isAsked} />
      <LockQuestion />
    </section>
  );
}
