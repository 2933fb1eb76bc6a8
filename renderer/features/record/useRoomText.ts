/** How much more can be recorded, in the largest unit that makes sense. */
import { useTranslation } from "react-i18next";

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

/** Gives the words: "plats för 212 timmar". */
export function useRoomText(): (roomMs: number) => string {
  const { t } = useTranslation();
  return (roomMs) =>
    roomMs >= 2 * hourMs
      ? t("recording.room.hours", { count: Math.floor(roomMs / hourMs) })
      : t("recording.room.minutes", { count: Math.floor(roomMs / minuteMs) });
}
