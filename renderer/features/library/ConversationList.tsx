/** The rows of the library; only those in sight are in the page. */
import { useVirtualizer } from "@tanstack/react-virtual";
import { useCallback, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { ConversationSummary } from "../../../shared/domain/conversation.ts";
import type { ConversationId } from "../../../shared/domain/ids.ts";
import { useChange } from "../../api/useChange.ts";
import { ErrorNotice } from "../../ui/ErrorNotice.tsx";
import { VirtualRows } from "../../ui/VirtualRows.tsx";
import { ConversationDialogs } from "../erasure/ConversationDialogs.tsx";
import type { ConversationDeed } from "../erasure/conversationDialog.ts";
import { ConversationRow } from "./ConversationRow.tsx";
import classes from "./library.module.css";

const rowHeight = 122;
const rowsBeyond = 6;

interface Asked {
  readonly conversationId: ConversationId;
  readonly deed: ConversationDeed | null;
  /** Where the focus returns to. */
  readonly trigger: HTMLElement | null;
}

export function ConversationList({
  conversations,
}: {
  readonly conversations: readonly ConversationSummary[];
}) {
  const { t } = useTranslation();
  const list = useRef<HTMLOListElement>(null);
  const [asked, setAsked] = useState<Asked | null>(null);
  const virtualizer = useVirtualizer({
    count: conversations.length,
    getScrollElement: () => list.current?.closest("main") ?? null,
    estimateSize: () => rowHeight,
    getItemKey: (index) => conversations[index]?.id ?? index,
    overscan: rowsBeyond,
    scrollMargin: list.current?.offsetTop ?? 0,
  });
  const ask = useCallback(
    (conversationId: ConversationId, deed: ConversationDeed, trigger: HTMLElement | null) =>
      setAsked({ conversationId, deed, trigger }),
    [],
  );
  const { mutate, error } = useChange("conversation.discard");
  const discard = useCallback((conversationId: ConversationId) => mutate({ conversationId }), [mutate]);
  const close = () => {
    if (asked === null) return;
    setAsked({ ...asked, deed: null });
    requestAnimationFrame(() => asked.trigger?.focus());
  };

  return (
    <>
      <ErrorNotice error={error} />
      <VirtualRows
        list={virtualizer}
        ref={list}
        label={t("library.title")}
        row={(index) => {
          const conversation = conversations[index];
          return conversation === undefined ? null : (
            <div className={classes.place}>
              <ConversationRow conversation={conversation} onAsk={ask} onDiscard={discard} />
            </div>
          );
        }}
      />
      {asked && (
        <ConversationDialogs conversationId={asked.conversationId} deed={asked.deed} onClose={close} />
      )}
    </>
  );
}
