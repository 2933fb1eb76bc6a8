/** How loud the microphone is just now: a line, a number in dBFS, and in words what to do about it. */
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { quietestDbfs } from "../../../shared/domain/level.ts";
import type { LevelVerdict } from "../../../shared/domain/levelVerdict.ts";
import type { Microphone } from "../../audio/capture/openMicrophone.ts";
import { useFormat } from "../../ui/useFormat.ts";
import classes from "./BeforeRecording.module.css";
import { createLevelHistory, type LevelHistory, shareOfScale } from "./levelHistory.ts";
import { useTick } from "./useTick.ts";

export function LevelMeter({ microphone }: { readonly microphone: Microphone }) {
  const { t } = useTranslation();
  const format = useFormat();
  const history = useRef<LevelHistory | null>(null);
  const meter = useRef<HTMLMeterElement>(null);
  const line = useRef<HTMLSpanElement>(null);
  const number = useRef<HTMLSpanElement>(null);
  const [verdict, setVerdict] = useState<LevelVerdict>("listening");
  const isMuted = useMuted(microphone);
  useEffect(() => {
    const listening = createLevelHistory();
    history.current = listening;
    return microphone.onLevel((channels) => listening.add(channels));
  }, [microphone]);
  useTick(80, () => {
    const peakDbfs = history.current?.peakDbfs() ?? quietestDbfs;
    const rounded = Math.round(peakDbfs);
    if (line.current !== null) line.current.style.width = `${Math.round(shareOfScale(peakDbfs) * 100)}%`;
    if (meter.current !== null) meter.current.value = rounded;
    if (number.current !== null) {
      number.current.textContent = t("record.level.dbfs", {
        level: peakDbfs <= -60 ? "–" : format.number(rounded).replace("-", "−"),
      });
    }
    setVerdict(history.current?.verdict() ?? "listening");
  });
  const isWarm = isMuted || verdict === "silent" || verdict === "tooQuiet" || verdict === "clipping";
  return (
    <div>
      <div className={classes.meterRow}>
        <meter
          ref={meter}
          className="visually-hidden"
          aria-label={t("record.level.label")}
          min={-60}
          max={0}
        />
        <div className={classes.meter} aria-hidden="true">
          <span ref={line} data-warm={verdict === "clipping" || undefined} />
        </div>
        <span ref={number} className={classes.meterNumber} aria-hidden="true" />
      </div>
      <p className={classes.meterWord} role="status" data-warm={isWarm || undefined}>
        {t(isMuted ? "record.microphone.muted" : `record.level.${verdict}`)}
      </p>
    </div>
  );
}

/** Whether the microphone was switched off by its own button. */
function useMuted(microphone: Microphone): boolean {
  const [isMuted, setMuted] = useState(false);
  useEffect(() => microphone.onMuted(setMuted), [microphone]);
  return isMuted;
}
