/** One note: when, what was said there, what one thought. */
import { ActionIcon, Menu } from "@mantine/core";
import { IconDots, IconPencil, IconTrash } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Note } from "../../../shared/domain/note.ts";
import { ErrorNotice } from "../../ui/ErrorNotice.tsx";
import { useFormat } from "../../ui/useFormat.ts";
import classes from "./SidePanel.module.css";
import { useNoteTime } from "./useNoteTime.ts";

interface NoteItemProps {
  readonly note: Note;
  /** What was said there; empty for nothing. */
  readonly quote: string;
  readonly onSeek: () => void;
  readonly onEdit: () => void;
  readonly onRemove: () => Promise<void>;
}

export function NoteItem({ note, quote, onSeek, onEdit, onRemove }: NoteItemProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const time = useNoteTime()(note);
  const [problem, setProblem] = useState<unknown>(null);
  return (
    <article aria-label={t("notes.noteAt", { time })}>
      <header className={classes.noteHead}>
        <strong>{t("notes.you")}</strong>
        <button
          type="button"
          className={classes.noteTime}
          onClick={onSeek}
          title={format.instant(note.updatedAt)}
        >
          {time}
        </button>
        <Menu>
          <Menu.Target>
            <ActionIcon size={28} className={classes.noteMore} aria-label={t("notes.more", { time })}>
              <IconDots size={17} />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item leftSection={<IconPencil size={17} />} onClick={onEdit}>
              {t("notes.edit")}
            </Menu.Item>
            <Menu.Item
              leftSection={<IconTrash size={17} />}
              onClick={() => void onRemove().catch(setProblem)}
            >
              {t("notes.remove")}
            </Menu.Item>
          </Menu.Dropdown>
        </Menu>
      </header>
      {quote === "" ? null : (
        <button type="button" className={classes.quote} onClick={onSeek} tabIndex={-1}>
          {t("notes.quote", { words: quote })}
        </button>
      )}
      <p className={classes.noteText}>{note.text}</p>
      <ErrorNotice error={problem} />
    </article>
  );
}
