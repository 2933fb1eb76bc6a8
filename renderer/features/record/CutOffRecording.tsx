/** The vault has gone while it recorded: what is kept, and that it is there again once it is open. */
import { Button, Group } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { ConversationId } from "../../../shared/domain/ids.ts";
import { AppFailure } from "../../api/appFailure.ts";
import { ErrorNotice } from "../../ui/ErrorNotice.tsx";
import { Page } from "../../ui/Page.tsx";
import { PageHeader } from "../../ui/PageHeader.tsx";
import { Panel } from "../../ui/Panel.tsx";
import { useFormat } from "../../ui/useFormat.ts";
import { openScreen } from "../frame/route.ts";
import classes from "./BeforeRecording.module.css";
import { openRecord } from "./openRecord.ts";
import { isNothingKept, type RecorderState } from "./recorder.ts";

export function CutOffRecording(props: { readonly cutOff: Extract<RecorderState, { phase: "cut-off" }> }) {
  const { conversationId, savedMs, bookmarks, error } = props.cutOff;
  const { t } = useTranslation();
  const format = useFormat();
  if (isNothingKept(error)) return <NothingKept conversationId={conversationId} error={error} />;
  const position = format.position(savedMs);
  return (
    <Page narrow>
      <PageHeader title={t("record.cutOff.title")} />
      <div className={classes.parts}>
        <Panel tone="warm">
          <p role="status">
            {bookmarks === 0
              ? t("record.cutOff.kept", { position })
              : t("record.cutOff.keptWithBookmarks", { position, count: bookmarks })}
          </p>
          <p className={classes.quiet}>{t("record.cutOff.afterwards")}</p>
        </Panel>
        <ErrorNotice error={error} />
        <div>
          <Button variant="filled" onClick={() => openScreen({ screen: "library" })}>
            {t("record.done.toConversations")}
          </Button>
        </div>
      </div>
    </Page>
  );
}

/** No sound came at all, and the conversation can be recorded anew; or its permission is over, and it cannot. */
function NothingKept(props: { readonly conversationId: ConversationId; readonly error: unknown }) {
  const { conversationId, error } = props;
  const { t } = useTranslation();
  const isErased = error instanceof AppFailure && error.error.code === "media.erased";
  return (
    <Page narrow>
      <PageHeader title={t("record.cutOff.title")} />
      <div className={classes.parts}>
        <ErrorNotice error={error} />
        <Group gap={8}>
          {isErased ? null : (
            <Button variant="filled" onClick={() => openRecord({ kind: "existing", conversationId })}>
              {t("record.into")}
            </Button>
          )}
          <Button
            {...(isErased ? { variant: "filled" } : {})}
            onClick={() => openScreen({ screen: "library" })}
          >
            {t("record.done.toConversations")}
          </Button>
        </Group>
      </div>
    </Page>
  );
}
