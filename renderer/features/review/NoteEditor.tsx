/** Writing a note; what is typed lies in the store, so that neither a lock nor a failure loses it. */
import { Button, Group, SegmentedControl, Textarea } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { ConversationId } from "../../../shared/domain/ids.ts";
import type { Player, PlayRange } from "../../audio/player.ts";
import { ErrorNotice } from "../../ui/ErrorNotice.tsx";
import { growing } from "../../ui/growing.ts";
import { Kbd } from "../../ui/Kbd.tsx";
import { isMac, useKeyNames } from "../../ui/useKeyNames.ts";
import { usePasteLimit } from "../../ui/usePasteLimit.ts";
import { rowAt } from "../transcript/rows.ts";
import { type NoteInProgress, saveNote, useReview, writeNote } from "./reviewStore.ts";
import classes from "./SidePanel.module.css";
import { useNoteTime } from "./useNoteTime.ts";

/** The most a note may hold (shared/domain/note.ts). */
const longest = 10_000;

export function NoteEditor(props: {
  readonly conversationId: ConversationId;
  readonly note: NoteInProgress;
  readonly player: Player | null;
}) {
  const { conversationId, note } = props;
  const { t } = useTranslation();
  const keys = useKeyNames();
  const timeOf = useNoteTime();
  const limit = usePasteLimit(longest);
  const [problem, setProblem] = useState<unknown>(null);
  const [places] = useState(() => possiblePlaces(conversationId, note));

  async function save() {
    try {
      await saveNote(conversationId);
    } catch (caught) {
      setProblem(caught);
    }
  }

  return (
    <form
      className={classes.editor}
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <Textarea
        label={t("notes.about", { time: timeOf(note) })}
        data-autofocus
        autoFocus
        styles={growing(3, 14)}
        maxLength={longest}
        value={note.text}
        error={limit.isRefused ? t("notes.tooLong") : null}
        onPaste={limit.onPaste}
        onChange={(event) => {
          limit.forget();
          writeNote(conversationId, { ...note, text: event.currentTarget.value });
        }}
        onKeyDown={(event) => {
          if (event.key === "Escape") {
            event.stopPropagation();
            if (note.text.trim() === "") writeNote(conversationId, null);
            else event.currentTarget.blur();
          }
          if (event.key === "Enter" && (isMac() ? event.metaKey : event.ctrlKey)) void save();
        }}
      />
      {note.noteId === null && places.length > 1 ? (
        <SegmentedControl
          size="xs"
          fullWidth
          aria-label={t("notes.place")}
          value={String(places.findIndex((place) => isSamePlace(place, note)))}
          onChange={(index) => writeNote(conversationId, { ...note, ...places[Number(index)] })}
          data={places.map((place, index) => ({ value: String(index), label: timeOf(place) }))}
        />
      ) : null}
      <ErrorNotice error={problem} />
      <Group gap={8} justify="flex-end">
        <Button size="xs" variant="subtle" onClick={() => writeNote(conversationId, null)}>
          {t("common.cancel")}
        </Button>
        <Button size="xs" type="submit" disabled={note.text.trim() === ""}>
          {t("notes.save")}
          <span className={classes.saveKey} aria-hidden="true">
            <Kbd>
              {keys.mod} {keys.enter}
            </Kbd>
          </span>
        </Button>
      </Group>
    </form>
  );
}

/** What the note may be about: the moment or passage it was begun at, and the whole row there. */
function possiblePlaces(conversationId: ConversationId, note: PlayRange): readonly PlayRange[] {
  const segments = useReview.getState().transcripts[conversationId]?.segments ?? [];
  const row = segments[rowAt(segments, note.startMs)];
  const begun = { startMs: note.startMs, endMs: note.endMs };
  if (row === undefined || row.endMs <= note.startMs) return [begun];
  const whole = { startMs: row.startMs, endMs: row.endMs };
  return isSamePlace(whole, begun) ? [begun] : [begun, whole];
}

function isSamePlace(a: PlayRange, b: PlayRange): boolean {
  return a.startMs === b.startMs && a.endMs === b.endMs;
}
