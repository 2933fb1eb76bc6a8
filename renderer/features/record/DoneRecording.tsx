/** After a recording: that it is safe, how long it is, and what is to be done next. */
import { Button, Checkbox, Group, Stack } from "@mantine/core";
import { IconCircleCheck } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { lastDayBefore } from "../../../shared/domain/localMidnight.ts";
import { AppFailure } from "../../api/appFailure.ts";
import { useChange } from "../../api/useChange.ts";
import { useRequest } from "../../api/useRequest.ts";
import { ErrorNotice } from "../../ui/ErrorNotice.tsx";
import { Page } from "../../ui/Page.tsx";
import { PageHeader } from "../../ui/PageHeader.tsx";
import { Panel } from "../../ui/Panel.tsx";
import { useFormat } from "../../ui/useFormat.ts";
import { useSoundErasedAt } from "../../ui/useSoundErasedAt.ts";
import { openScreen } from "../frame/route.ts";
import classes from "./BeforeRecording.module.css";
import type { RecorderState } from "./recorder.ts";

export function DoneRecording({ done }: { readonly done: Extract<RecorderState, { phase: "done" }> }) {
  const { conversationId, durationMs, bookmarks, because, problem } = done;
  const { t } = useTranslation();
  const format = useFormat();
  const erasedAt = useSoundErasedAt();
  const conversation = useRequest("conversation.read", { conversationId }).data;
  const update = useChange("conversation.update");
  const dueAt = conversation?.clocks.sound.dueAt ?? null;
  const facts = [
    format.position(durationMs),
    ...(bookmarks === 0 ? [] : [t("record.done.bookmarks", { count: bookmarks })]),
  ];
  return (
    <Page narrow>
      <PageHeader title={t("record.done.title")} subtitle={facts.join(" · ")} />
      <Panel>
        <Stack gap={16}>
          <p className={classes.safe} role="status">
            <IconCircleCheck size={22} stroke={1.6} aria-hidden="true" />
            {t(`record.done.because.${because}`)}
          </p>
          {because === "failed" && problem instanceof AppFailure ? <ErrorNotice error={problem} /> : null}
          {conversation === undefined || dueAt === null ? null : (
            <p>
              {t(`record.done.erased.${erasedAt}`, {
                date: format.date(lastDayBefore(dueAt, conversation.zone), "dayLong"),
              })}
            </p>
          )}
          {conversation?.kind === "client" ? (
            <Checkbox
              label={t("conversation.recordWritten")}
              description={t("conversation.recordWrittenText")}
              checked={conversation.recordWritten}
              onChange={(event) =>
                update.mutate({ conversationId, recordWritten: event.currentTarget.checked })
              }
            />
          ) : null}
          <ErrorNotice error={update.error} />
          <Group gap={8}>
            <Button
              variant="filled"
              autoFocus
              onClick={() => openScreen({ screen: "review", conversationId })}
            >
              {t("record.done.open")}
            </Button>
            <Button onClick={() => openScreen({ screen: "library" })}>
              {t("record.done.toConversations")}
            </Button>
          </Group>
        </Stack>
      </Panel>
    </Page>
  );
}
