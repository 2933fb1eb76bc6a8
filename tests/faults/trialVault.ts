/** The vault of a trial: made, filled, unlocked again, and looked into as a crash has left it. */
import fs from "node:fs";
import path from "node:path";
import { loadSodium } from "../../electron/crypto/sodium.ts";
import { type FilePort, nodeFiles } from "../../electron/ports/files.ts";
import type { VaultHost } from "../../electron/services/vaultHost.ts";
import { openDatabase } from "../../electron/vault/database.ts";
import { databasePath, listVaultIds, vaultFolderOf, vaultPaths } from "../../electron/vault/vaultFolder.ts";
import { readHeader } from "../../electron/vault/vaultHeader.ts";
import type { ConversationDraft } from "../../shared/domain/conversation.ts";
import type { ConversationId, VaultId } from "../../shared/domain/ids.ts";
import { databaseKeyForTest } from "../support/databaseKeyForTest.ts";
import { fixturePath } from "../support/fixturePath.ts";
import { createRequester, type Requester } from "../support/requester.ts";
import {
  clockForTest,
  dayMs,
  secretOf,
  testPassphrase,
  testStart,
  vaultHostForTest,
} from "../support/vaultHostForTest.ts";

/** What every role play of the trials begins as; its title is typed to erase it. */
export const rolePlay: ConversationDraft & { readonly permission: { readonly title: string } } = {
  permission: {
    kind: "role-play",
    title: "Skorna vid dörren",
    participants: [{ name: "Anna", saidYesOn: "2026-03-02" }],
  },
  occasion: "andra samtalet",
  heldOn: "2026-03-02",
};

/** The input of `vault.create`; the passphrase is wiped by the call, so each call needs its own. */
export function newVaultInput() {
  return {
    name: "Provvalv",
    passphrase: secretOf(testPassphrase),
    language: "sv",
    rolePair: "adviser-client",
  } as const;
}

/** The files that vaults are on, and the processes that were begun on them. */
let place: { readonly files: FilePort; readonly begun: Requester[] } = { files: nodeFiles, begun: [] };

/** Runs something on other files, and ends every process that it has begun and not ended. */
export async function onFiles<T>(files: FilePort, act: () => Promise<T>): Promise<T> {
  const before = place;
  const begun: Requester[] = [];
  place = { files, begun };
  try {
    return await act();
  } finally {
    place = before;
    for (const vault of begun) vault.end();
  }
}

/** A host on a day after the beginning. */
export function trialHost(home: string, afterDays = 0): Promise<VaultHost> {
  return vaultHostForTest(home, {
    clock: clockForTest(testStart + afterDays * dayMs),
    files: place.files,
  });
}

/** A process without any vault open, on a day after the beginning. */
export async function trialProcess(
  home: string,
  afterDays = 0,
  changed: Partial<VaultHost> = {},
): Promise<Requester> {
  const vault = createRequester({ ...(await trialHost(home, afterDays)), ...changed });
  place.begun.push(vault);
  return vault;
}

/** Creates the vault, unlocked. */
export async function createdVault(home: string, changed: Partial<VaultHost> = {}): Promise<Requester> {
  const vault = await trialProcess(home, 0, changed);
  await vault.get("vault.create", newVaultInput());
  return vault;
}

/** The input of `vault.unlock` for the one vault there is. @throws Error unless there is exactly one */
export function unlockInput(home: string) {
  return {
    vaultId: vaultIdOf(home),
    secret: { kind: "passphrase", bytes: secretOf(testPassphrase) },
  } as const;
}

/** Unlocks the one vault there is. */
export async function unlockedVault(home: string, afterDays = 0): Promise<Requester> {
  const vault = await trialProcess(home, afterDays);
  await vault.get("vault.unlock", unlockInput(home));
  return vault;
}

