/** The sample as a waveform: who speaks, what is coded, where it plays, and how far one has come. */
import { ActionIcon, Tooltip, useComputedColorScheme } from "@mantine/core";
import { useElementSize } from "@mantine/hooks";
import { IconPlayerPauseFilled, IconPlayerPlay } from "@tabler/icons-react";
import { useEffect, useMemo, useRef } from "react";
import { useTranslation } from "react-i18next";
import { codesFor, isInSpan } from "../../../shared/domain/codeUnit.ts";
import type { Coding } from "../../../shared/domain/coding.ts";
import type { ConversationDetail } from "../../../shared/domain/conversation.ts";
import { shareHeard } from "../../../shared/domain/heardSample.ts";
import type { RecordingId, UnitId } from "../../../shared/domain/ids.ts";
import type { Scheme } from "../../../shared/domain/scheme.ts";
import type { Segment } from "../../../shared/domain/segment.ts";
import type { Player } from "../../audio/player.ts";
import { useEachPosition, usePlayerState } from "../../audio/playerHooks.ts";
import { darkColors, lightColors } from "../../ui/colorRoles.ts";
import { useFormat } from "../../ui/useFormat.ts";
import { useKeyNames } from "../../ui/useKeyNames.ts";
import { drawWaveform } from "../review/drawWaveform.ts";
import { SpeedMenu } from "../review/SpeedMenu.tsx";
import { useWaveformData } from "../review/useWaveformData.ts";
import { useSigns } from "./codeSigns.ts";
import { isByMoment, progressOf } from "./codingView.ts";
import classes from "./SampleWave.module.css";

/** So far apart two signs on the timeline must stand at least, in px. */
const signWidthPx = 24;

/** How far the arrow keys go in the sound, in ms. */
const keyStepsMs: Readonly<Record<string, number>> = { ArrowLeft: -2_000, ArrowRight: 2_000 };

interface SampleWaveProps {
  readonly conversation: ConversationDetail;
  readonly coding: Coding;
  readonly scheme: Scheme;
  readonly segments: readonly Segment[];
  readonly player: Player | null;
  readonly currentId: UnitId | undefined;
  readonly onPlay: (isOn: boolean) => void;
  readonly onSeek: (positionMs: number) => void;
}

export function SampleWave(props: SampleWaveProps) {
  const { conversation, coding, scheme, segments, player, onPlay } = props;
  const { t } = useTranslation();
  const names = useKeyNames();
  const format = useFormat();
  const { sound } = conversation;
  const { phase } = usePlayerState(player);
  const { coded, all } = progressOf(scheme, coding);
  const isByHearing = coding.pass === "listen" || isByMoment(coding) || all === 0;
  const share = isByHearing ? shareHeard(coding) : coded / all;
  const isListening = coding.pass === "listen";
  const isPlaying = phase === "playing";
  const playWord = t(isPlaying ? "player.pause" : "player.play");
  return (
    <section className={classes.card} aria-label={t("coding.screen.sample")}>
      <div className={classes.row}>
        {player === null ? null : (
          <div className={classes.transport}>
            <Tooltip label={`${playWord} (${isListening ? names.space : `${names.shift} ${names.space}`})`}>
              <ActionIcon
                variant="filled"
                color="accent"
                radius={999}
                size={38}
                aria-label={playWord}
                onMouseDown={(event) => event.preventDefault()}
                onClick={() => onPlay(true)}
              >
                {isPlaying ? <IconPlayerPauseFilled size={19} /> : <IconPlayerPlay size={19} />}
              </ActionIcon>
            </Tooltip>
            <SpeedMenu player={player} />
          </div>
        )}
        <div className={classes.sound}>
          {sound.phase === "ready" && player !== null ? (
            <Wave
              {...props}
              player={player}
              segments={segments}
              recordingId={sound.recordingId}
              durationMs={sound.durationMs}
            />
          ) : sound.phase === "ready" ? null : (
            <p className={classes.silent}>{t("coding.screen.silent")}</p>
          )}
          <Timeline {...props} />
          <div
            className={classes.track}
            role="progressbar"
            aria-label={t(isByHearing ? "coding.screen.heard" : "coding.screen.coded")}
            aria-valuemin={0}
            aria-valuemax={100}
            aria-valuenow={Math.round(share * 100)}
            aria-valuetext={isByHearing ? format.percent(share) : t("coding.progress", { coded, all })}
          >
            <div className={classes.done} style={{ width: `${share * 100}%` }} />
          </div>
        </div>
      </div>
    </section>
  );
}

