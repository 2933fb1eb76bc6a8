/** The last seconds as bars; the pale ones are not on the disk yet. */
import { useRef } from "react";
import { barCount, shareOfScale, barMs } from "./levelHistory.ts";
import classes from "./Recording.module.css";
import { recorder } from "./recorderStore.ts";
import { useTick } from "./useTick.ts";

const places = Array.from({ length: barCount }, (_, place) => place);

/** @param props.savedMs - so much of the sound is on the disk */
export function LevelBars({ savedMs }: { readonly savedMs: number }) {
  const bars = useRef<HTMLDivElement>(null);
  useTick(100, () => {
    const waiting = Math.ceil((recorder.positionMs() - savedMs) / barMs);
    recorder.levels().bars().forEach((peakDbfs, place) => {
      const bar = bars.current?.children[place];
      if (!(bar instanceof HTMLElement)) return;
      bar.style.height = `${Math.round(6 + 44 * shareOfScale(peakDbfs))}px`;
      bar.dataset.saved = String(place < barCount - waiting);
    });
  });
  return (
    <div ref={bars} className={classes.bars} aria-hidden="true">
      {places.map((place) => (
        <span key={place} />
      ))}
    </div>
  );
}
