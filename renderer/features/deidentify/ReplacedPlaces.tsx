/** Where a replaced word is said: silent in all that is shared; moved by ear. */
import { ActionIcon, Group, Tooltip } from "@mantine/core";
import { IconChevronLeft, IconChevronRight, IconPlayerPlay } from "@tabler/icons-react";
import { Fragment, type RefObject, useState } from "react";
import { useTranslation } from "react-i18next";
import { type ConversationDetail, soundLengthMs } from "../../../shared/domain/conversation.ts";
import type { DecidedWord } from "../../../shared/domain/deidentification.ts";
import type { MarkedPassage } from "../../../shared/domain/markedPassage.ts";
import { useChange } from "../../api/useChange.ts";
import { useRequest } from "../../api/useRequest.ts";
import type { PlayRange } from "../../audio/player.ts";
import { ErrorNotice } from "../../ui/ErrorNotice.tsx";
import { useFormat } from "../../ui/useFormat.ts";
import classes from "./deidentify.module.css";
import { useWordKeys } from "./useWordKeys.ts";

/** How much an end moves with each press, in ms. */
const stepMs = 100;

type Nudge = readonly [end: "startMs" | "endMs", byMs: number];

/** The keys lie beside one another: the start with the first two, the end with the next. */
const nudges: Readonly<Record<string, Nudge>> = {
  a: ["startMs", -stepMs],
  s: ["startMs", stepMs],
  d: ["endMs", -stepMs],
  f: ["endMs", stepMs],
};

export function ReplacedPlaces(props: {
  readonly conversation: ConversationDetail;
  readonly decision: DecidedWord;
  readonly frame: RefObject<HTMLDivElement | null>;
  readonly singleKeys: boolean;
  readonly canListen: boolean;
  readonly onListen: (range: PlayRange) => void;
}) {
  const { conversation, decision, frame, singleKeys, canListen, onListen } = props;
  const { t } = useTranslation();
  const format = useFormat();
  const all = useRequest("passage.list", { conversationId: conversation.id }).data ?? [];
  const move = useChange("passage.move");
  const [at, setAt] = useState(0);
  const silent = decision.places.flatMap(({ passageId, original }) => {
    const passage = all.find(({ id }) => id === passageId);
    return passage === undefined ? [] : [{ passage, original }];
  });
  const canMove = conversation.sound.phase === "ready";
  const longestMs = soundLengthMs(conversation.sound) ?? Number.MAX_SAFE_INTEGER;

  const nudge = ({ id, startMs, endMs }: MarkedPassage, [end, byMs]: Nudge) => {
    const moved = { startMs, endMs, [end]: { startMs, endMs }[end] + byMs };
    if (!canMove || moved.startMs < 0 || moved.endMs > longestMs || moved.startMs >= moved.endMs) return;
    move.mutate({ passageId: id, ...moved });
  };
  useWordKeys(frame, singleKeys, (key) => {
    const passage = silent[at]?.passage;
    const by = nudges[key.toLowerCase()];
    if (passage !== undefined && by !== undefined) nudge(passage, by);
    else if (passage !== undefined && key.toLowerCase() === "l") onListen(passage);
    else if (key === "ArrowDown") setAt(Math.min(silent.length - 1, at + 1));
    else if (key === "ArrowUp") setAt(Math.max(0, at - 1));
    else return false;
    return true;
  });

  return (
    <div>
      <p className={classes.replaced}>
        {t("deidentify.replacedBy", { count: decision.places.length, replacement: decision.replacement })}
      </p>
      {silent.length === 0 ? null : <p className={classes.estimate}>{t("deidentify.silent")}</p>}
      <ol className={classes.places}>
        {silent.map(({ passage, original }, index) => {
          const range = {
            from: format.position(passage.startMs, true),
            to: format.position(passage.endMs, true),
          };
          return (
            <li key={passage.id} className={classes.silent} aria-current={index === at ? "true" : undefined}>
              <span className={classes.line}>{original}</span>
              <span className={classes.range}>{t("deidentify.range", range)}</span>
              {canMove ? (
                <Group gap={4} wrap="nowrap">
                  {(["a", "s", "d", "f"] as const).map((key) => (
                    <Fragment key={key}>
                      {key === "a" || key === "d" ? (
                        <span className={classes.end}>
                          {t(`deidentify.${key === "a" ? "start" : "finish"}`)}
                        </span>
                      ) : null}
                      <Tooltip label={t(`deidentify.nudge.${key}`)}>
                        <ActionIcon
                          size={30}
                          variant="default"
                          aria-label={t(`deidentify.nudge.${key}`)}
                          onClick={() => {
                            setAt(index);
                            const by = nudges[key];
                            if (by !== undefined) nudge(passage, by);
                          }}
                        >
                          {key === "a" || key === "d" ? (
                            <IconChevronLeft size={17} />
                          ) : (
                            <IconChevronRight size={17} />
                          )}
                        </ActionIcon>
                      </Tooltip>
                    </Fragment>
                  ))}
                </Group>
              ) : (
                <span />
              )}
              {canListen ? (
                <ActionIcon
                  size={30}
                  aria-label={t("deidentify.listen")}
                  onClick={() => {
                    setAt(index);
                    onListen(passage);
                  }}
                >
                  <IconPlayerPlay size={17} />
                </ActionIcon>
              ) : null}
            </li>
          );
        })}
      </ol>
      <ErrorNotice error={move.error} />
    </div>
  );
}
