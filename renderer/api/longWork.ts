/** Long work that somebody has begun and that tells how far it is: while it goes on someone is there, although nothing is touched. */
import type { EventName, RequestName } from "../../shared/contract.ts";

/** The requests that are such work, by the event in which they tell how far they are. */
const longRequests: Readonly<Record<Extract<EventName, `${string}.progress`>, readonly RequestName[]>> = {
  "backup.progress": ["backup.make"],
  "check.progress": ["check.run"],
  "device.progress": ["device.list", "device.look"],
  "handOver.progress": ["handOver.export"],
  "import.progress": ["audio.import"],
  "keys.progress": ["keys.rotate"],
  "restore.progress": ["backup.restore"],
  "source.progress": ["source.erase", "source.resumeErase"],
};

const listeners = new Set<() => void>();
let underWay = 0;

/** Whether a request is such work. */
export function isLongWork(name: RequestName): boolean {
  return Object.values(longRequests).some((names) => names.includes(name));
}

/** Does such work; it is over when what is given back has been settled, however. */
export async function whileWorking<T>(work: () => Promise<T>): Promise<T> {
  underWay += 1;
  try {
    return await work();
  } finally {
    underWay -= 1;
    for (const listener of listeners) listener();
  }
}

/** Whether any goes on. */
export function isWorking(): boolean {
  return underWay > 0;
}

/** Hears when some of it is over; returns the function that stops. */
export function onWorkEnded(listener: () => void): () => void {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
}
