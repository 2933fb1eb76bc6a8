/** Watches for how long nobody has been there. */
import type { RequestOutput } from "../../../shared/contract.ts";
import { isWorking, onWorkEnded } from "../../api/longWork.ts";
import { idleVerdict } from "./idleVerdict.ts";

/** A watch that runs. */
export interface IdleWatch {
  /** Somebody is there. */
  touch(): void;
  stop(): void;
}

/**
 * Locks once nobody has been there for `limitMs`.
 *
 * Two people who talk touch nothing: while a recording is on, someone is there. Nor does whoever waits for long work that
 * they have begun: the time begins when it is over.
 *
 * @param props.askComputer - for how long nothing on the computer was touched
 */
export function watchIdleness(props: {
  readonly limitMs: number;
  readonly askComputer: () => Promise<RequestOutput<"shell.idle">>;
  readonly lock: () => void;
}): IdleWatch {
  const { limitMs, askComputer, lock } = props;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let touchedAt = performance.now();
  let isStopped = false;

  function lookIn(ms: number): void {
    clearTimeout(timer);
    timer = setTimeout(() => void look(), ms);
  }

  function touch(): void {
    touchedAt = performance.now();
    lookIn(limitMs);
  }

  async function look(): Promise<void> {
    const touchedBefore = touchedAt;
    const computer = await askComputer();
    if (isStopped || touchedAt !== touchedBefore) return;
    if (computer.isRecording || isWorking()) {
      touch();
      return;
    }
    const pageMs = performance.now() - touchedAt;
    const verdict = idleVerdict({ pageMs, computerMs: computer.idleMs, limitMs });
    if (verdict.verdict === "lock") lock();
    else lookIn(verdict.againInMs);
  }

  touch();
  const forget = onWorkEnded(touch);
  return {
    touch,
    stop() {
      isStopped = true;
      forget();
      clearTimeout(timer);
    },
  };
}
