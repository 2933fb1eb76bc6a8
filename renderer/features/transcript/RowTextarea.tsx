/** Writing in a row: grows with the text; Enter goes on, Escape ends, what is typed is saved by itself. */
import { type KeyboardEvent, useEffect, useLayoutEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import type { Segment } from "../../../shared/domain/segment.ts";
import { usePasteLimit } from "../../ui/usePasteLimit.ts";
import type { ReviewActions } from "../review/reviewActions.ts";
import { useReview } from "../review/reviewStore.ts";
import classes from "./Transcript.module.css";

/** A pause longer than this begins a new step of undo, in ms. */
const pauseMs = 1_500;
/** The most a segment may hold (shared/domain/segment.ts). */
const longest = 20_000;

export function RowTextarea(props: {
  readonly segment: Segment;
  readonly label: string;
  readonly actions: ReviewActions;
}) {
  const { segment, label, actions } = props;
  const { t } = useTranslation();
  const limit = usePasteLimit(longest);
  const field = useRef<HTMLTextAreaElement>(null);
  const lastTypedAt = useRef(Number.NEGATIVE_INFINITY);

  const cursor = useReview((state) => state.looking.cursor);

  useEffect(() => {
    field.current?.focus({ preventScroll: true });
    return actions.writeIn(field.current);
  }, [actions]);

  useLayoutEffect(() => {
    const at = cursor?.at ?? field.current?.value.length ?? 0;
    field.current?.setSelectionRange(at, at);
  }, [cursor]);

  function onKeyDown(event: KeyboardEvent<HTMLTextAreaElement>) {
    if (event.nativeEvent.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    const { selectionStart, selectionEnd, value } = event.currentTarget;
    const isAtStart = selectionEnd === 0;
    const isAtEnd = selectionStart === value.length;
    if (event.key === "Escape") actions.edit(undefined);
    else if (event.key === "Enter" && !event.shiftKey) actions.goOn(segment);
    else if (event.key === "ArrowUp" && isAtStart) actions.editNext(segment, -1);
    else if (event.key === "ArrowDown" && isAtEnd && value !== "") actions.editNext(segment, 1);
    else if (event.key === "Backspace" && isAtStart && !event.repeat)
      actions.mergeAtCursor(segment, "before");
    else if (event.key === "Delete" && isAtEnd && !event.repeat) actions.mergeAtCursor(segment, "after");
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  return (
    <div className={classes.writing}>
      <textarea
        ref={field}
        className={classes.field}
        data-row-text
        aria-label={label}
        value={segment.text}
        rows={1}
        maxLength={longest}
        autoComplete="off"
        onKeyDown={onKeyDown}
        onPaste={limit.onPaste}
        onBlur={() => {
          if (document.hasFocus()) actions.stopEditing(segment.id);
        }}
        onChange={(event) => {
          const isBurst = event.timeStamp - lastTypedAt.current < pauseMs;
          lastTypedAt.current = event.timeStamp;
          limit.forget();
          actions.write(segment.id, event.currentTarget.value, isBurst);
        }}
      />
      {limit.isRefused ? (
        <p role="alert" className={classes.tooLong}>
          {t("transcript.tooLong")}
        </p>
      ) : null}
    </div>
  );
}
