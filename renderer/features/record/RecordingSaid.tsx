/** What a screen reader says by itself: that something has changed, never how loud it is just now. */
import { useTranslation } from "react-i18next";
import { useFormat } from "../../ui/useFormat.ts";
import type { Running } from "./recorder.ts";

export function RecordingSaid(props: { readonly recording: Running; readonly isStopAsked: boolean }) {
  const { recording, isStopAsked } = props;
  const { t } = useTranslation();
  const format = useFormat();
  const { phase, bookmarks } = recording;
  return (
    <div className="visually-hidden" role="status">
      <p>
        {phase === "paused"
          ? t("recording.said.paused", { position: format.position(recording.savedMs) })
          : t(`recording.said.${phase}`)}
      </p>
      {bookmarks === 0 ? null : <p>{t("recording.said.bookmarks", { count: bookmarks })}</p>}
      {isStopAsked ? <p>{t("recording.said.stopAgain")}</p> : null}
    </div>
  );
}
