/** Step 6 of erasure: what is looked for before anyone says that something is gone. */
import { Failure } from "../../shared/errors.ts";
import { type Canary, findCanaries } from "../vault/canaries.ts";
import { type Erasure, findRetained } from "../vault/erasureRepository.ts";
import { listDecidedWords } from "../vault/identifyingWordRepository.ts";
import { listPassages } from "../vault/passageRepository.ts";
import { listRecordings, type Recording } from "../vault/recordingRepository.ts";
import { truncateWal } from "../vault/truncateWal.ts";
import { snapshotPath } from "../vault/vaultFolder.ts";
import type { ErasureContext } from "./erasureContext.ts";
import { openRecording } from "./openRecording.ts";

/** What was found in the database as a whole. */
export interface DatabaseCheck {
  readonly writeAheadLogEmpty: boolean;
  /** Pieces of the content that were looked for in every page; 0 after a restart, when they are not known any more. */
  readonly canariesLookedFor: number;
  readonly canariesFound: number;
}

/** What was found of one erasure; each field stands in the certificate. */
export interface ErasureCheck extends DatabaseCheck {
  /** No row of the content is left, nor the key half in the database. */
  readonly rowsAbsent: boolean;
  /** No copy of the database that a backup is made from is left; for sound, no file of key half or blob either. */
  readonly filesAbsent: boolean;
  /** Sound only: opening it was tried, and failed. */
  readonly cannotBeOpened: boolean;
}

type CheckContext = Pick<ErasureContext, "vault" | "audio">;

/**
 * Looks for pieces of what was erased in all pages of the database.
 *
 * Should a piece be found, the database is rewritten without its free space, and looked through once more.
 */
export function checkDatabase({ vault }: CheckContext, canaries: readonly Canary[]): DatabaseCheck {
  const { db } = vault;
  // Counting the steps has written to the log since step 4.
  let writeAheadLogEmpty = truncateWal(db);
  let seen = findCanaries(db, canaries);
  if (seen.found > 0) {
    db.exec("VACUUM");
    writeAheadLogEmpty = truncateWal(db);
    seen = findCanaries(db, canaries);
  }
  return { writeAheadLogEmpty, canariesLookedFor: seen.lookedFor, canariesFound: seen.found };
}

/** Looks for rows and files of one erasure, and tries to open its sound. */
export function verifyErased(
  context: CheckContext,
  { conversationId, category }: Pick<Erasure, "conversationId" | "category">,
  database: DatabaseCheck,
): ErasureCheck {
  const { vault, audio } = context;
  const recordings = category === "sound" ? listRecordings(vault.db, conversationId) : [];
  return {
    ...database,
    rowsAbsent:
      findRetained(vault.db, conversationId)?.present.includes(category) === false &&
      (category !== "sound" || listPassages(vault.db, conversationId).length === 0) &&
      (category !== "transcript" || listDecidedWords(vault.db, conversationId).length === 0),
    filesAbsent:
      !vault.files.exists(snapshotPath(vault.folder)) &&
      recordings.every(({ id }) => !audio.hasShred(id) && !audio.hasBlob(id) && !audio.hasPart(id)),
    cannotBeOpened: recordings.every((recording) => !canBeOpened(context, recording)),
  };
}

/** Whether a certificate may be written. */
export function isPassed(check: ErasureCheck): boolean {
  const { rowsAbsent, filesAbsent, cannotBeOpened, writeAheadLogEmpty, canariesFound } = check;
  return rowsAbsent && filesAbsent && cannotBeOpened && writeAheadLogEmpty && canariesFound === 0;
}

function canBeOpened({ vault, audio }: CheckContext, recording: Recording): boolean {
  try {
    openRecording(vault, audio, recording).close();
    return true;
  } catch (error) {
    if (error instanceof Failure) return false;
    throw error;
  }
}
