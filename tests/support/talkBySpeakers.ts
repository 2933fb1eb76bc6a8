/** A transcript that tells practitioner and client apart, as the small waveform then does. */
import { importTranscript } from "../../electron/services/transcripts.ts";
import type { ConversationId } from "../../shared/domain/ids.ts";
import type { VaultForTest } from "./vaultForTest.ts";

/** Takes the test talk in with its speakers, in the place of what is there. */
export function talkBySpeakers(test: VaultForTest, conversationId: ConversationId): void {
  importTranscript(test.context, {
    conversationId,
    sourceId: test.offer("talk.vtt"),
    speakers: [
      { label: "Rådgivare", speaker: "practitioner" },
      { label: "Klient", speaker: "client" },
    ],
    replace: true,
  });
}
