/** Above the text: finding in this conversation, hit by hit. */
import { ActionIcon, Button, TextInput } from "@mantine/core";
import { IconChevronDown, IconChevronUp, IconPlayerPlay, IconSearch, IconX } from "@tabler/icons-react";
import { type KeyboardEvent, useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import type { ConversationId } from "../../../shared/domain/ids.ts";
import type { Segment } from "../../../shared/domain/segment.ts";
import type { ReviewActions } from "../review/reviewActions.ts";
import classes from "./FindBar.module.css";
import { goToHit, leaveFind, stayAtHit, typeFind, useFind } from "./findStore.ts";
import { type Found, useFound } from "./useFound.ts";

interface FindBarProps {
  readonly conversationId: ConversationId;
  readonly segments: readonly Segment[];
  readonly actions: ReviewActions;
}

/** Nothing while nothing is sought. */
export function FindBar({ conversationId, segments, actions }: FindBarProps) {
  const found = useFound(conversationId, segments);
  return found === null ? null : <OpenFindBar found={found} actions={actions} />;
}

function OpenFindBar({ found, actions }: { readonly found: Found; readonly actions: ReviewActions }) {
  const { t } = useTranslation();
  const field = useRef<HTMLInputElement>(null);
  const before = useFind((state) => state.find?.before);
  const { typed, hits, at, hit } = found;
  const step = (by: 1 | -1) => goToHit((Math.max(0, at) + by + hits.length) % Math.max(1, hits.length));
  const count =
    typed.trim() === ""
      ? ""
      : hits.length === 0
        ? t("find.nothing")
        : t("find.count", { number: at + 1, count: hits.length });

  // The key that begins the search comes back to the field, too.
  useEffect(() => {
    if (before === undefined) return;
    field.current?.focus();
    field.current?.select();
  }, [before]);

  function playHit() {
    if (hit === undefined) return;
    stayAtHit();
    actions.playFrom(hit.segment);
  }
  function onKeyDown(event: KeyboardEvent<HTMLInputElement>) {
    if (event.nativeEvent.isComposing) return;
    if (event.key === "Escape") leaveFind();
    else if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) playHit();
    else if (event.key === "Enter") step(event.shiftKey ? -1 : 1);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  return (
    <search className={classes.bar} aria-label={t("find.title")}>
      <TextInput
        ref={field}
        size="xs"
        className={classes.field}
        aria-label={t("find.title")}
        placeholder={t("find.placeholder")}
        autoComplete="off"
        maxLength={200}
        leftSection={<IconSearch size={16} />}
        value={typed}
        onChange={(event) => typeFind(event.currentTarget.value)}
        onKeyDown={onKeyDown}
      />
      <span className={classes.count} role="status">
        {count}
      </span>
      <ActionIcon disabled={hits.length === 0} aria-label={t("find.previous")} onClick={() => step(-1)}>
        <IconChevronUp size={18} />
      </ActionIcon>
      <ActionIcon disabled={hits.length === 0} aria-label={t("find.next")} onClick={() => step(1)}>
        <IconChevronDown size={18} />
      </ActionIcon>
      <Button
        size="xs"
        variant="subtle"
        disabled={hit === undefined}
        className={classes.play}
        leftSection={<IconPlayerPlay size={16} />}
        onClick={playHit}
      >
        {t("find.play")}
      </Button>
      <ActionIcon aria-label={t("find.close")} onClick={leaveFind}>
        <IconX size={18} />
      </ActionIcon>
    </search>
  );
}
