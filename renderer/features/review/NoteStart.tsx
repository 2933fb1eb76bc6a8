/** The place where a new note begins: says which moment it will be about. */
import { useTranslation } from "react-i18next";
import type { ConversationDetail } from "../../../shared/domain/conversation.ts";
import type { Player } from "../../audio/player.ts";
import { usePosition } from "../../audio/playerHooks.ts";
import { Kbd } from "../../ui/Kbd.tsx";
import { useFormat } from "../../ui/useFormat.ts";
import type { ReviewActions } from "./reviewActions.ts";
import { useReview } from "./reviewStore.ts";
import classes from "./SidePanel.module.css";

export function NoteStart(props: {
  readonly conversation: ConversationDetail;
  readonly player: Player | null;
  readonly actions: ReviewActions;
}) {
  const { conversation, player, actions } = props;
  const { t } = useTranslation();
  const format = useFormat();
  const selection = useReview((state) => state.looking.selection);
  const seconds = usePosition(player, (positionMs) => Math.floor(positionMs / 1_000));
  if (conversation.sound.phase === "preparing") return <p className={classes.quiet}>{t("notes.waits")}</p>;
  return (
    <button type="button" className={classes.start} onClick={() => actions.beginNote()}>
      <span>
        {selection !== null
          ? t("notes.startPassage", {
              from: format.position(selection.startMs),
              to: format.position(selection.endMs),
            })
          : player === null
            ? t("notes.start")
            : t("notes.startAt", { time: format.position(seconds * 1_000) })}
      </span>
      <Kbd>N</Kbd>
    </button>
  );
}