function Wave(
  props: SampleWaveProps & {
    readonly player: Player;
    readonly recordingId: RecordingId;
    readonly durationMs: number;
  },
) {
  const { coding, scheme, segments, player, recordingId, durationMs, onSeek } = props;
  const { sample, units } = coding;
  const lengthMs = sample.endMs - sample.startMs;
  const { t } = useTranslation();
  const format = useFormat();
  const { accent, client, muted } = useComputedColorScheme() === "dark" ? darkColors : lightColors;
  const data = useWaveformData(recordingId, durationMs, segments);
  const { ref, width, height } = useElementSize<HTMLDivElement>();
  const canvas = useRef<HTMLCanvasElement>(null);
  const line = useRef<HTMLDivElement>(null);
  const open = useMemo(
    () =>
      units.filter(
        (unit) =>
          unit.place !== undefined &&
          codesFor(scheme, unit.speaker).length > 0 &&
          (unit.codes.length === 0 || isInSpan(unit, coding.spans, "formal")),
      ),
    [units, scheme, coding.spans],
  );

  useEffect(() => {
    const drawn = canvas.current;
    const ctx = drawn?.getContext("2d");
    if (drawn === null || ctx === null || ctx === undefined || data === undefined || width === 0) return;
    const scale = window.devicePixelRatio;
    const totalPx = (width * durationMs) / lengthMs;
    drawn.width = Math.round(width * scale);
    drawn.height = Math.round(height * scale);
    // The drawing reads from these which part of the whole it shows.
    drawn.style.width = `${width}px`;
    drawn.style.left = `${(sample.startMs * totalPx) / durationMs}px`;
    drawWaveform(
      ctx,
      data,
      durationMs,
      totalPx,
      { barPx: 2.5, gapPx: 2 },
      { practitioner: accent, client, unknown: muted },
    );
    // What is still to be coded is paler.
    ctx.globalCompositeOperation = "destination-out";
    ctx.fillStyle = "rgb(0 0 0 / 50%)";
    for (const unit of open) {
      const left = ((unit.startMs - sample.startMs) * width) / lengthMs;
      const right = ((unit.endMs - sample.startMs) * width) / lengthMs;
      const half = drawn.height / 2 + 3 * scale;
      const top = unit.speaker === "client" ? drawn.height - half : 0;
      ctx.fillRect(left * scale, top, (right - left) * scale, half);
    }
    ctx.globalCompositeOperation = "source-over";
  }, [data, width, height, durationMs, lengthMs, sample.startMs, open, accent, client, muted]);

  useEachPosition(player, (positionMs) => {
    if (line.current === null) return;
    const share = (positionMs - sample.startMs) / lengthMs;
    line.current.style.left = `${Math.min(1, Math.max(0, share)) * 100}%`;
    const seconds = String(Math.floor(positionMs / 1_000));
    const slider = line.current.parentElement;
    if (slider === null || slider.getAttribute("aria-valuenow") === seconds) return;
    slider.setAttribute("aria-valuenow", seconds);
    slider.setAttribute("aria-valuetext", format.position(positionMs));
  });

  const seekTo = (positionMs: number) =>
    onSeek(Math.round(Math.min(sample.endMs - 1, Math.max(sample.startMs, positionMs))));
  return (
    <div
      ref={ref}
      role="slider"
      data-waveform
      tabIndex={0}
      className={classes.wave}
      aria-label={t("review.waveform")}
      aria-valuemin={Math.floor(sample.startMs / 1_000)}
      aria-valuemax={Math.floor(sample.endMs / 1_000)}
      aria-valuenow={Math.floor(sample.startMs / 1_000)}
      onClick={(event) => {
        const { left, width: across } = event.currentTarget.getBoundingClientRect();
        seekTo(sample.startMs + ((event.clientX - left) / across) * lengthMs);
      }}
      onKeyDown={(event) => {
        const by = keyStepsMs[event.key];
        if (by === undefined) return;
        event.preventDefault();
        seekTo(player.positionMs() + by);
      }}
    >
      <canvas ref={canvas} className={classes.canvas} />
      <div ref={line} className={classes.position} />
    </div>
  );
}

/** What is coded, each in its speaker's colour with its sign, as far as signs have room. */
function Timeline({ coding, scheme, currentId }: SampleWaveProps) {
  const { ref, width } = useElementSize<HTMLDivElement>();
  const signsOf = useSigns(scheme);
  const { sample, units, spans } = coding;
  const lengthMs = sample.endMs - sample.startMs;
  const shareAt = (atMs: number) => Math.min(1, Math.max(0, (atMs - sample.startMs) / lengthMs));
  let lastPx = Number.NEGATIVE_INFINITY;
  const marks = units.flatMap((unit) => {
    const signs = signsOf(unit);
    if (signs.length === 0) return [];
    const from = shareAt(unit.startMs);
    const sign = signs.map((one) => one.sign).join(" ");
    const hasRoom = from * width - lastPx >= signWidthPx;
    if (hasRoom) lastPx = from * width + Math.max(0, sign.length - 2) * 7;
    return [{ unit, from, to: shareAt(unit.endMs), sign, hasRoom, name: signs.map(({ name }) => name) }];
  });
  const current = units.find(({ id }) => id === currentId);
  return (
    <div ref={ref} className={classes.timeline} aria-hidden="true">
      {spans.map(({ id, kind, startMs, endMs }) => (
        <span
          key={id}
          className={classes.span}
          data-kind={kind}
          style={{
            left: `${shareAt(startMs) * 100}%`,
            width: `${(shareAt(endMs) - shareAt(startMs)) * 100}%`,
          }}
        />
      ))}
      {marks.map(({ unit, from, to, sign, hasRoom, name }) => (
        <span
          key={unit.id}
          className={classes.mark}
          data-speaker={unit.speaker}
          title={name.join(", ")}
          style={{ left: `${from * 100}%`, width: `max(3px, calc(${(to - from) * 100}% - 1px))` }}
        >
          {hasRoom ? <span className={classes.sign}>{sign}</span> : null}
        </span>
      ))}
      {current === undefined ? null : (
        <span className={classes.here} style={{ left: `${shareAt(current.startMs) * 100}%` }} />
      )}
    </div>
  );
}
