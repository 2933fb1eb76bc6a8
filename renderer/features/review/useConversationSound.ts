/** Opens a conversation's sound and gives its player, as long as there is sound to be heard. */
import { useEffect, useRef, useState } from "react";
import type { ConversationDetail } from "../../../shared/domain/conversation.ts";
import { call } from "../../api/call.ts";
import { createPlayer, type Player } from "../../audio/player.ts";
import { noteSomeoneIsThere } from "../frame/useIdleLock.ts";
import { onVaultReturned } from "../frame/vaultReturned.ts";

/** `none`: nothing to be heard (no sound, erased or about to be, on hold); `failed` says why and how to try again. */
export type OpenedSound =
  | { readonly phase: "none" }
  | { readonly phase: "opening" }
  | { readonly phase: "open"; readonly player: Player }
  | { readonly phase: "failed"; readonly error: unknown; readonly retry: () => void };

/**
 * Opens the sound anew when another recording takes its place or the vault has been away; the position stays,
 * and what was playing plays on.
 *
 * @param startMs - where the first player begins
 */
export function useConversationSound(
  conversation: ConversationDetail,
  startMs: number,
  rewindOnResumeMs: number,
): OpenedSound {
  const { id: conversationId, sound, isSoundBeingErased, hold } = conversation;
  const isThere = sound.phase === "ready" || (sound.phase === "preparing" && sound.isPlayable);
  const recordingId = isThere && !isSoundBeingErased && hold === null ? sound.recordingId : null;
  const [opened, setOpened] = useState<OpenedSound>({ phase: recordingId === null ? "none" : "opening" });
  const [attempt, setAttempt] = useState(0);
  const goOn = useRef({ atMs: startMs, speed: 1, volume: 1, isPlaying: false });
  const rewind = useRef(rewindOnResumeMs);
  useEffect(() => {
    rewind.current = rewindOnResumeMs;
  });

  useEffect(() => onVaultReturned(() => setAttempt((last) => last + 1)), []);

  // biome-ignore lint/correctness/useExhaustiveDependencies: an attempt opens the sound anew.
  useEffect(() => {
    if (recordingId === null) {
      setOpened({ phase: "none" });
      return;
    }
    let player: Player | undefined;
    let isLeft = false;
    call("audio.open", { conversationId }).then(
      ({ token }) => {
        if (isLeft) return;
        player = createPlayer(`media/${token}`, () => rewind.current);
        player.setSpeed(goOn.current.speed);
        player.setVolume(goOn.current.volume);
        player.seek(goOn.current.atMs);
        if (goOn.current.isPlaying) player.play();
        player.media.addEventListener("timeupdate", () => {
          // A loop goes on by itself, whether or not anyone still listens.
          if (player?.state().loop === null) noteSomeoneIsThere();
        });
        setOpened({ phase: "open", player });
      },
      (error: unknown) => {
        if (!isLeft) setOpened({ phase: "failed", error, retry: () => setAttempt((last) => last + 1) });
      },
    );
    return () => {
      isLeft = true;
      if (player === undefined) return;
      const { speed, volume, phase } = player.state();
      goOn.current = { speed, volume, isPlaying: phase === "playing", atMs: player.positionMs() };
      player.dispose();
    };
  }, [conversationId, recordingId, attempt]);

  return opened;
}
