/** Notices that something which should speak all the time has fallen silent. */

/** A watch; runs between `start` and `stop`. */
export interface Watch {
  start(): void;
  /** It spoke. */
  heard(): void;
  stop(): void;
}

/**
 * Creates a watch that tells once of a silence.
 *
 * Seconds are counted by a timer instead of the clock: while the page is busy the timer does not run either, and what was
 * said meanwhile is heard before it has counted far.
 */
export function createWatch(seconds: number, onSilence: () => void): Watch {
  let timer: ReturnType<typeof setInterval> | undefined;
  let silent = 0;
  const watch: Watch = {
    start() {
      watch.stop();
      silent = 0;
      timer = setInterval(() => {
        silent += 1;
        if (silent < seconds) return;
        watch.stop();
        onSilence();
      }, 1_000);
    },
    heard() {
      silent = 0;
    },
    stop() {
      clearInterval(timer);
    },
  };
  return watch;
}
