/** The log of one's own practice: a line is written at the top, the last day stands first. */
import { useRef } from "react";
import { useTranslation } from "react-i18next";
import type { LogEntry } from "../../../shared/domain/practice.ts";
import { useChange } from "../../api/useChange.ts";
import { localToday } from "../../ui/localToday.ts";
import { Panel } from "../../ui/Panel.tsx";
import { EntryForm } from "./EntryForm.tsx";
import { EntryItem } from "./EntryItem.tsx";
import { PauseQuestion } from "./PauseQuestion.tsx";
import classes from "./practice.module.css";
import { usePractice } from "./practiceStore.ts";

/** @param props.isMain - writing here is what the screen is for now */
export function LogPanel(props: { readonly entries: readonly LogEntry[]; readonly isMain: boolean }) {
  const { entries } = props;
  const { t } = useTranslation();
  const add = useChange("practice.addEntry");
  const field = useRef<HTMLTextAreaElement>(null);
  const begun = usePractice((state) => state.newEntry);
  const changed = usePractice((state) => state.changed);
  return (
    <Panel title={t("practice.log.title")} className={classes.part}>
      <PauseQuestion entries={entries} onWrite={() => field.current?.focus()} />
      <EntryForm
        entry={begun ?? { onDate: localToday(), minutes: "", text: "" }}
        field={field}
        saveLabel={t("practice.log.save")}
        isMain={props.isMain && changed === null}
        onChange={(newEntry) => usePractice.setState({ newEntry })}
        onSave={async (entry) => {
          await add.mutateAsync(entry);
          usePractice.setState({ newEntry: null });
          field.current?.focus();
        }}
      />
      {entries.length === 0 && <p className={classes.quiet}>{t("practice.log.empty")}</p>}
      <ul className={classes.log}>
        {entries.map((entry) => (
          <li key={entry.id}>
            <EntryItem entry={entry} />
          </li>
        ))}
      </ul>
    </Panel>
  );
}
