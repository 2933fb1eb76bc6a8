/** One word for a bookmark that is set already; whoever writes nothing loses nothing. */
import { TextInput } from "@mantine/core";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { longestLabel } from "../../../shared/domain/recording.ts";
import { ErrorNotice } from "../../ui/ErrorNotice.tsx";
import { Kbd } from "../../ui/Kbd.tsx";
import { useFormat } from "../../ui/useFormat.ts";
import { useKeyNames } from "../../ui/useKeyNames.ts";
import classes from "./Recording.module.css";
import { recorder } from "./recorderStore.ts";
import type { OpenBookmark } from "./useBookmarking.ts";

/** An empty field goes away by itself, so that the keys are there again for whoever looks at the client. */
const emptyForMs = 8_000;

export function BookmarkLabel(props: {
  readonly bookmark: OpenBookmark;
  /** In the small window: the label is heard, not seen. */
  readonly small?: boolean;
  readonly onClose: () => void;
}) {
  const { bookmark, small = false, onClose } = props;
  const { t } = useTranslation();
  const format = useFormat();
  const keys = useKeyNames();
  const [word, setWord] = useState("");
  const [problem, setProblem] = useState<unknown>(null);
  const isLeft = useRef(false);
  const isEmpty = word.trim() === "";
  const label = t("recording.label", { position: format.position(bookmark.atMs) });

  useEffect(() => {
    if (!isEmpty) return;
    const timer = setTimeout(onClose, emptyForMs);
    return () => clearTimeout(timer);
  }, [isEmpty, onClose]);

  async function save() {
    if (isLeft.current) return;
    try {
      const kept = isEmpty ? null : await bookmark.kept;
      if (kept !== null) await recorder.label(kept.noteId, word.trim());
      onClose();
    } catch (error) {
      setProblem(error);
    }
  }

  return (
    <form
      className={classes.label}
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <TextInput
        {...(small ? { "aria-label": label, placeholder: label, size: "xs" } : { label })}
        value={word}
        maxLength={longestLabel}
        autoFocus
        autoComplete="off"
        rightSection={<Kbd>{keys.enter}</Kbd>}
        rightSectionWidth={76}
        onChange={(event) => setWord(event.currentTarget.value)}
        onBlur={() => void save()}
        onKeyDown={(event) => {
          if (event.key !== "Escape") return;
          isLeft.current = true;
          onClose();
        }}
      />
      <ErrorNotice error={problem} />
    </form>
  );
}
