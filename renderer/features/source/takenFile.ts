/** A file that was taken in just now and can be erased where it lies. */
import type { ConversationId, SourceId } from "../../../shared/domain/ids.ts";

export interface TakenFile {
  readonly conversationId: ConversationId;
  readonly sourceId: SourceId;
  /** Its name, as the person knows it. */
  readonly name: string;
}
