/** Windows refuses to rename or delete a file while another program looks at it; virus scanners look at every new file. */

/** Waits in between, ms: two thirds of a second in all. */
const pausesMs = [10, 20, 40, 80, 160, 320];

const busyCodes = ["EPERM", "EACCES", "EBUSY"];

/**
 * Tries a file operation again while the file is in use.
 *
 * @param pause - waits, ms
 * @throws the last error once the file has stayed in use, and any other error at once
 */
export function retryWhileBusy<T>(operation: () => T, pause: (ms: number) => void = pauseThread): T {
  for (const pauseMs of pausesMs) {
    try {
      return operation();
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === undefined || !busyCodes.includes(code)) throw error;
    }
    pause(pauseMs);
  }
  return operation();
}

/** Keeps the thread waiting, since file operations are synchronous. */
function pauseThread(ms: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
}
