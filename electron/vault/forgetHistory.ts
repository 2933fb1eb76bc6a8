/** Forgetting what a text was before: nothing is left but the text as it is. */
import type Database from "better-sqlite3";
import type { ConversationId } from "../../shared/domain/ids.ts";
import { removeHistory } from "./editHistoryRepository.ts";
import { removeVersions } from "./versionRepository.ts";

/** Takes the steps that lead back and all kept versions out; call it in the transaction of what makes it necessary. */
export function forgetHistory(db: Database.Database, id: ConversationId): void {
  removeHistory(db, id);
  removeVersions(db, id);
}
