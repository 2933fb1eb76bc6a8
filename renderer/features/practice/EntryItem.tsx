/** One entry of the log. */
import { ActionIcon, Menu } from "@mantine/core";
import { IconDots, IconPencil, IconTrash } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { LogEntry } from "../../../shared/domain/practice.ts";
import { call } from "../../api/call.ts";
import { useChange } from "../../api/useChange.ts";
import { ErrorNotice } from "../../ui/ErrorNotice.tsx";
import { showUndoToast } from "../../ui/undoToast.tsx";
import { useFormat } from "../../ui/useFormat.ts";
import { EntryForm } from "./EntryForm.tsx";
import classes from "./practice.module.css";
import { usePractice } from "./practiceStore.ts";

export function EntryItem({ entry }: { readonly entry: LogEntry }) {
  const { t } = useTranslation();
  const format = useFormat();
  const change = useChange("practice.changeEntry");
  const changed = usePractice((state) => (state.changed?.entryId === entry.id ? state.changed : null));
  const [problem, setProblem] = useState<unknown>(null);
  const isOtherChanged = usePractice((state) => state.changed !== null);
  const { id: entryId, onDate, minutes, text } = entry;
  const date = format.date(onDate, "long");
  const close = () => usePractice.setState({ changed: null });

  if (changed !== null) {
    return (
      <EntryForm
        entry={changed}
        saveLabel={t("practice.log.saveChange")}
        isMain
        onChange={(next) => usePractice.setState({ changed: { ...next, entryId } })}
        onSave={async (draft) => {
          await change.mutateAsync({ ...draft, entryId });
          close();
        }}
        onCancel={close}
      />
    );
  }

  // The toast's undo writes it anew: what the vault removed is gone there.
  const remove = async () => {
    await call("practice.removeEntry", { entryId });
    showUndoToast(t("practice.log.removed"), t("common.undo"), () => {
      // What cannot be put back stands in the form, to be saved from there.
      call("practice.addEntry", { onDate, minutes, text }).catch(() =>
        usePractice.setState(({ newEntry }) => ({
          newEntry: newEntry ?? { onDate, minutes: minutes ?? "", text },
        })),
      );
    });
  };

  return (
    <article aria-label={t("practice.log.entry", { date })}>
      <div className={classes.head}>
        <span className={classes.small}>
          {date}
          {minutes === null ? null : ` · ${t("practice.log.spent", { count: minutes })}`}
        </span>
        <Menu>
          <Menu.Target>
            <ActionIcon size={28} aria-label={t("practice.log.more", { date })}>
              <IconDots size={17} />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item
              leftSection={<IconPencil size={17} />}
              // One at a time: what is being changed in another stays.
              disabled={isOtherChanged}
              onClick={() =>
                usePractice.setState({ changed: { entryId, onDate, minutes: minutes ?? "", text } })
              }
            >
              {t("practice.log.edit")}
            </Menu.Item>
            <Menu.Item leftSection={<IconTrash size={17} />} onClick={() => void remove().catch(setProblem)}>
              {t("practice.log.remove")}
            </Menu.Item>
          </Menu.Dropdown>
        </Menu>
      </div>
      <p className={classes.written}>{text}</p>
      <ErrorNotice error={problem} />
    </article>
  );
}
