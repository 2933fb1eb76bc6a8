/** What lies on a device, newest first, to choose from – by mouse, or with arrows, space and shift. */
import { Button } from "@mantine/core";
import { type KeyboardEvent, useCallback, useMemo, useRef } from "react";
import { useTranslation } from "react-i18next";
import type { DeviceList } from "../../../shared/domain/device.ts";
import type { SourceId } from "../../../shared/domain/ids.ts";
import { AppFailure } from "../../api/appFailure.ts";
import { useRequest } from "../../api/useRequest.ts";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { ConverterOffer } from "../import/ConverterOffer.tsx";
import classes from "./bringIn.module.css";
import { changeBringIn, doubtsOf, filesOf, useBringIn } from "./bringInStore.ts";
import { DeviceFileRow } from "./DeviceFileRow.tsx";
import { choosableIds, needsConverter, newestFirst, stretched, toggled } from "./deviceRows.ts";
import { ListNotes } from "./ListNotes.tsx";
import { lookThrough } from "./lookThrough.ts";

export function DeviceFileList({ list }: { readonly list: DeviceList }) {
  const { t } = useTranslation();
  const { chosen, findings, place } = useBringIn();
  const conversations = useRequest("conversation.list", {});
  const anchor = useRef<SourceId | null>(null);
  const files = useMemo(() => newestFirst(list.files), [list]);
  const doubts = useBringIn(doubtsOf);
  const titles = useMemo(
    () => new Map((conversations.data ?? []).map(({ id, title }) => [id, title])),
    [conversations.data],
  );
  const choosable = choosableIds(files, findings);
  const count = choosable.filter((sourceId) => chosen.has(sourceId)).length;

  const converterWanted = needsConverter(files, findings);

  // The same function each time, so that of thousands of rows only those that change are drawn anew.
  const choose = useCallback((sourceId: SourceId, isRange: boolean) => {
    const state = useBringIn.getState();
    const from = anchor.current;
    anchor.current = sourceId;
    const next =
      isRange && from !== null && from !== sourceId
        ? stretched(state.chosen, choosableIds(newestFirst(filesOf(state)), state.findings), from, sourceId)
        : toggled(state.chosen, sourceId);
    changeBringIn({ chosen: next });
  }, []);
  const goOn = () => {
    const inOrder = choosable.filter((sourceId) => chosen.has(sourceId));
    changeBringIn({ stage: "permit", chosen: new Set(inOrder), openItem: inOrder[0] ?? null });
  };

  if (files.length === 0) {
    return (
      <EmptyState title={t("bringIn.list.empty")}>
        <ListNotes list={list} />
        {t("bringIn.list.emptyText")}
      </EmptyState>
    );
  }
  return (
    <>
      {converterWanted !== undefined && place !== null && (
        <div className={classes.all}>
          <ConverterOffer
            failure={new AppFailure(converterWanted)}
            onAccepted={() => void lookThrough(place)}
          />
        </div>
      )}
      <div className={classes.listHead}>
        <p className={classes.quiet}>{t("bringIn.list.keys")}</p>
        <Button
          size="xs"
          disabled={choosable.length === 0}
          onClick={() => changeBringIn({ chosen: new Set(count === choosable.length ? [] : choosable) })}
        >
          {count === choosable.length && count > 0
            ? t("bringIn.list.none")
            : t("bringIn.list.all", { count: choosable.length })}
        </Button>
      </div>
      <ul className={classes.files} aria-label={t("bringIn.list.label")} onKeyDown={moveBetweenBoxes}>
        {files.map((file) => (
          <DeviceFileRow
            key={file.sourceId}
            file={file}
            finding={findings.get(file.sourceId)}
            doubt={doubts.get(file.sourceId)}
            knownTitle={file.known === null ? undefined : titles.get(file.known.conversationId)}
            isChosen={chosen.has(file.sourceId)}
            onChoose={choose}
          />
        ))}
      </ul>
      <ListNotes list={list} />
      <div className={classes.foot}>
        <p role="status">{t("bringIn.list.chosen", { count })}</p>
        <Button variant="filled" disabled={count === 0} onClick={goOn}>
          {t("bringIn.list.goOn")}
        </Button>
      </div>
    </>
  );
}

/** Arrows and Home and End go from box to box; what cannot be chosen is passed over. */
function moveBetweenBoxes(event: KeyboardEvent<HTMLUListElement>): void {
  const boxes = [...event.currentTarget.querySelectorAll<HTMLInputElement>('input[type="checkbox"]')];
  const at = boxes.indexOf(document.activeElement as HTMLInputElement);
  const next = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: boxes.length - 1 }[event.key];
  if (next === undefined || at < 0) return;
  event.preventDefault();
  const to = Math.min(Math.max(next, 0), boxes.length - 1);
  if (to === at) return;
  boxes[to]?.focus();
  if (event.shiftKey) boxes[to]?.dispatchEvent(new MouseEvent("click", { bubbles: true, shiftKey: true }));
}
