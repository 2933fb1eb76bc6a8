/** Promise 18: texts with words of their own are erased in every way, and looked for in every decrypted page, log included. */
import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import { databasePath } from "../../../electron/vault/vaultFolder.ts";
import type { ConversationId } from "../../../shared/domain/ids.ts";
import type { SchemeId } from "../../../shared/domain/scheme.ts";
import { print as printWebVtt } from "../../../shared/formats/webVtt.ts";
import { decryptedBytes } from "../../support/databaseBytes.ts";
import { databaseKeyForTest } from "../../support/databaseKeyForTest.ts";
import type { Requester } from "../../support/requester.ts";
import { type Pick, pickFrom } from "../pickFrom.ts";
import { type Control, type PerExtent, type Proof, type ProofResult, sumResults } from "../proof.ts";
import {
  createdVault,
  during,
  rolePlay,
  trialFolder,
  unlockedVault,
  vaultIdOf,
  withFolder,
} from "../trialVault.ts";

const vaults: PerExtent = { short: 4, usual: 60, long: 600 };
/** So many that an index does not happen to be merged whole while they are erased. */
const linesEach = 200;
const notesEach = 8;
const replacedEach = 12;

/** What every coding here is made with. */
const codedWith = {
  schemeId: "miti-4.2.1" as SchemeId,
  schemeVersion: 1,
  coder: { kind: "owner" },
  sample: { drawn: "whole", startMs: 0, endMs: 400_000 },
  passes: 1,
} as const;

/** How content comes to be erased. */
const ways = [
  "everything by choice",
  "transcript by choice",
  "its time is over",
  "what replaced words were is forgotten",
] as const;

export const proof: Proof = {
  promise: 18,
  title: "erased text is gone from rows, index, log and free pages",
  async run(extent, folder) {
    const pick = pickFrom(18);
    const results: ProofResult[] = [];
    for (let number = 0; number < vaults[extent]; number += 1) {
      const way = ways[number % ways.length] ?? "everything by choice";
      results.push(await withFolder(folder, (place) => tryErasing(place, way, pick)));
    }
    return sumResults(results);
  },
};

/** A conversation of words that stand nowhere else. */
interface Told {
  readonly conversationId: ConversationId;
  readonly transcriptWords: readonly string[];
  readonly noteWords: readonly string[];
  /** Of a coding's sentences that went when the text came in. */
  readonly droppedWords: readonly string[];
  /** Of lines that were quoted where the person's own words stand: they stay there. */
  readonly quotedWords: readonly string[];
  /** Of the transcript's, those that were replaced: they stand where it is kept what they were, and nowhere else. */
  readonly replacedWords: readonly string[];
}

async function tryErasing(place: string, way: (typeof ways)[number], pick: Pick): Promise<ProofResult> {
  const home = path.join(place, "home");
  const vault = await createdVault(home);
  const gone = await tell(vault, place, "Q", pick);
  const kept = await tell(vault, place, "SR", pick);
  const erasedWords =
    way === "transcript by choice"
      ? gone.transcriptWords
      : way === "what replaced words were is forgotten"
        ? gone.replacedWords
        : [...gone.transcriptWords, ...gone.noteWords];
  const keptWords = [...kept.transcriptWords, ...kept.noteWords, ...kept.quotedWords, ...gone.quotedWords];
  const before = await findWords(home, erasedWords);
  assert.equal(before.length, erasedWords.length, "the scan does not even find what is there");
  const open = await erase(vault, home, gone, way);
  return during(open, async () => {
    const failures = (await findWords(home, [...erasedWords, ...gone.droppedWords])).map(
      (word) => `${way}: ${word} is still in the database`,
    );
    const left = await findWords(home, keptWords);
    assert.equal(left.length, keptWords.length, "what was to be kept is gone");
    assert.deepEqual(
      await open.get("erasure.unfinished", {}),
      [],
      `${way}: it did not come to its certificate`,
    );
    return { trials: erasedWords.length, failures };
  });
}

/** @returns the vault as it is open after that */
async function erase(
  vault: Requester,
  home: string,
  { conversationId }: Told,
  way: (typeof ways)[number],
): Promise<Requester> {
  if (way === "its time is over") {
    const days = { soundDays: 3, transcriptDays: 3, notesDays: 3 };
    await vault.get("retention.set", { conversationId, ...days });
    vault.end();
    return unlockedVault(home, 5);
  }
  if (way === "what replaced words were is forgotten") {
    await vault.get("deidentify.forget", { conversationId });
    return vault;
  }
  const categories = way === "transcript by choice" ? ["transcript"] : ["transcript", "notes"];
  const typedTitle = rolePlay.permission.title;
  const answer = await vault.ask("erasure.now", { conversationId, categories, typedTitle });
  assert.ok(answer.ok, `${way}: not erased`);
  return vault;
}

/**
 * Fills a conversation: a transcript that is taken in, edited line by line, notes and codings; two lines of it are quoted.
 *
 * @param code - which code of MITI is called by one of them
 */
