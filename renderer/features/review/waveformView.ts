/** The waveform on the screen: wavesurfer with our bars, its minimap, the times below, marked passages. */
import WaveSurfer from "wavesurfer.js";
import HoverPlugin from "wavesurfer.js/plugins/hover";
import MinimapPlugin from "wavesurfer.js/plugins/minimap";
import RegionsPlugin, { type Region } from "wavesurfer.js/plugins/regions";
import type { NoteId, SegmentId } from "../../../shared/domain/ids.ts";
import type { PlayRange } from "../../audio/player.ts";
import { drawTimeline } from "./drawTimeline.ts";
import { drawWaveform } from "./drawWaveform.ts";
import type { WaveformData } from "./waveformBars.ts";
import { flagOf, pauseWords, wordOn } from "./waveformMarks.ts";

/** Zoom in px per second: the closest, and the step of one key press. */
export const closestPxPerSecond = 250;
export const zoomStep = 1.5;

/** A note on the waveform; a moment has `endMs === startMs`. */
export interface MarkedNote extends PlayRange {
  readonly noteId: NoteId;
  /** The words on the flag of a bookmark; `null` for any other note. */
  readonly flag: string | null;
}

/** The row in hand. */
export interface MarkedRow extends PlayRange {
  readonly segmentId: SegmentId;
}

/** Where the recording was paused, and the words for it. */
export interface MarkedPause {
  readonly atMs: number;
  readonly words: string;
}

/** Where the parts go and what is told. */
export interface WaveformPorts {
  readonly wave: HTMLElement;
  readonly minimap: HTMLElement;
  readonly timeline: HTMLElement;
  readonly media: HTMLMediaElement;
  readonly durationMs: number;
  /** 0 shows the whole. */
  readonly pxPerSecond: number;
  formatTime(positionMs: number): string;
  onSeek(positionMs: number): void;
  onSelect(range: PlayRange): void;
  onNote(noteId: NoteId): void;
  /** An edge of the row in hand was dragged. */
  onRow(row: MarkedRow): void;
  onZoom(pxPerSecond: number): void;
}

/** A waveform that lives until `dispose`. */
export interface WaveformView {
  /** Draws anew: other speakers, finer peaks, or other colours. */
  draw(data: WaveformData): void;
  /** Moves the cursor; needed only while paused. */
  setPosition(positionMs: number): void;
  setNotes(notes: readonly MarkedNote[]): void;
  setPauses(pauses: readonly MarkedPause[]): void;
  /** Marked passages, each with the same word on it. */
  setPassages(passages: readonly PlayRange[], word: string): void;
  setSelection(range: PlayRange | null): void;
  /** The row in hand; its edges can be dragged where they are far enough apart to be told from each other. */
  setRow(row: MarkedRow | null): void;
  /** Zooms by a factor around the cursor. */
  zoomBy(factor: number): void;
  /** Goes along with the sound again after one has scrolled away. */
  follow(): void;
  dispose(): void;
}

const bars = { barPx: 3, gapPx: 2 };
const minimapBars = { barPx: 2, gapPx: 2 };
/** A cursor this far outside still counts as in sight: widths are rounded. */
const edgePx = 4;
const noteFill = "color-mix(in srgb, var(--color-warm-line) 22%, transparent)";
const noteLook = { borderBottom: "3px solid var(--color-warm-line)" };
const pauseLook = { borderLeft: "1px dashed var(--color-control-line)" };
const passageFill = "color-mix(in srgb, var(--color-muted) 16%, transparent)";
const passageLook = { borderTop: "2px solid var(--color-control-line)" };
const selectionLook = { border: "1px dashed var(--color-control-line)" };
const rowFill = "color-mix(in srgb, var(--color-accent) 10%, transparent)";
/** What one takes hold of at the edge of a row; a row narrower than three of them has none. */
const handleLook = { width: "9px", borderColor: "var(--color-accent)", pointerEvents: "auto" };
const narrowestPx = 27;
const selectionFill = "color-mix(in srgb, var(--color-muted) 20%, transparent)";

