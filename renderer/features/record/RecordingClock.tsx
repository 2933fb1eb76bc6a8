/** How long it has recorded: large, small, or not at all, since the client sees it too. */
import { useRef } from "react";
import { useTranslation } from "react-i18next";
import type { RecordingClockSize } from "../../../shared/domain/settings.ts";
import { useFormat } from "../../ui/useFormat.ts";
import classes from "./Recording.module.css";
import { recorder } from "./recorderStore.ts";
import { useTick } from "./useTick.ts";

export function RecordingClock({ size }: { readonly size: RecordingClockSize }) {
  const { t } = useTranslation();
  const format = useFormat();
  const time = useRef<HTMLSpanElement>(null);
  // Written past React: a clock is no reason to draw the screen anew.
  useTick(200, () => {
    const shown = format.position(recorder.positionMs());
    if (time.current !== null && time.current.textContent !== shown) time.current.textContent = shown;
  });
  if (size === "hidden") return null;
  return (
    <p className={classes.clock} data-size={size} role="timer" aria-label={t("recording.clock.label")}>
      <span ref={time} />
    </p>
  );
}