async function tell(vault: Requester, place: string, code: string, pick: Pick): Promise<Told> {
  const { conversationId } = await vault.get("conversation.create", rolePlay);
  const [droppedWords, codingWords] = await codeWithoutText(vault, conversationId, pick);
  const transcriptWords = Array.from({ length: linesEach }, () => wordOfItsOwn(pick));
  const quotedWords = [wordOfItsOwn(pick), wordOfItsOwn(pick)] as const;
  const lines = [...transcriptWords.map(lineOf), ...quotedWords.map(longLineOf)];
  const file = path.join(place, "told.vtt");
  fs.writeFileSync(file, printWebVtt({ segments: lines }));
  const sourceId = vault.offer(file);
  await vault.get("transcript.import", { conversationId, sourceId, speakers: [], replace: false });
  const { segments, version } = await vault.get("transcript.read", { conversationId });
  // One commit each, as typing gives: the index then has many small pieces.
  for (const [index, { id, text }] of segments.slice(0, 10).entries()) {
    const word = wordOfItsOwn(pick);
    const edits = [{ kind: "set-text", segmentId: id, before: text, after: `${text} ${word}` }] as const;
    await vault.get("transcript.apply", { conversationId, baseVersion: version + index, edits: [...edits] });
    transcriptWords.push(word);
  }
  const named = [wordOfItsOwn(pick), wordOfItsOwn(pick)] as const;
  const after = await vault.get("transcript.nameSpeakers", { conversationId, names: { client: named[0] } });
  const segmentId = segments[0]?.id;
  assert.ok(segmentId !== undefined, "nothing was taken in");
  const naming = { kind: "set-speaker-name", segmentId, before: null, after: named[1] } as const;
  await vault.get("transcript.apply", { conversationId, baseVersion: after.version, edits: [naming] });
  transcriptWords.push(...named);
  await vault.get("version.save", { conversationId, name: "Innan vi klippte" });
  const noteWords = Array.from({ length: notesEach }, () => wordOfItsOwn(pick));
  for (const word of noteWords) {
    const text = `Anteckning om ${word} efter en lång tystnad`;
    await vault.get("note.create", { conversationId, startMs: 0, endMs: 1_000, text });
  }
  noteWords.push(await codeWithWords(vault, conversationId, pick), ...codingWords);
  const [inLog, asCode] = quotedWords.map((word) => longLineOf(word).text) as [string, string];
  await vault.get("practice.addEntry", { onDate: "2026-03-02", minutes: null, text: inLog });
  const words = [{ partId: code, which: "sv" as const, text: asCode }];
  await vault.get("scheme.reword", { schemeId: codedWith.schemeId, words });
  const replacedWords = transcriptWords.slice(20, 20 + replacedEach);
  await replace(vault, conversationId, replacedWords);
  return { conversationId, transcriptWords, noteWords, droppedWords, quotedWords, replacedWords };
}

/** A coding with a word of its own in what is to change. @returns that word */
async function codeWithWords(vault: Requester, conversationId: ConversationId, pick: Pick): Promise<string> {
  const word = wordOfItsOwn(pick);
  const target = `Komma ut och ${word} varje dag`;
  await vault.get("coding.create", { ...codedWith, conversationId, target });
  return word;
}

/**
 * A coding where there is nothing to read in yet: its sentences are typed, and what one thinks of it.
 *
 * @returns words of its sentences, which stand there until a text is taken in, and of what one thinks
 */
async function codeWithoutText(
  vault: Requester,
  conversationId: ConversationId,
  pick: Pick,
): Promise<readonly [string[], string[]]> {
  const words = Array.from({ length: 4 }, () => wordOfItsOwn(pick));
  const [startSentence, endSentence, before, after] = words.map(
    (word) => `Då tänkte jag på ${word} igen`,
  ) as [string, string, string, string];
  const sample = { ...codedWith.sample, startSentence, endSentence };
  const created = { ...codedWith, conversationId, sample, target: null };
  const { codingId } = await vault.get("coding.create", created);
  await vault.get("coding.update", { codingId, reflection: { before, after } });
  return [words.slice(0, 2), words.slice(2)];
}

/** As the walk does: what the words were first, then the text. */
async function replace(vault: Requester, conversationId: ConversationId, words: readonly string[]) {
  for (const word of words) {
    const { segments, version } = await vault.get("transcript.read", { conversationId });
    const row = segments.find(({ text }) => text.includes(word));
    if (row === undefined) throw new Error("a word stands nowhere");
    const startIndex = row.text.indexOf(word);
    const place = { segmentId: row.id, field: "text", startIndex, original: word, passage: null } as const;
    await vault.get("deidentify.replace", {
      conversationId,
      original: word,
      kind: "own",
      replacement: "[ord]",
      places: [place],
    });
    const edit = { kind: "set-text", segmentId: row.id, before: row.text } as const;
    const edits = [{ ...edit, after: row.text.replace(word, "[ord]") }];
    await vault.get("transcript.apply", { conversationId, baseVersion: version, edits });
  }
}

