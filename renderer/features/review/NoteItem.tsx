/** One note: when, what was said there, what one thought. */
import { ActionIcon, Menu } from "@mantine/core";
import { IconBookmark, IconDots, IconPencil, IconTrash } from "@tabler/icons-react";
import { memo, useState } from "react";
import { useTranslation } from "react-i18next";
import type { ConversationId } from "../../../shared/domain/ids.ts";
import type { Note } from "../../../shared/domain/note.ts";
import { call } from "../../api/call.ts";
import { ErrorNotice } from "../../ui/ErrorNotice.tsx";
import { showUndoToast } from "../../ui/undoToast.tsx";
import { useFormat } from "../../ui/useFormat.ts";
import type { ReviewActions } from "./reviewActions.ts";
import { writeNote } from "./reviewStore.ts";
import classes from "./SidePanel.module.css";
import { useNoteTime } from "./useNoteTime.ts";

interface NoteItemProps {
  readonly note: Note;
  /** What was said there; empty for nothing. */
  readonly quote: string;
  readonly conversationId: ConversationId;
  readonly actions: ReviewActions;
}

/** Drawn anew only when it changes: there may be hundreds while one writes the next. */
export const NoteItem = memo(function NoteItem({ note, quote, conversationId, actions }: NoteItemProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const time = useNoteTime()(note);
  const [problem, setProblem] = useState<unknown>(null);
  const seek = () => actions.seek(note.startMs);
  const isBookmark = note.kind === "bookmark";

  // The toast's undo writes the note anew: what the vault removed is gone there.
  const remove = async () => {
    await call("note.remove", { noteId: note.id });
    const { startMs, endMs } = note;
    // A note has words; what was a bookmark without any comes back as one called so.
    const text = note.text || t("notes.bookmark");
    showUndoToast(t("notes.removed"), t("common.undo"), () => {
      void call("note.create", { conversationId, startMs, endMs, text });
    });
  };

  return (
    <article aria-label={t(isBookmark ? "notes.bookmarkAt" : "notes.noteAt", { time })}>
      <header className={classes.noteHead}>
        {isBookmark ? <IconBookmark size={17} className={classes.flag} aria-hidden="true" /> : null}
        <strong>{isBookmark ? note.text || t("notes.bookmark") : t("notes.you")}</strong>
        <button
          type="button"
          className={classes.noteTime}
          onClick={seek}
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
            <Menu.Item
              leftSection={<IconPencil size={17} />}
              onClick={() => writeNote(conversationId, { ...note, noteId: note.id })}
            >
              {t("notes.edit")}
            </Menu.Item>
            <Menu.Item leftSection={<IconTrash size={17} />} onClick={() => void remove().catch(setProblem)}>
              {t("notes.remove")}
            </Menu.Item>
          </Menu.Dropdown>
        </Menu>
      </header>
      {quote === "" ? null : (
        <button type="button" className={classes.quote} onClick={seek} tabIndex={-1}>
          {t("notes.quote", { words: quote })}
        </button>
      )}
      {isBookmark ? null : <p className={classes.noteText}>{note.text}</p>}
      <ErrorNotice error={problem} />
    </article>
  );
});