/** Creates a waveform in three empty elements. */
export function createWaveformView(ports: WaveformPorts, first: WaveformData): WaveformView {
  const { durationMs } = ports;
  let data = first;
  let pxPerSecond = ports.pxPerSecond;
  let minimap: InstanceType<typeof MinimapPlugin> | undefined;
  let isReady = false;
  let notes: readonly MarkedNote[] = [];
  let noteRegions: Region[] = [];
  let pauses: readonly MarkedPause[] = [];
  let pauseRegions: Region[] = [];
  let passages: readonly PlayRange[] = [];
  let passageWord = "";
  let passageRegions: Region[] = [];
  let selection: PlayRange | null = null;
  let selectionRegion: Region | undefined;
  let row: MarkedRow | null = null;
  let shownRow: MarkedRow | null = null;
  let rowRegion: Region | undefined;
  let isDragging = false;

  const regions = RegionsPlugin.create();
  const hover = HoverPlugin.create({
    lineColor: "var(--color-muted)",
    lineWidth: 1,
    labelBackground: "var(--color-ink)",
    labelColor: "var(--color-panel)",
    labelSize: "13px",
    formatTimeCallback: (seconds) => ports.formatTime(seconds * 1_000),
  });
  const surfer = WaveSurfer.create({
    container: ports.wave,
    media: ports.media,
    peaks: [data.practitioner, data.client],
    duration: durationMs / 1_000,
    height: 112,
    minPxPerSec: pxPerSecond,
    barWidth: bars.barPx,
    barGap: bars.gapPx,
    cursorColor: "var(--color-ink)",
    cursorWidth: 2,
    hideScrollbar: true,
    plugins: [regions, hover],
    renderFunction: (_, ctx) =>
      drawWaveform(ctx, data, durationMs, surfer.getWrapper().clientWidth, bars, coloursOf(ports.wave)),
  });

  function renewMinimap(): void {
    if (minimap !== undefined) surfer.unregisterPlugin(minimap);
    minimap = surfer.registerPlugin(
      MinimapPlugin.create({
        container: ports.minimap,
        height: 30,
        overlayColor: "transparent",
        barWidth: minimapBars.barPx,
        barGap: minimapBars.gapPx,
        cursorColor: "var(--color-ink)",
        cursorWidth: 1,
        renderFunction: (_, ctx) =>
          drawWaveform(
            ctx,
            data,
            durationMs,
            ports.minimap.clientWidth,
            minimapBars,
            coloursOf(ports.minimap),
          ),
      }),
    );
    minimap.on("click", seekTo);
  }

  // wavesurfer has gone there by the length the media element tells; ours is the one that everything agrees on.
  function seekTo(relativeX: number): void {
    surfer.options.autoScroll = true;
    ports.onSeek(Math.round(Math.min(1, Math.max(0, relativeX)) * durationMs));
  }

  function drawTimes(): void {
    const totalPx = surfer.getWrapper().clientWidth;
    const msPerPx = durationMs / Math.max(1, totalPx);
    const fromMs = surfer.getScroll() * msPerPx;
    drawTimeline(ports.timeline, fromMs, fromMs + surfer.getWidth() * msPerPx, ports.formatTime);
  }

  function zoomTo(wanted: number, anchorMs: number, anchorPx: number): void {
    const wholePxPerSecond = surfer.getWidth() / (durationMs / 1_000);
    pxPerSecond = Math.min(
      Math.max(wanted, wholePxPerSecond),
      Math.max(closestPxPerSecond, wholePxPerSecond),
    );
    surfer.zoom(pxPerSecond);
    surfer.setScroll((anchorMs / 1_000) * pxPerSecond - anchorPx);
    drawTimes();
    if (isReady) placeRow();
    ports.onZoom(pxPerSecond);
  }

  function shownPxPerSecond(): number {
    return surfer.getWrapper().clientWidth / (durationMs / 1_000);
  }

  function onWheel(event: WheelEvent): void {
    const acrossPx = event.deltaX || (event.shiftKey ? event.deltaY : 0);
    const isZoom = event.ctrlKey || event.metaKey;
    if (!isZoom && acrossPx === 0) return;
    event.preventDefault();
    if (!isZoom) {
      surfer.options.autoScroll = false;
      surfer.setScroll(surfer.getScroll() + acrossPx);
      return;
    }
    const anchorPx = event.clientX - ports.wave.getBoundingClientRect().left;
    const anchorMs = ((surfer.getScroll() + anchorPx) / shownPxPerSecond()) * 1_000;
    zoomTo(shownPxPerSecond() * zoomStep ** (-event.deltaY / 100), anchorMs, anchorPx);
  }

  function addRegion(
    part: string,
    range: PlayRange,
    color: string,
    look: Partial<CSSStyleDeclaration>,
    content?: HTMLElement,
  ): Region {
    const region = regions.addRegion({
      ...(content === undefined ? {} : { content }),
      id: part,
      start: range.startMs / 1_000,
      end: range.endMs / 1_000,
      color,
      drag: false,
      resize: false,
    });
    if (region.element !== null) Object.assign(region.element.style, { cursor: "text" }, look);
    return region;
  }

  function placeNotes(): void {
    for (const region of noteRegions) region.remove();
    noteRegions = notes.map((note) => {
      const isMoment = note.startMs === note.endMs;
      const color = isMoment ? "var(--color-warm-line)" : noteFill;
      const flag = note.flag === null ? undefined : flagOf(note.flag);
      return addRegion(`note n-${note.noteId}`, note, color, isMoment ? {} : noteLook, flag);
    });
  }

  function placePauses(): void {
    for (const region of pauseRegions) region.remove();
    pauseRegions = pauses.map(({ atMs, words }) =>
      addRegion("pause", { startMs: atMs, endMs: atMs }, "transparent", pauseLook, pauseWords(words)),
    );
  }

  function placePassages(): void {
    for (const region of passageRegions) region.remove();
    passageRegions = passages.map((passage, index) => {
      const region = addRegion(`passage p-${index}`, passage, passageFill, passageLook);
      region.setContent(wordOn(passageWord));
      return region;
    });
  }

  function placeSelection(): void {
    selectionRegion?.remove();
    selectionRegion =
      selection === null ? undefined : addRegion("selection", selection, selectionFill, selectionLook);
  }

  function placeRow(): void {
    if (isDragging) return;
    rowRegion?.remove();
    rowRegion = undefined;
    shownRow = row;
    if (row === null) return;
    const widthPx = ((row.endMs - row.startMs) / 1_000) * shownPxPerSecond();
    rowRegion = regions.addRegion({
      id: "row",
      start: row.startMs / 1_000,
      end: row.endMs / 1_000,
      color: rowFill,
      drag: false,
      resize: widthPx >= narrowestPx,
      minLength: 0.05,
    });
    if (rowRegion.element === null) return;
    // Clicks and notes beneath are for what lies there.
    rowRegion.element.style.pointerEvents = "none";
    for (const part of rowRegion.element.children) {
      if (part instanceof HTMLElement) Object.assign(part.style, handleLook);
    }
  }

  renewMinimap();
  // A region placed before the waveform knows its length would lie at its start.
  surfer.once("ready", () => {
    isReady = true;
    placePauses();
    placePassages();
    placeNotes();
    placeSelection();
    placeRow();
  });
  regions.enableDragSelection({ color: selectionFill, drag: false, resize: false, id: "dragged" });
  regions.on("region-created", (region) => {
    if (region.id !== "dragged") return;
    const range = { startMs: Math.round(region.start * 1_000), endMs: Math.round(region.end * 1_000) };
    region.remove();
    if (range.endMs > range.startMs) ports.onSelect(range);
  });
  regions.on("region-clicked", (region) => {
    const noteId = /^note n-(.+)$/.exec(region.id)?.[1];
    if (noteId !== undefined) ports.onNote(noteId as NoteId);
  });
  regions.on("region-update", (region) => {
    if (region.id === "row") isDragging = true;
  });
  regions.on("region-updated", (region) => {
    if (region.id !== "row" || !isDragging || shownRow === null) return;
    isDragging = false;
    const range = { startMs: Math.round(region.start * 1_000), endMs: Math.round(region.end * 1_000) };
    ports.onRow({ ...shownRow, ...range });
    placeRow();
  });
  surfer.on("click", seekTo);
  for (const name of ["scroll", "redraw", "resize", "ready"] as const) surfer.on(name, drawTimes);
  ports.wave.addEventListener("wheel", onWheel, { passive: false });

  return {
    draw: (next) => {
      data = next;
      renewMinimap();
      surfer.setOptions({});
    },
    setPosition: (positionMs) => {
      if (!surfer.isPlaying()) surfer.getRenderer().renderProgress(positionMs / durationMs, false);
    },
    setNotes: (next) => {
      notes = next;
      if (isReady) placeNotes();
    },
    setPauses: (next) => {
      pauses = next;
      if (isReady) placePauses();
    },
    setPassages: (next, word) => {
      passages = next;
      passageWord = word;
      if (isReady) placePassages();
    },
    setSelection: (next) => {
      selection = next;
      if (isReady) placeSelection();
    },
    setRow: (next) => {
      row = next;
      if (isReady) placeRow();
    },
    zoomBy: (factor) => {
      const cursorMs = surfer.getCurrentTime() * 1_000;
      const cursorPx = (cursorMs / 1_000) * shownPxPerSecond() - surfer.getScroll();
      const isVisible = cursorPx >= -edgePx && cursorPx <= surfer.getWidth() + edgePx;
      const anchorPx = isVisible ? cursorPx : surfer.getWidth() / 2;
      const anchorMs = ((surfer.getScroll() + anchorPx) / shownPxPerSecond()) * 1_000;
      zoomTo(shownPxPerSecond() * factor, anchorMs, anchorPx);
    },
    follow: () => {
      surfer.options.autoScroll = true;
    },
    dispose: () => {
      ports.wave.removeEventListener("wheel", onWheel);
      surfer.destroy();
      ports.timeline.replaceChildren();
    },
  };
}

function coloursOf(element: HTMLElement) {
  const style = getComputedStyle(element);
  return {
    practitioner: style.getPropertyValue("--color-accent"),
    client: style.getPropertyValue("--color-client"),
    unknown: style.getPropertyValue("--color-control-line"),
  };
}