function lineOf(word: string, index: number) {
  const startMs = index * 2_000;
  return { startMs, endMs: startMs + 1_500, speaker: "Klient", text: `Jag tänker på ${word} om kvällarna` };
}

/** One of the two longest, after all others: what looks for remnants looks for these. */
function longLineOf(word: string, index = 0) {
  const line = lineOf(word, linesEach + index);
  return { ...line, text: `${line.text} och om mornarna, när alla andra sover och huset är alldeles tyst` };
}

/** Letters only, and so many that no word is part of another. */
function wordOfItsOwn(pick: Pick): string {
  return Array.from({ length: 16 }, () => String.fromCharCode(0x61 + pick(26))).join("");
}

/** The index keeps of a word only what differs from the one before it: the ends of words are looked for. */
async function findWords(home: string, words: readonly string[]): Promise<string[]> {
  const folder = trialFolder(home);
  const key = await databaseKeyForTest({ folder, id: vaultIdOf(home) });
  const bytes = decryptedBytes(databasePath(folder, 1), key);
  return words.filter((word) => bytes.includes(word.slice(4)));
}

export const controls: readonly Control[] = [
  {
    guard: "a line that is quoted in the log of one's practice is taken for a remnant of what is erased",
    file: "electron/vault/canaries.ts",
    find: '  practice_log: ["text"],\n',
    replace: "",
  },
  {
    guard: "a line by which one calls a code is taken for a remnant of what is erased",
    file: "electron/vault/canaries.ts",
    find: '  scheme_word: ["text"],\n',
    replace: "",
  },
  {
    guard: "codings stay when what is written about the conversation goes",
    file: "electron/vault/erasureRepository.ts",
    find: "  removeCodings(db, id);\n",
    replace: "",
  },
  {
    guard: "the steps of undo stay when the text goes",
    file: "electron/vault/forgetHistory.ts",
    find: "  removeHistory(db, id);",
    replace: "",
  },
  {
    guard: "the versions stay when the text goes",
    file: "electron/vault/forgetHistory.ts",
    find: "  removeVersions(db, id);",
    replace: "",
  },
  {
    guard: "what replaced words were goes from no row when it is to be forgotten",
    file: "electron/services/deidentify.ts",
    find: "      removeDecidedWord(vault.db, word.id);\n      if (word.isLeft",
    replace: "      if (word.isLeft",
  },
  {
    guard: "undo still leads back to what replaced words were",
    file: "electron/services/deidentify.ts",
    find: "    forgetHistory(vault.db, conversationId);\n",
    replace: "",
  },
  {
    guard: "what replaced words were stays in the log when it is forgotten",
    file: "electron/services/deidentify.ts",
    find: 'if (!truncateWal(vault.db)) throw new Failure("vault.busy");',
    replace: "",
  },
  {
    guard: "what replaced words were outlives the transcript, and nobody looks whether it does",
    file: "electron/vault/erasureRepository.ts",
    find: "  removeDecidedWords(db, id);\n",
    replace: "",
    also: [
      {
        file: "electron/services/verifyErased.ts",
        find: 'category !== "transcript" || listDecidedWords(vault.db, conversationId).length === 0',
        replace: "true",
      },
      {
        file: "electron/vault/presentContent.ts",
        find: "OR EXISTS (SELECT 1 FROM identifying_word WHERE conversation_id = conversation.id)",
        replace: "",
      },
    ],
  },
  {
    guard: "the search index keeps what is deleted from it",
    file: "electron/vault/migrations/0001-first-schema.ts",
    find: "INSERT INTO segment_search (segment_search, rank) VALUES ('secure-delete', 1);",
    replace: "",
  },
  {
    guard: "the index without signs on letters keeps what is deleted from it",
    file: "electron/vault/migrations/0016-folded-search.ts",
    find: "INSERT INTO segment_search_folded (segment_search_folded, rank) VALUES ('secure-delete', 1);",
    replace: "",
  },
  {
    guard: "freed pages are not overwritten, and nothing is rewritten when something is found",
    file: "electron/vault/database.ts",
    find: '["secure_delete", 1]',
    replace: '["secure_delete", 0]',
    also: [
      {
        file: "electron/services/verifyErased.ts",
        find: "if (seen.found > 0) {",
        replace: "seen = { lookedFor: seen.lookedFor, found: 0 }; if (seen.found > 0) {",
      },
    ],
  },
  {
    guard: "the write-ahead log is not emptied, and nobody looks whether it is",
    file: "electron/vault/truncateWal.ts",
    find: "wal_checkpoint(TRUNCATE)",
    replace: "wal_checkpoint(PASSIVE)",
    also: [
      {
        file: "electron/vault/truncateWal.ts",
        find: "return result?.busy === 0 && isWalEmpty(db);",
        replace: "return result?.busy === 0 || isWalEmpty(db);",
      },
    ],
  },
];