/** Fills a new vault with one role play that has sound, transcript and a note. */
export async function prepareFilled(home: string): Promise<void> {
  const vault = await createdVault(home);
  const { conversationId } = await vault.get("conversation.create", rolePlay);
  const { recordingId } = await vault.get("audio.import", {
    conversationId,
    sourceId: vault.offer(fixturePath("speech.wav")),
    durationMs: null,
  });
  await vault.get("preparation.finish", {
    recordingId,
    durationMs: 8_000,
    peaks: Int8Array.from({ length: 800 }, (_, index) => ((index * 7) % 100) * (index % 2 === 0 ? -1 : 1)),
  });
  await vault.get("transcript.import", {
    conversationId,
    sourceId: vault.offer(fixturePath("talk.vtt")),
    speakers: [],
    replace: false,
  });
  await vault.get("note.create", { conversationId, startMs: 0, endMs: 1_000, text: "Här blev det tyst." });
  vault.end();
}

/** The one conversation there is. @throws Error unless there is exactly one */
export async function onlyConversation(vault: Requester) {
  const conversations = await vault.get("conversation.list", {});
  const [only] = conversations;
  if (only === undefined || conversations.length > 1) {
    throw new Error(`${conversations.length} conversations instead of one`);
  }
  return only;
}

/** So many bytes are given out in one answer. */
const mostAtOnce = 1_048_576;

/** All plain bytes of a conversation's sound, as a player gets them. */
export async function soundBytes(vault: Requester, conversationId: ConversationId): Promise<Uint8Array> {
  const { token } = await vault.get("audio.open", { conversationId });
  const info = await answerTo<{ sizeBytes: number }>(vault, "internal.mediaInfo", { token });
  const pieces: Uint8Array[] = [];
  for (let start = 0; start < info.sizeBytes; start += mostAtOnce) {
    const end = Math.min(start + mostAtOnce, info.sizeBytes);
    pieces.push(await answerTo<Uint8Array>(vault, "internal.mediaRead", { token, start, end }));
  }
  return Buffer.concat(pieces);
}

/** Names of the files in the vault's media folder. */
export function mediaFiles(home: string): string[] {
  return nodeFiles.list(vaultPaths(vaultFolderOf(home, vaultIdOf(home))).media);
}

/** The vault's folder. */
export function trialFolder(home: string): string {
  return vaultFolderOf(home, vaultIdOf(home));
}

/** Opens the database of a copy of the vault as the crash has left it: nothing is swept, resumed or changed. */
export async function lookIntoDatabase<T>(
  home: string,
  look: (db: ReturnType<typeof openDatabase>) => T,
): Promise<T> {
  await loadSodium();
  const folder = trialFolder(home);
  const copy = `${home}-look`;
  fs.cpSync(folder, copy, { recursive: true });
  try {
    const { generation } = readHeader(nodeFiles, folder).header;
    const key = await databaseKeyForTest({ folder, id: vaultIdOf(home) });
    const db = openDatabase(databasePath(copy, generation), key);
    try {
      return look(db);
    } finally {
      db.close();
    }
  } finally {
    fs.rmSync(copy, { recursive: true, force: true });
  }
}

/** Ends the process as far as one requester is concerned, whatever happens in between. */
export async function during<T>(vault: Requester, act: (vault: Requester) => Promise<T>): Promise<T> {
  try {
    return await act(vault);
  } finally {
    vault.end();
  }
}

/** A folder for one trial, removed afterwards. */
export async function withFolder<T>(parent: string, act: (folder: string) => Promise<T>): Promise<T> {
  const folder = fs.mkdtempSync(path.join(parent, "trial-"));
  try {
    return await act(folder);
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

/** The id of the one vault there is. @throws Error unless there is exactly one */
export function vaultIdOf(home: string): VaultId {
  const ids = listVaultIds(nodeFiles, home);
  const [only] = ids;
  if (only === undefined || ids.length > 1) throw new Error(`${ids.length} vaults instead of one`);
  return only;
}

async function answerTo<T>(vault: Requester, name: string, input: unknown): Promise<T> {
  const result = await vault.ask(name, input);
  if (!result.ok) throw new Error(`${name}: ${result.error.code}`);
  return result.value as T;
}
