/** Above the text under a hold: what that closes, until when, and the ways that are still open. */
import { Button, Group } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { ConversationDetail } from "../../../shared/domain/conversation.ts";
import { useFormat } from "../../ui/useFormat.ts";
import type { OpenDialog } from "../review/AboutDialogs.tsx";
import classes from "./Transcript.module.css";

/** Nothing where no hold applies. */
export function HeldText(props: {
  readonly conversation: ConversationDetail;
  readonly onDialog: (dialog: OpenDialog) => void;
}) {
  const { conversation, onDialog } = props;
  const { t } = useTranslation();
  const format = useFormat();
  const { hold, kind } = conversation;
  if (hold === null) return null;
  return (
    <div className={classes.notice}>
      <p className={classes.kept}>
        {t("transcript.onHold", { date: format.date(hold.until, "dayLong") })}
        {kind === "client" ? ` ${t("transcript.onHoldExcept")}` : null}
      </p>
      <Group gap={8} mt={6}>
        <Button size="xs" onClick={() => onDialog("hold")}>
          {t("review.menu.holdOn")}
        </Button>
        {kind === "client" ? (
          <>
            <Button size="xs" onClick={() => onDialog("client")}>
              {t("review.menu.client")}
            </Button>
            <Button size="xs" onClick={() => onDialog("hand-over")}>
              {t("review.menu.handOver")}
            </Button>
          </>
        ) : null}
      </Group>
    </div>
  );
}
