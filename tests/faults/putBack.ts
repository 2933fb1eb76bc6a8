/** A vault that has lived through several sittings, and what somebody who kept earlier files can put back. */
import fs from "node:fs";
import path from "node:path";
import { nodeFiles } from "../../electron/ports/files.ts";
import { listDamage } from "../../electron/vault/auditLog.ts";
import { openDatabase } from "../../electron/vault/database.ts";
import { databasePath } from "../../electron/vault/vaultFolder.ts";
import { readHeader } from "../../electron/vault/vaultHeader.ts";
import { databaseKeyForTest } from "../support/databaseKeyForTest.ts";
import type { Requester } from "../support/requester.ts";
import { spread } from "./inParallel.ts";
import type { ProofResult } from "./proof.ts";
import {
  onlyConversation,
  prepareFilled,
  rolePlay,
  trialFolder,
  trialProcess,
  unlockedVault,
  unlockInput,
  vaultIdOf,
  withFolder,
} from "./trialVault.ts";

const pageBytes = 4_096;

/** The folder after the first, second and last sitting; `wal` is the log of the first, before it was locked. */
interface Lives {
  readonly early: string;
  readonly late: string;
  readonly erased: string;
  readonly wal: Buffer;
}

/** Each file of an earlier sitting takes the place of the last one's; and nothing put back is not taken for damage. */
export async function tryFilesPutBack(parent: string): Promise<ProofResult> {
  return withLives(parent, async (lives) => {
    const names = fs
      .readdirSync(trialFolder(lives.early))
      .filter((name) => name !== "media" && name !== "clock.json" && differs(lives, name));
    const untouched = await noticedAfter(parent, lives.late, () => {});
    const killed = await noticedAfter(parent, lives.late, async (home) => {
      (await unlockedVault(home, 4)).end();
    });
    const clock = await timeAfterClockPutBack(parent, lives);
    const log = await noticedAfter(parent, lives.late, (home) => {
      fs.writeFileSync(`${databasePath(trialFolder(home), 1)}-wal`, lives.wal);
    });
    const failures = [
      ...(untouched ? ["a vault with nothing put back is taken for damaged"] : []),
      ...(killed ? ["a vault whose sitting was cut off is taken for damaged"] : []),
      ...(clock ? [] : ["an old clock.json turns the vault's time back"]),
      ...(log ? [] : ["an old write-ahead log is not noticed"]),
      ...(names.length < 5 ? [`only ${names.join(", ")} changed between sittings`] : []),
    ];
    for (const name of names) {
      const isNoticed = await noticedAfter(parent, lives.late, (home) => putBack(lives, home, name));
      if (!isNoticed) failures.push(`an old ${name} is not noticed`);
    }
    return { trials: names.length + 4, failures };
  });
}

/** Single pages of the earlier database, with and without the digest of that time. */
export function tryPagesPutBack(parent: string, limit: number): Promise<ProofResult> {
  return withLives(parent, async (lives) => {
    const [before, after] = [databaseOf(lives.early), databaseOf(lives.late)];
    const pages = Array.from(
      { length: Math.min(before.length, after.length) / pageBytes },
      (_, page) => page,
    );
    const changed = pages.filter((page) => Buffer.compare(pageOf(before, page), pageOf(after, page)) !== 0);
    const failures: string[] = [];
    const chosen = spread(changed, limit);
    for (const [index, page] of chosen.entries()) {
      const isNoticed = await noticedAfter(parent, lives.late, (home) => {
        const mixed = Buffer.from(after);
        pageOf(before, page).copy(mixed, page * pageBytes);
        fs.writeFileSync(databasePath(trialFolder(home), 1), mixed);
        if (index % 2 === 1) putBack(lives, home, "pages.json");
      });
      if (!isNoticed) failures.push(`page ${page} of an earlier sitting is not noticed`);
    }
    if (changed.length === 0) failures.push("no page changed between sittings");
    return { trials: chosen.length, mutations: chosen.length, failures };
  });
}

/** With the database's key in hand: a note gets its old words, a row that was removed comes again. */
export function tryRowsPutBack(parent: string): Promise<ProofResult> {
  return withLives(parent, async (lives) => {
    const deeds = [
      "UPDATE note SET text = 'Gamla ord'",
      "UPDATE conversation SET sound_due_at = sound_due_at + 86400000",
      "DELETE FROM note",
      "UPDATE setting SET value = '[]' WHERE name = 'settings-of-before'",
    ];
    const failures: string[] = [];
    for (const sql of deeds) {
      let changes = 0;
      const isNoticed = await noticedAfter(parent, lives.late, async (home) => {
        const folder = trialFolder(home);
        const key = await databaseKeyForTest({ folder, id: vaultIdOf(home) });
        const db = openDatabase(databasePath(folder, 1), key);
        ({ changes } = db.prepare(sql).run());
        db.close();
      });
      if (isNoticed !== changes > 0) failures.push(`${sql} is ${isNoticed ? "" : "not "}noticed`);
    }
    return { trials: deeds.length, failures };
  });
}

