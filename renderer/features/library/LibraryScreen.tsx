/** The start screen after unlocking: all conversations, and what today brings. */
import { Button, Group } from "@mantine/core";
import { IconDeviceUsb, IconPlus } from "@tabler/icons-react";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { useRequest } from "../../api/useRequest.ts";
import { ErrorNotice } from "../../ui/ErrorNotice.tsx";
import { Page } from "../../ui/Page.tsx";
import { PageHeader } from "../../ui/PageHeader.tsx";
import { useFormat } from "../../ui/useFormat.ts";
import { useLanguage } from "../../ui/useLanguage.ts";
import { openScreen } from "../frame/route.ts";
import { DropNotice } from "../import/DropNotice.tsx";
import { useFileDrop } from "../import/useFileDrop.ts";
import { ConversationList } from "./ConversationList.tsx";
import { LibraryEmpty } from "./LibraryEmpty.tsx";
import { LibraryTools } from "./LibraryTools.tsx";
import classes from "./library.module.css";
import { useLibraryStore } from "./libraryStore.ts";
import { findConversations, libraryCounts, makeFindable, sortConversations } from "./libraryView.ts";
import { TodayColumn } from "./TodayColumn.tsx";

export function LibraryScreen() {
  const { t } = useTranslation();
  const language = useLanguage();
  const format = useFormat();
  const { query, sort } = useLibraryStore();
  const list = useRequest("conversation.list", {});
  const drop = useFileDrop(
    (source) => openScreen({ screen: "new-conversation", source }),
    (sources) => openScreen({ screen: "bring-in", sources }),
  );

  const all = list.data;
  const findable = useMemo(
    () =>
      makeFindable(all ?? [], ({ heldOn }) => [
        heldOn,
        format.date(heldOn, "long"),
        format.date(heldOn, "short"),
      ]),
    [all, format],
  );
  const shown = useMemo(
    () => sortConversations(findConversations(findable, query), sort, language),
    [findable, query, sort, language],
  );
  const isEmpty = all !== undefined && all.length === 0;

  return (
    <Page>
      <PageHeader
        title={t("library.title")}
        subtitle={all === undefined || isEmpty ? undefined : <Counts {...libraryCounts(all)} />}
        actions={
          <>
            {!isEmpty && <LibraryTools />}
            <Group gap={12} wrap="nowrap">
              <Button
                leftSection={<IconDeviceUsb size={18} stroke={1.6} />}
                onClick={() => openScreen({ screen: "bring-in" })}
              >
                {t("bringIn.open")}
              </Button>
              <Button
                variant="filled"
                leftSection={<IconPlus size={18} stroke={1.8} />}
                onClick={() => openScreen({ screen: "new-conversation" })}
              >
                {t("library.newConversation")}
              </Button>
            </Group>
          </>
        }
      />
      <ErrorNotice error={list.error} onRetry={() => void list.refetch()} />
      <DropNotice problem={drop.problem} />
      {isEmpty && <LibraryEmpty />}
      {all !== undefined && !isEmpty && (
        <div className={classes.columns}>
          <div className={classes.listColumn}>
            {shown.length === 0 ? (
              <p className={classes.nothingFound} role="status">
                {t("library.nothingFound", { query })}
              </p>
            ) : (
              <ConversationList conversations={shown} />
            )}
          </div>
          <TodayColumn conversations={all} />
        </div>
      )}
      {drop.isOver && (
        <div className={classes.dropSheet} aria-hidden="true">
          {t("library.dropHere")}
        </div>
      )}
    </Page>
  );
}

function Counts({ count, withSound }: { readonly count: number; readonly withSound: number }) {
  const { t } = useTranslation();
  return (
    <>
      {t("library.count", { count })} · {t("library.withSound", { count: withSound })}
    </>
  );
}
