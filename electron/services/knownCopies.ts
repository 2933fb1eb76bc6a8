/** Copies that no erasure here can reach, as far as Lyhörd has made them itself. */
import type { ConversationId } from "../../shared/domain/ids.ts";
import type { OutsideCopy } from "../../shared/domain/outsideCopy.ts";
import { backupsContaining } from "../vault/backupRepository.ts";
import type { OpenVault } from "../vault/openVault.ts";
import { listOutsideCopies } from "../vault/outsideCopyRepository.ts";
import { listRecordings } from "../vault/recordingRepository.ts";

/** What was made of a conversation, and the backups that hold its sound; newest first. */
export function knownCopies({ db }: Pick<OpenVault, "db">, conversationId: ConversationId): OutsideCopy[] {
  const backups = new Map(
    listRecordings(db, conversationId)
      .flatMap(({ id }) => backupsContaining(db, id))
      .map(({ id, madeAt }): [string, OutsideCopy] => [
        id,
        { kind: "backup", form: "file", contents: ["sound"], madeAt },
      ]),
  );
  return [...listOutsideCopies(db, conversationId), ...backups.values()].sort((a, b) => b.madeAt - a.madeAt);
}
