/** One row: time, who, what was said; the text can be written in place. */
import { ActionIcon, Menu } from "@mantine/core";
import {
  IconArrowMerge,
  IconArrowsSplit2,
  IconDots,
  IconEar,
  IconNote,
  IconPencil,
  IconPlus,
  IconTrash,
  IconUserQuestion,
} from "@tabler/icons-react";
import { memo } from "react";
import { useTranslation } from "react-i18next";
import type { TextRange } from "../../../shared/domain/findInText.ts";
import type { SegmentId } from "../../../shared/domain/ids.ts";
import type { Segment } from "../../../shared/domain/segment.ts";
import { MarkedText } from "../../ui/MarkedText.tsx";
import { CodeSign } from "../coding/CodeSign.tsx";
import type { SignBeside } from "../coding/codesBeside.ts";
import { UnreviewedMark } from "../machineText/UnreviewedMark.tsx";
import type { ReviewActions } from "../review/reviewActions.ts";
import { RowTextarea } from "./RowTextarea.tsx";
import { flippedSpeaker } from "./rows.ts";
import classes from "./Transcript.module.css";

interface TranscriptRowProps {
  readonly segment: Segment;
  /** Where it begins, written out. */
  readonly time: string;
  readonly speakerName: string;
  readonly speakerLetter: string;
  readonly isCurrent: boolean;
  readonly isEditing: boolean;
  readonly noteCount: number;
  /** What was heard in it. */
  readonly codes: readonly SignBeside[];
  /** In it the spoken permission is repeated: it goes into no share. */
  readonly isPermission: boolean;
  /** What is looked for and found in it. */
  readonly marks: readonly TextRange[];
  /** Where the hit begins that one stands at. */
  readonly currentMark: number | undefined;
  /** Under a hold it is read, not changed. */
  readonly isHeld: boolean;
  readonly actions: ReviewActions;
}

/** Only the current row's controls are stops of the Tab key: arrows go from row to row. */
export const TranscriptRow = memo(function TranscriptRow(props: TranscriptRowProps) {
  const {
    segment,
    time,
    speakerName,
    speakerLetter,
    isCurrent,
    isEditing,
    noteCount,
    codes,
    isPermission,
    marks,
    currentMark,
    isHeld,
    actions,
  } = props;
  const { t } = useTranslation();
  const tabIndex = isCurrent ? 0 : -1;
  const choose = () => {
    if (window.getSelection()?.isCollapsed !== false) actions.choose(segment);
  };
  return (
    <div className={classes.row} data-current={isCurrent || undefined}>
      <button
        type="button"
        className={classes.time}
        tabIndex={tabIndex}
        aria-label={t("transcript.playFrom", { time })}
        onClick={() => actions.playFrom(segment)}
      >
        {time}
      </button>
      {isHeld ? (
        <span
          className={classes.badge}
          data-speaker={segment.speaker}
          title={speakerName}
          role="img"
          aria-label={speakerName}
        >
          {speakerLetter}
        </span>
      ) : (
        <button
          type="button"
          className={classes.badge}
          data-speaker={segment.speaker}
          tabIndex={tabIndex}
          title={speakerName}
          aria-label={t("transcript.flip", { speaker: speakerName })}
          onClick={() => actions.setSpeaker(segment.id, flippedSpeaker(segment.speaker))}
        >
          {speakerLetter}
        </button>
      )}
      {isEditing ? (
        <RowTextarea
          segment={segment}
          label={t("transcript.textAt", { time, speaker: speakerName })}
          actions={actions}
        />
      ) : (
        // biome-ignore lint/a11y/useKeyWithClickEvents: arrow keys and Enter do the same everywhere on the screen.
        // biome-ignore lint/a11y/noStaticElementInteractions: the text stays text, so that it can be marked and copied.
        <div className={classes.text} onClick={choose} onDoubleClick={() => actions.edit(segment.id)}>
          {segment.text === "" ? (
            <span className={classes.blank}>{t("transcript.blank")}</span>
          ) : (
            <MarkedText text={segment.text} marks={marks} currentStart={currentMark} />
          )}
        </div>
      )}
      {codes.length + noteCount > 0 || isPermission || segment.isUnreviewed ? (
        <span className={classes.marks}>
          {segment.isUnreviewed ? <UnreviewedMark /> : null}
          {isPermission ? <span className={classes.permission}>{t("transcript.permission")}</span> : null}
          {noteCount > 0 ? (
            <span
              className={classes.noted}
              role="img"
              aria-label={t("transcript.notes", { count: noteCount })}
            >
              <IconNote size={17} />
            </span>
          ) : null}
          {codes.length > 0 ? (
            <span className={classes.codes}>
              {codes.map((sign) => (
                <CodeSign
                  key={sign.key}
                  sign={sign}
                  speaker={segment.speaker}
                  isUncertain={sign.isUncertain}
                />
              ))}
            </span>
          ) : null}
        </span>
      ) : null}
      <RowMenu
        segmentId={segment.id}
        startMs={segment.startMs}
        endMs={segment.endMs}
        isUnreviewed={segment.isUnreviewed === true}
        isHeld={isHeld}
        time={time}
        tabIndex={tabIndex}
        actions={actions}
      />
    </div>
  );
});

