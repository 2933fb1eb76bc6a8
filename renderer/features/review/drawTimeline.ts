/** Writes the times under a waveform; only those in sight exist, so that hours cost no more than minutes. */
import { timelineMarks } from "./timelineMarks.ts";

/** Half of what a label needs at the edges, in px. */
const halfLabelPx = 22;

/**
 * Brings the labels in an element to those of the visible part; called at each frame of a scroll, it moves what is there.
 *
 * @param fromMs - time at its left edge
 * @param toMs - time at its right edge
 */
export function drawTimeline(
  element: HTMLElement,
  fromMs: number,
  toMs: number,
  formatTime: (positionMs: number) => string,
): void {
  const width = element.clientWidth;
  const marks = timelineMarks(fromMs, toMs, width);
  while (element.childElementCount < marks.length) element.append(document.createElement("span"));
  while (element.childElementCount > marks.length) element.lastElementChild?.remove();
  for (const [index, { atMs, x }] of marks.entries()) {
    const label = element.children[index];
    if (!(label instanceof HTMLElement)) continue;
    const text = formatTime(atMs);
    if (label.textContent !== text) label.textContent = text;
    const shift = x < halfLabelPx ? "0" : x > width - halfLabelPx ? "-100%" : "-50%";
    label.style.transform = `translateX(${x}px) translateX(${shift})`;
  }
}
