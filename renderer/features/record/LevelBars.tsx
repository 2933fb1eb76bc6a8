/** The last seconds as bars; the pale ones are not on the disk yet. */
import { useRef } from "react";
import { barCount, barMs, shareOfScale } from "./levelHistory.ts";
import classes from "./Recording.module.css";
import { recorder } from "./recorderStore.ts";
import { useTick } from "./useTick.ts";

const places = Array.from({ length: barCount }, (_, place) => place);

/** Height of the tallest bar, in px. */
const tall = { large: 50, small: 22 };

/** @param props.savedMs - so much of the sound is on the disk */
export function LevelBars(props: { readonly savedMs: number; readonly small?: boolean }) {
  const { savedMs, small = false } = props;
  const tallest = small ? tall.small : tall.large;
  const shortest = small ? 3 : 6;
  const bars = useRef<HTMLDivElement>(null);
  useTick(100, () => {
    const waiting = Math.ceil((recorder.positionMs() - savedMs) / barMs);
    recorder
      .levels()
      .bars()
      .forEach((peakDbfs, place) => {
        const bar = bars.current?.children[place];
        if (!(bar instanceof HTMLElement)) return;
        bar.style.height = `${Math.round(shortest + (tallest - shortest) * shareOfScale(peakDbfs))}px`;
        bar.dataset.saved = String(place < barCount - waiting);
      });
  });
  return (
    <div ref={bars} className={classes.bars} data-small={small || undefined} aria-hidden="true">
      {places.map((place) => (
        <span key={place} />
      ))}
    </div>
  );
}