/** It knows nothing of the words: a letter that is typed in its row does not draw it anew. */
const RowMenu = memo(function RowMenu(props: {
  readonly segmentId: SegmentId;
  readonly startMs: number;
  readonly endMs: number;
  readonly isUnreviewed: boolean;
  readonly isHeld: boolean;
  readonly time: string;
  readonly tabIndex: number;
  readonly actions: ReviewActions;
}) {
  const { segmentId, startMs, endMs, isUnreviewed, isHeld, time, tabIndex, actions } = props;
  const { t } = useTranslation();
  return (
    <Menu>
      <Menu.Target>
        <ActionIcon
          size={26}
          className={classes.more}
          tabIndex={tabIndex}
          aria-label={t("transcript.more", { time })}
        >
          <IconDots size={17} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {isHeld ? null : (
          <Menu.Item leftSection={<IconPencil size={17} />} onClick={() => actions.edit(segmentId)}>
            {t("transcript.edit")}
          </Menu.Item>
        )}
        <Menu.Item leftSection={<IconNote size={17} />} onClick={() => actions.beginNote({ startMs, endMs })}>
          {t("transcript.noteHere")}
        </Menu.Item>
        {isHeld ? null : <RowDeeds segmentId={segmentId} isUnreviewed={isUnreviewed} actions={actions} />}
      </Menu.Dropdown>
    </Menu>
  );
});

/** What changes the row or its neighbours. */
function RowDeeds(props: {
  readonly segmentId: SegmentId;
  readonly isUnreviewed: boolean;
  readonly actions: ReviewActions;
}) {
  const { segmentId, isUnreviewed, actions } = props;
  const { t } = useTranslation();
  return (
    <>
      <Menu.Item leftSection={<IconUserQuestion size={17} />} onClick={() => actions.nameSpeaker(segmentId)}>
        {t("speakers.line.menu")}
      </Menu.Item>
      <Menu.Item leftSection={<IconArrowsSplit2 size={17} />} onClick={() => actions.split(segmentId)}>
        {t("transcript.split")}
      </Menu.Item>
      <Menu.Item
        leftSection={<IconArrowMerge size={17} />}
        onClick={() => actions.merge(segmentId, "before")}
      >
        {t("transcript.mergeBefore")}
      </Menu.Item>
      {isUnreviewed ? (
        <Menu.Item leftSection={<IconEar size={17} />} onClick={() => actions.setListened(segmentId, true)}>
          {t("machineText.listened")}
        </Menu.Item>
      ) : null}
      <Menu.Item leftSection={<IconPlus size={17} />} onClick={() => actions.addRow()}>
        {t("transcript.addRow")}
      </Menu.Item>
      <Menu.Item leftSection={<IconTrash size={17} />} onClick={() => actions.removeRow(segmentId)}>
        {t("transcript.removeRow")}
      </Menu.Item>
    </>
  );
}
