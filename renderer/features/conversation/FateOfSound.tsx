/** What will happen to the sound, before it is taken in. */
import { IconHourglass } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { ConversationKind } from "../../../shared/domain/conversation.ts";
import type { IsoDate } from "../../../shared/domain/isoDate.ts";
import { pageNow } from "../../api/pageClock.ts";
import { useRequest } from "../../api/useRequest.ts";
import { localZone } from "../../ui/localToday.ts";
import { useFormat } from "../../ui/useFormat.ts";
import { useSoundErasedAt } from "../../ui/useSoundErasedAt.ts";
import classes from "./conversation.module.css";
import { soundLastOn } from "./conversationDates.ts";

/** "Erased at the latest at the first login after …", or once Lyhörd is started, by the settings and the permission. */
export function FateOfSound(props: {
  readonly kind: ConversationKind;
  readonly consentLastOn: IsoDate | null;
}) {
  const { t } = useTranslation();
  const format = useFormat();
  const settings = useRequest("settings.read", {});
  const erasedAt = useSoundErasedAt();
  if (settings.data === undefined) return null;
  const lastOn = soundLastOn(
    props.kind,
    settings.data.retention,
    props.consentLastOn,
    pageNow(),
    localZone(),
  );
  return (
    <p className={classes.fate}>
      <IconHourglass size={18} stroke={1.6} aria-hidden="true" />
      <span>
        {lastOn === null
          ? t("conversation.fate.kept")
          : t(`conversation.fate.erased.${erasedAt}`, { date: format.date(lastOn, "dayLong") })}
      </span>
    </p>
  );
}
