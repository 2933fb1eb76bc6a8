/** What must hold of erasures at any moment, and after they were resumed. */
import assert from "node:assert/strict";
import { contentCategories } from "../../shared/domain/conversation.ts";
import type { Requester } from "../support/requester.ts";
import { lookIntoDatabase, mediaFiles, onlyConversation, soundBytes } from "./trialVault.ts";

/** An erasure as the crash has left it. */
export interface StoppedErasure {
  readonly category: string;
  /** 1…7, the last step that is done. */
  readonly step: number;
  readonly certificates: number;
}

/** What is left of the one conversation's content. */
export interface LeftContent {
  /** Rows of each kind; for sound, key halves and peaks. */
  readonly rows: Readonly<Record<string, number>>;
  /** Names in the media folder. */
  readonly files: readonly string[];
}

/**
 * Looks at the erasures of a crashed vault before anything resumes them, and checks their order.
 *
 * @returns in the order they were begun; empty if none was
 * @throws AssertionError as `requireOrder`
 */
export async function stoppedErasures(home: string): Promise<StoppedErasure[]> {
  const { erasures, rows } = await lookIntoDatabase(home, (db) => ({
    erasures: db
      .prepare<[], StoppedErasure>(
        `SELECT category, step, (SELECT count(*) FROM certificate WHERE erasure_id = erasure.id) AS certificates
           FROM erasure ORDER BY rowid`,
      )
      .all(),
    rows: db
      .prepare<[], Record<string, number>>(
        `SELECT (SELECT count(*) FROM recording WHERE key_half IS NOT NULL)
                  + (SELECT count(*) FROM peaks) AS sound,
                (SELECT count(*) FROM segment) + (SELECT count(*) FROM speaker_name) + (SELECT count(*) FROM edit_step)
                  + (SELECT count(*) FROM transcript_version) AS transcript,
                (SELECT count(*) FROM note) + (SELECT count(*) FROM coding) + (SELECT count(*) FROM coded_unit) AS notes`,
      )
      .get(),
  }));
  const left = { rows: rows ?? {}, files: mediaFiles(home) };
  for (const erasure of erasures) requireOrder(erasure, left);
  return erasures;
}

/**
 * Checks that an erasure claims no step that is not done, and has its certificate after the last one only.
 *
 * @throws AssertionError if not
 */
export function requireOrder({ category, step, certificates }: StoppedErasure, left: LeftContent): void {
  const rows = left.rows[category] ?? 0;
  const files = category === "sound" ? left.files : [];
  const keyFiles = files.filter((name) => name.includes(".shred"));
  assert.equal(certificates, step === 7 ? 1 : 0, `${certificates} certificates after step ${step}`);
  if (step >= 2) assert.deepEqual(keyFiles, [], "step 2 counted, and the key half is there");
  if (step >= 3) assert.equal(rows, 0, "step 3 counted, and rows are there");
  if (step >= 5) assert.deepEqual(files, [], "step 5 counted, and the blob is there");
}

/** Checks that all these kinds of content are gone, and certified once each. */
export async function requireErased(vault: Requester, home: string, categories: readonly string[]) {
  const conversation = await onlyConversation(vault);
  const done = await vault.get("erasure.done", {});
  assert.deepEqual(done.map(({ category }) => category).sort(), [...categories].sort());
  for (const { certificateNumber } of done) {
    const { isValid } = await vault.get("certificate.read", { number: certificateNumber });
    assert.ok(isValid, "a certificate does not verify");
  }
  for (const category of contentCategories) {
    const isErased = conversation.clocks[category].erasedAt !== null;
    assert.equal(isErased, categories.includes(category), `${category} erased: ${isErased}`);
  }
  if (categories.includes("sound")) assert.deepEqual(mediaFiles(home), []);
}

/** Checks that nothing was erased. */
export async function requireWhole(vault: Requester) {
  const { id, sound, segmentCount, noteCount } = await onlyConversation(vault);
  assert.deepEqual([sound.phase, segmentCount, noteCount], ["ready", 4, 1]);
  assert.ok((await soundBytes(vault, id)).length > 0);
  assert.deepEqual(await vault.get("erasure.done", {}), []);
}
