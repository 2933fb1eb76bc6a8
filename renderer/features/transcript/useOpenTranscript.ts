/** Keeps the store's transcript in step with the vault's while a conversation is open. */
import { useEffect, useState } from "react";
import type { ConversationDetail } from "../../../shared/domain/conversation.ts";
import { call } from "../../api/call.ts";
import { registerFlush } from "../frame/flush.ts";
import { onVaultReturned } from "../frame/vaultReturned.ts";
import {
  leaveReview,
  openReview,
  saveEverything,
  saveTranscript,
  takeSpeakerNames,
  takeTranscript,
  useReview,
} from "../review/reviewStore.ts";

// Drafts outlive the screen, so what saves them does too.
registerFlush(saveEverything);
onVaultReturned(() => void saveEverything());

/** Reads at the beginning and whenever the vault holds a later version than is known here. */
export function useOpenTranscript(conversation: ConversationDetail): {
  readonly problem: unknown;
  readonly retry: () => void;
} {
  const { id, transcriptVersion } = conversation;
  const [problem, setProblem] = useState<unknown>(null);
  const [attempt, setAttempt] = useState(0);

  useEffect(() => {
    openReview(id);
    return () => void leaveReview(id);
  }, [id]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: an attempt reads anew.
  useEffect(() => {
    const known = useReview.getState().transcripts[id];
    if (known !== undefined && known.version >= transcriptVersion) return;
    let isLeft = false;
    call("transcript.read", { conversationId: id }).then(
      ({ names, ...kept }) => {
        if (isLeft) return;
        takeSpeakerNames(id, names);
        takeTranscript(id, kept);
        setProblem(null);
      },
      (caught: unknown) => {
        if (!isLeft) setProblem(caught);
      },
    );
    return () => {
      isLeft = true;
    };
  }, [id, transcriptVersion, attempt]);

  return {
    problem,
    retry: () => {
      setAttempt((last) => last + 1);
      void saveTranscript(id);
    },
  };
}
