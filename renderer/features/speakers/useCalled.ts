/** What the people in the open conversation are called: their roles, and each line's speaker. */
import type { ConversationId } from "../../../shared/domain/ids.ts";
import type { SpeakerNames } from "../../../shared/domain/speakerCalled.ts";
import { type SpeakerWords, useSpeakerWords } from "../../ui/useSpeakerWords.ts";
import { useReview } from "../review/reviewStore.ts";

const noNames: SpeakerNames = {};

/** `words` are the vault's, `names` those of this transcript, as `speakerWordOf` takes them. */
export function useCalled(conversationId: ConversationId): {
  readonly words: SpeakerWords;
  readonly names: SpeakerNames;
} {
  const words = useSpeakerWords();
  const names = useReview((state) => state.speakerNames[conversationId]) ?? noNames;
  return { words, names };
}
