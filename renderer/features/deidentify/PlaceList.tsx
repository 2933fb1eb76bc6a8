/** The places at which a word stands now, each among the words around it, with its time and its sound. */
import { ActionIcon, Tooltip } from "@mantine/core";
import { IconPlayerPlay } from "@tabler/icons-react";
import { type RefObject, useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import type { Segment } from "../../../shared/domain/segment.ts";
import { spokenPlace } from "../../../shared/domain/spokenPlace.ts";
import type { PlayRange } from "../../audio/player.ts";
import { SpeakerBadge } from "../../ui/SpeakerBadge.tsx";
import { useFormat } from "../../ui/useFormat.ts";
import { useSpeakerWords } from "../../ui/useSpeakerWords.ts";
import classes from "./deidentify.module.css";
import { useWordKeys } from "./useWordKeys.ts";
import type { WalkPlace } from "./walkWords.ts";

/** So much of the line is shown on each side, in characters. */
const around = 90;
/** One listens from so much before the word to so much after it, in ms. */
const listenAroundMs = 1_000;

export function PlaceList(props: {
  readonly frame: RefObject<HTMLDivElement | null>;
  readonly segments: readonly Segment[];
  readonly places: readonly WalkPlace[];
  readonly at: number;
  readonly onAt: (at: number) => void;
  readonly canListen: boolean;
  readonly singleKeys: boolean;
  readonly onListen: (range: PlayRange) => void;
}) {
  const { frame, segments, places, at, onAt, canListen, singleKeys, onListen } = props;
  const { t } = useTranslation();
  const rowOf = (place: WalkPlace) => segments.find(({ id }) => id === place.segmentId);
  const listen = (place: WalkPlace | undefined) => {
    const row = place && rowOf(place);
    if (place === undefined || row === undefined || place.field !== "text") return;
    const { startMs, endMs } = spokenPlace(row, place);
    onListen({ startMs: Math.max(0, startMs - listenAroundMs), endMs: endMs + listenAroundMs });
  };
  const step = (by: 1 | -1) => onAt(Math.min(places.length - 1, Math.max(0, at + by)));
  useWordKeys(frame, true, (key) => {
    if (key !== "ArrowDown" && key !== "ArrowUp") return false;
    step(key === "ArrowDown" ? 1 : -1);
    return true;
  });
  useWordKeys(frame, singleKeys && canListen, (key) => {
    if (key.toLowerCase() !== "l") return false;
    listen(places[at]);
    return true;
  });
  const list = useRef<HTMLOListElement>(null);
  useEffect(() => {
    list.current?.children[at]?.scrollIntoView({ block: "nearest" });
  }, [at]);
  return (
    <ol ref={list} className={classes.places}>
      {places.map((place, index) => (
        <li
          key={`${place.segmentId} ${place.field} ${place.startIndex}`}
          className={classes.place}
          aria-current={index === at ? "true" : undefined}
        >
          <Place place={place} row={rowOf(place)} />
          {canListen && place.field === "text" ? (
            <Tooltip label={t("deidentify.listen")}>
              <ActionIcon
                size={30}
                aria-label={t("deidentify.listen")}
                onClick={() => {
                  onAt(index);
                  listen(place);
                }}
              >
                <IconPlayerPlay size={17} />
              </ActionIcon>
            </Tooltip>
          ) : null}
        </li>
      ))}
    </ol>
  );
}

function Place({ place, row }: { readonly place: WalkPlace; readonly row: Segment | undefined }) {
  const { t } = useTranslation();
  const format = useFormat();
  const words = useSpeakerWords();
  const { text, startIndex, endIndex, field } = place;
  const from = Math.max(0, startIndex - around);
  const to = Math.min(text.length, endIndex + around);
  return (
    <>
      <span className={classes.time}>{row === undefined ? "" : format.position(row.startMs)}</span>
      {row === undefined ? <span /> : <SpeakerBadge speaker={row.speaker} word={words[row.speaker]} />}
      <span className={classes.line}>
        {field === "text" ? null : <span className={classes.called}>{t("deidentify.called")} </span>}
        {from > 0 ? "…" : ""}
        {text.slice(from, startIndex)}
        <mark>{text.slice(startIndex, endIndex)}</mark>
        {text.slice(endIndex, to)}
        {to < text.length ? "…" : ""}
      </span>
    </>
  );
}
