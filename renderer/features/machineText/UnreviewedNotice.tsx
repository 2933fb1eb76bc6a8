/** Above the text: how many rows nobody has listened to yet, and the way to the next. */
import { Button } from "@mantine/core";
import { IconArrowDown } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { unreviewedIn } from "../../../shared/domain/listened.ts";
import type { Segment } from "../../../shared/domain/segment.ts";
import type { Player } from "../../audio/player.ts";
import type { ReviewActions } from "../review/reviewActions.ts";
import { useReview } from "../review/reviewStore.ts";
import classes from "./machineText.module.css";
import { nextUnreviewed } from "./nextUnreviewed.ts";

/** Nothing where all of it has been listened to. */
export function UnreviewedNotice(props: {
  readonly segments: readonly Segment[];
  readonly player: Player | null;
  readonly actions: ReviewActions;
}) {
  const { segments, player, actions } = props;
  const { t } = useTranslation();
  const count = unreviewedIn(segments);
  if (count === 0) return null;
  const goOn = () => {
    const { chosenId } = useReview.getState().looking;
    const next = nextUnreviewed(segments, player?.positionMs() ?? null, chosenId);
    if (next !== undefined) actions.choose(next);
  };
  return (
    <div className={classes.notice}>
      <p>
        {t("machineText.count", { count })}.{" "}
        <span className={classes.explained}>{t("machineText.explain")}</span>
      </p>
      <Button size="xs" variant="subtle" leftSection={<IconArrowDown size={16} />} onClick={goOn}>
        {t("machineText.next")}
      </Button>
    </div>
  );
}
