/** The vault has gone while it recorded: what is kept, and that it is there again once it is open. */
import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { ErrorNotice } from "../../ui/ErrorNotice.tsx";
import { Page } from "../../ui/Page.tsx";
import { PageHeader } from "../../ui/PageHeader.tsx";
import { Panel } from "../../ui/Panel.tsx";
import { useFormat } from "../../ui/useFormat.ts";
import { openScreen } from "../frame/route.ts";
import classes from "./BeforeRecording.module.css";
import type { RecorderState } from "./recorder.ts";

export function CutOffRecording(props: { readonly cutOff: Extract<RecorderState, { phase: "cut-off" }> }) {
  const { savedMs, bookmarks, error } = props.cutOff;
  const { t } = useTranslation();
  const format = useFormat();
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
