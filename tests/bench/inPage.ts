/** What the review bench runs inside the page; each function stands alone, for it is sent there as text. */

/** What a key took, in ms. */
export interface KeyTime {
  /** From the press until the frame with its letter was painted; a frame's beginning is waited for in it. */
  readonly painted: number;
  /** What of that the page worked: in the key's own task, and from the frame's beginning until it was painted. */
  readonly worked: number;
}

declare global {
  interface Window {
    /** The player that was made last. */
    benchPlayer?: HTMLAudioElement;
    /** What each key took. */
    benchKeys?: KeyTime[];
  }
}

/** Keeps hold of the page's player, which stands in no document. */
export function keepPlayers(): void {
  const Original = window.Audio;
  window.Audio = class extends Original {
    constructor(url?: string) {
      super(url);
      window.benchPlayer = this;
    }
  };
}

/** Clicks, and waits until the waveform is drawn and the first rows of the transcript are there. @returns ms */
export async function isReviewUsable(button: Element): Promise<number> {
  const isDrawn = (canvas: HTMLCanvasElement) => {
    const drawing = canvas.getContext("2d");
    if (drawing === null || canvas.width === 0 || canvas.height === 0) return false;
    return drawing.getImageData(0, 0, canvas.width, canvas.height).data.some((channel) => channel !== 0);
  };
  const canvases = () =>
    [...document.querySelectorAll("[role=slider][data-waveform] *")].flatMap((element) => [
      ...(element.shadowRoot?.querySelectorAll("canvas") ?? []),
    ]);
  const hasRows = () => document.querySelectorAll("main li[aria-posinset]").length > 3;
  const start = performance.now();
  (button as HTMLElement).click();
  for (;;) {
    await new Promise(requestAnimationFrame);
    if (hasRows() && canvases().some(isDrawn)) return performance.now() - start;
    if (performance.now() - start > 60_000) throw new Error("the review does not become usable");
  }
}

/** Seeks all over the sound. @returns ms from each seek until the sound of its place is there */
export async function seekTimes({ seeks }: { readonly seeks: number }): Promise<number[]> {
  const player = window.benchPlayer;
  if (player === undefined) throw new Error("there is no player");
  if (player.readyState < player.HAVE_METADATA) {
    await new Promise((resolve) => player.addEventListener("loadedmetadata", resolve, { once: true }));
  }
  const times: number[] = [];
  for (let seek = 0; seek < seeks; seek += 1) {
    const isThere = new Promise((resolve) => player.addEventListener("seeked", resolve, { once: true }));
    const start = performance.now();
    // The golden ratio spreads positions evenly and far from each other.
    player.currentTime = ((seek * 0.618_034) % 1) * player.duration;
    await isThere;
    times.push(performance.now() - start);
  }
  return times;
}

/** Measures the time from frame to frame, and scrolls the transcript meanwhile. @returns ms */
export async function frameTimes({
  ms,
  scrollBy,
}: {
  readonly ms: number;
  readonly scrollBy: number;
}): Promise<number[]> {
  const page = document.querySelector("main ol:has(li[aria-posinset])")?.parentElement;
  if (page === null || page === undefined) throw new Error("there is no transcript");
  if (scrollBy !== 0) page.dispatchEvent(new WheelEvent("wheel", { bubbles: true, deltaY: scrollBy }));
  const times: number[] = [];
  const begun = await new Promise(requestAnimationFrame);
  for (let last = begun as unknown as number; last - (begun as unknown as number) < ms; ) {
    page.scrollTop += scrollBy;
    const now = (await new Promise(requestAnimationFrame)) as unknown as number;
    times.push(now - last);
    last = now;
  }
  return times;
}

/** Begins to measure each key: from the press to the end of the frame in which its letter was painted. */
export function watchKeys(): void {
  const keys: KeyTime[] = [];
  window.benchKeys = keys;
  const afterThis = (then: () => void) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = then;
    port2.postMessage(null);
  };
  window.addEventListener(
    "keydown",
    ({ timeStamp }) => {
      const begun = performance.now();
      let answered: number | undefined;
      afterThis(() => {
        answered = performance.now();
      });
      requestAnimationFrame((frameBegun) => {
        // Where the frame follows upon the key at once, there is no wait between them.
        const waited = answered === undefined ? 0 : Math.max(0, frameBegun - answered);
        // A message after the frame's callbacks comes once the frame is painted.
        afterThis(() => {
          const now = performance.now();
          keys.push({ painted: now - timeStamp, worked: now - begun - waited });
        });
      });
    },
    { capture: true },
  );
}

/** @returns each key since `watchKeys` */
export function keyTimes(): KeyTime[] {
  return window.benchKeys ?? [];
}

/** Makes an empty page one with a plain field and nothing else, which draws frame after frame as one does that plays. */
export function plainField(): void {
  const field = document.createElement("textarea");
  document.body.append(field);
  field.focus();
  const eachFrame = () => {
    field.style.outlineOffset = field.style.outlineOffset === "1px" ? "0px" : "1px";
    requestAnimationFrame(eachFrame);
  };
  eachFrame();
}
