/** A quiet window for two: the sound and the text of one conversation, large, and nothing else. */
import { ActionIcon, Button, Slider } from "@mantine/core";
import {
  IconPlayerPauseFilled,
  IconPlayerPlayFilled,
  IconRewindBackward10,
  IconRewindForward10,
} from "@tabler/icons-react";
import { useEffect, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { ConversationId } from "../../../shared/domain/ids.ts";
import type { Segment } from "../../../shared/domain/segment.ts";
import type { SpeakerNames } from "../../../shared/domain/speakerCalled.ts";
import { call } from "../../api/call.ts";
import { useRequest } from "../../api/useRequest.ts";
import { createPlayer, type Player } from "../../audio/player.ts";
import { usePlayerState, usePosition } from "../../audio/playerHooks.ts";
import { ErrorNotice } from "../../ui/ErrorNotice.tsx";
import { useFormat } from "../../ui/useFormat.ts";
import { speakerWordOf, useSpeakerWords } from "../../ui/useSpeakerWords.ts";
import { noteSomeoneIsThere } from "../frame/useIdleLock.ts";
import { UnreviewedMark } from "../machineText/UnreviewedMark.tsx";
import { rowAt } from "../transcript/rows.ts";
import classes from "./ListenTogether.module.css";

type Opened =
  | { readonly phase: "opening" }
  | {
      readonly phase: "open";
      readonly player: Player | null;
      readonly segments: readonly Segment[];
      readonly names: SpeakerNames;
    }
  | { readonly phase: "failed"; readonly error: unknown };

/** Escape leaves too, by the dialog it stands in. */
export function ListenTogether(props: {
  readonly conversationId: ConversationId;
  readonly onLeave: () => void;
}) {
  const { conversationId, onLeave } = props;
  const { t } = useTranslation();
  const format = useFormat();
  const conversation = useRequest("conversation.read", { conversationId });
  const opened = useOpened(conversationId);
  return (
    <div className={classes.screen}>
      <header className={classes.head}>
        <h1>
          {conversation.data === undefined
            ? t("common.loading")
            : t("together.title", { date: format.date(conversation.data.heldOn, "dayLong") })}
        </h1>
        <Button onClick={onLeave}>{t("together.leave")}</Button>
      </header>
      {opened.phase === "failed" ? <ErrorNotice error={opened.error} /> : null}
      {opened.phase === "open" ? (
        <>
          {opened.player === null ? (
            <p className={classes.quiet}>{t("together.noSound")}</p>
          ) : (
            <LargeTransport player={opened.player} />
          )}
          {opened.segments.length === 0 ? (
            <p className={classes.quiet}>{t("together.noText")}</p>
          ) : (
            <LargeTranscript player={opened.player} segments={opened.segments} names={opened.names} />
          )}
        </>
      ) : null}
    </div>
  );
}

function useOpened(conversationId: ConversationId): Opened {
  const [opened, setOpened] = useState<Opened>({ phase: "opening" });
  useEffect(() => {
    let player: Player | null = null;
    let isLeft = false;
    call("clientCopy.listen", { conversationId }).then(
      ({ token, segments, names }) => {
        if (isLeft) return;
        if (token !== null) {
          player = createPlayer(`media/${token}`, () => 1_000);
          player.media.addEventListener("timeupdate", () => noteSomeoneIsThere());
        }
        setOpened({ phase: "open", player, segments, names });
      },
      (error: unknown) => setOpened({ phase: "failed", error }),
    );
    return () => {
      isLeft = true;
      player?.dispose();
    };
  }, [conversationId]);
  return opened;
}

function LargeTransport({ player }: { readonly player: Player }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { phase } = usePlayerState(player);
  const seconds = usePosition(player, (positionMs) => Math.floor(positionMs / 1_000));
  const durationMs = player.durationMs() ?? 0;
  const isPlaying = phase === "playing";
  return (
    <section className={classes.transport} aria-label={t("player.title")}>
      <ActionIcon size={52} aria-label={t("player.back10")} onClick={() => player.skip(-10_000)}>
        <IconRewindBackward10 size={28} />
      </ActionIcon>
      <ActionIcon
        size={72}
        radius={999}
        variant="filled"
        color="accent"
        aria-label={t(isPlaying ? "player.pause" : "player.play")}
        onClick={() => player.toggle()}
        data-autofocus
      >
        {isPlaying ? <IconPlayerPauseFilled size={34} /> : <IconPlayerPlayFilled size={34} />}
      </ActionIcon>
      <ActionIcon size={52} aria-label={t("player.forward10")} onClick={() => player.skip(10_000)}>
        <IconRewindForward10 size={28} />
      </ActionIcon>
      <Slider
        className={classes.slider ?? ""}
        thumbLabel={t("together.position")}
        label={null}
        min={0}
        max={Math.max(1, Math.floor(durationMs / 1_000))}
        value={seconds}
        onChange={(value) => player.seek(value * 1_000)}
      />
      <span className={classes.time}>
        {t("player.positionOf", {
          position: format.position(seconds * 1_000),
          length: format.position(durationMs),
        })}
      </span>
      {phase === "failed" ? <p role="alert">{t("together.failed")}</p> : null}
    </section>
  );
}

function LargeTranscript(props: {
  readonly player: Player | null;
  readonly segments: readonly Segment[];
  readonly names: SpeakerNames;
}) {
  const { player, segments, names } = props;
  const { t } = useTranslation();
  const format = useFormat();
  const words = useSpeakerWords();
  const current = usePosition(player, (positionMs) => rowAt(segments, positionMs));
  const row = useRef<HTMLLIElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: moves only when another row is spoken.
  useEffect(() => {
    row.current?.scrollIntoView({ block: "center" });
  }, [current]);
  const rows = useMemo(
    () =>
      segments.map((segment) => ({
        ...segment,
        time: format.position(segment.startMs),
        who: speakerWordOf(segment, names, words).name,
      })),
    [segments, format, names, words],
  );
  return (
    <section className={classes.text} aria-label={t("together.text")}>
      <ol>
        {rows.map(({ id, startMs, speaker, time, who, text, isUnreviewed }, index) => (
          <li
            key={id}
            ref={index === current ? row : null}
            aria-current={index === current ? "true" : undefined}
          >
            {player === null ? (
              <span className={classes.at}>{time}</span>
            ) : (
              <button
                type="button"
                className={classes.at}
                aria-label={t("transcript.playFrom", { time })}
                onClick={() => {
                  player.seek(startMs);
                  player.play();
                }}
              >
                {time}
              </button>
            )}
            <p>
              <span className={classes.who} data-speaker={speaker}>
                {who}
              </span>
              {text} {isUnreviewed ? <UnreviewedMark /> : null}
            </p>
          </li>
        ))}
      </ol>
    </section>
  );
}