/** Blob and key half of an erased sound lie there again: they open nothing, and it is noticed. */
export function trySoundPutBack(parent: string): Promise<ProofResult> {
  return withLives(parent, async (lives) => {
    const media = path.join(trialFolder(lives.late), "media");
    const choices = [fs.readdirSync(media), ...fs.readdirSync(media).map((name) => [name])];
    const failures: string[] = [];
    for (const names of choices) {
      const isNoticed = await noticedAfter(parent, lives.erased, (home) => {
        for (const name of names)
          fs.copyFileSync(path.join(media, name), path.join(trialFolder(home), "media", name));
      });
      if (!isNoticed) failures.push(`${names.length} files of an erased sound are not noticed`);
    }
    return { trials: choices.length, failures };
  });
}

async function withLives(parent: string, act: (lives: Lives) => Promise<ProofResult>): Promise<ProofResult> {
  return withFolder(parent, async (root) => {
    const home = path.join(root, "home");
    await prepareFilled(home);
    let wal = Buffer.alloc(0);
    await sitting(home, 1, async (vault) => {
      await vault.get("vault.rename", { name: "Första namnet" });
      await rewriteNote(vault, "Första orden");
      wal = fs.readFileSync(`${databasePath(trialFolder(home), 1)}-wal`);
    });
    const early = copyTo(root, home, "early");
    await sitting(home, 2, async (vault) => {
      const { id } = await onlyConversation(vault);
      await vault.get("vault.rename", { name: "Andra namnet" });
      await rewriteNote(vault, "Andra orden");
      await vault.get("retention.set", {
        conversationId: id,
        soundDays: 20,
        transcriptDays: 50,
        notesDays: null,
      });
    });
    const late = copyTo(root, home, "late");
    await sitting(home, 3, async (vault) => {
      const { id } = await onlyConversation(vault);
      await vault.get("erasure.now", {
        conversationId: id,
        categories: ["sound"],
        typedTitle: rolePlay.permission.title,
      });
    });
    return act({ early, late, erased: copyTo(root, home, "erased"), wal });
  });
}

/** From unlock to lock, in order. */
async function sitting(home: string, day: number, act: (vault: Requester) => Promise<void>): Promise<void> {
  const vault = await unlockedVault(home, day);
  await act(vault);
  await vault.ask("internal.signLog", {});
  vault.end();
}

async function rewriteNote(vault: Requester, text: string): Promise<void> {
  const { id } = await onlyConversation(vault);
  const [note] = await vault.get("note.list", { conversationId: id });
  if (note === undefined) throw new Error("there is no note");
  await vault.get("note.update", { noteId: note.id, text });
}

function copyTo(root: string, home: string, name: string): string {
  const copy = path.join(root, name);
  fs.cpSync(home, copy, { recursive: true });
  return copy;
}

/** Does something to a copy of a folder and unlocks it. @returns whether it does not open or logs damage */
async function noticedAfter(
  parent: string,
  from: string,
  harm: (home: string) => void | Promise<void>,
): Promise<boolean> {
  return withFolder(parent, async (home) => {
    fs.cpSync(from, home, { recursive: true });
    await harm(home);
    const vault = await trialProcess(home, 5);
    const opened = await vault.ask("vault.unlock", unlockInput(home));
    const isNoticed = !opened.ok || listDamage(vault.context().vault.db, 0).length > 0;
    vault.end();
    return isNoticed;
  });
}

/** With the computer's clock turned back as well. @returns whether the vault's time stands firm all the same */
function timeAfterClockPutBack(parent: string, lives: Lives): Promise<boolean> {
  return withFolder(parent, async (home) => {
    fs.cpSync(lives.late, home, { recursive: true });
    putBack(lives, home, "clock.json");
    const { lastUnlockedAt } = readHeader(nodeFiles, trialFolder(lives.late)).header;
    const vault = await unlockedVault(home, 1);
    const isFirm = vault.context().vault.clock.now() >= (lastUnlockedAt ?? 0);
    vault.end();
    return isFirm;
  });
}

function putBack({ early }: Lives, home: string, name: string): void {
  fs.copyFileSync(path.join(trialFolder(early), name), path.join(trialFolder(home), name));
}

function differs({ early, late }: Lives, name: string): boolean {
  const [before, after] = [early, late].map((home) => path.join(trialFolder(home), name));
  if (before === undefined || after === undefined || !fs.existsSync(after)) return false;
  return Buffer.compare(fs.readFileSync(before), fs.readFileSync(after)) !== 0;
}

function databaseOf(home: string): Buffer {
  return fs.readFileSync(databasePath(trialFolder(home), 1));
}

function pageOf(database: Buffer, page: number): Buffer {
  return database.subarray(page * pageBytes, (page + 1) * pageBytes);
}
