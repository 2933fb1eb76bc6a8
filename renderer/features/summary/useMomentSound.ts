/** Plays one moment of a conversation at a time; the sound is opened only once somebody wants to hear it. */
import { useEffect, useRef, useState } from "react";
import type { ConversationId } from "../../../shared/domain/ids.ts";
import { call } from "../../api/call.ts";
import { createPlayer, type Player } from "../../audio/player.ts";
import { listenTo } from "../deidentify/listenTo.ts";
import { onVaultReturned } from "../frame/vaultReturned.ts";
import { type Moment, momentKey } from "./shownRows.ts";

export interface MomentSound {
  /** The key of what is played; `null` in silence. */
  readonly playing: string | null;
  readonly problem: unknown;
  /** Plays a moment, or stops it if it is the one that plays. */
  readonly toggle: (moment: Moment) => void;
}

/** What has no length is heard from a little before to a little after, in ms. */
const aroundMs = 5_000;

export function useMomentSound(conversationId: ConversationId): MomentSound {
  const opened = useRef<Promise<Player> | null>(null);
  const stop = useRef<() => void>(() => undefined);
  /** Counts what was asked for: only the last is played, however long opening took. */
  const turn = useRef(0);
  const [playing, setPlaying] = useState<string | null>(null);
  const [problem, setProblem] = useState<unknown>(null);

  useEffect(() => {
    const close = () => {
      turn.current += 1;
      stop.current();
      setPlaying(null);
      void opened.current?.then((player) => player.dispose()).catch(() => undefined);
      opened.current = null;
    };
    const ignore = onVaultReturned(close);
    return () => {
      ignore();
      close();
    };
  }, []);

  async function play(moment: Moment, asked: number) {
    const key = momentKey(moment);
    setProblem(null);
    setPlaying(key);
    try {
      opened.current ??= open(conversationId);
      const player = await opened.current;
      if (asked !== turn.current) return;
      const cancel = listenTo(player, rangeOf(moment));
      const ignore = player.onState(() => {
        const { phase } = player.state();
        const isOver = phase === "paused" || phase === "failed";
        if (isOver) setPlaying((current) => (current === key ? null : current));
      });
      stop.current = () => {
        ignore();
        cancel();
      };
    } catch (error) {
      opened.current = null;
      setPlaying(null);
      setProblem(error);
    }
  }

  return {
    playing,
    problem,
    toggle(moment) {
      turn.current += 1;
      stop.current();
      if (playing === momentKey(moment)) setPlaying(null);
      else void play(moment, turn.current);
    },
  };
}

async function open(conversationId: ConversationId): Promise<Player> {
  const { token } = await call("audio.open", { conversationId });
  return createPlayer(`media/${token}`, () => 0);
}

function rangeOf({ startMs, endMs }: Moment): { startMs: number; endMs: number } {
  return endMs > startMs
    ? { startMs, endMs }
    : { startMs: Math.max(0, startMs - aroundMs), endMs: startMs + aroundMs };
}
