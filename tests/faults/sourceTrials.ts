/** What must keep a file at its source from being erased, and a card that is pulled out at every operation. */
import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import { createBlobStore } from "../../electron/audio/blobStore.ts";
import { type FilePort, nodeFiles } from "../../electron/ports/files.ts";
import { vaultPaths } from "../../electron/vault/vaultFolder.ts";
import type { Requester } from "../support/requester.ts";
import { spread } from "./inParallel.ts";
import type { ProofResult } from "./proof.ts";
import { during, onFiles, onlyConversation, trialFolder, unlockedVault, withFolder } from "./trialVault.ts";
import { cardOf, eraseAtSource, sourceOf } from "./useCases/eraseAtSource.ts";

/** How a card that is pulled out shows itself: every operation on it fails, or its folder is there and empty. */
type Absence = "fails" | "shows nothing";

/** Pulls the card out before each of its operations, in each of the two ways; the vault's disk is well. */
export async function tryPulledCards(parent: string, limit: number): Promise<ProofResult> {
  const start = await prepared(parent, "pulled");
  const total = await withCopy(
    start,
    parent,
    async (home) => (await eraseOn(home, Infinity, "fails")).operations,
  );
  const points = spread(
    Array.from({ length: total }, (_, point) => point).flatMap((point) =>
      (["fails", "shows nothing"] as const).map((absence) => ({ point, absence })),
    ),
    limit,
  );
  const failures: string[] = [];
  for (const { point, absence } of points) {
    const broken = await withCopy(start, parent, async (home) => {
      const { acknowledged } = await eraseOn(home, point, absence);
      return brokenBy(() => eraseAtSource.check(home, { acknowledged }));
    });
    if (broken !== undefined)
      failures.push(`the card, which then ${absence}, pulled out at operation ${point + 1}: ${broken}`);
  }
  return { trials: points.length, failures, crashPoints: points.length };
}

/** Tries each reason for which a file must stay, at places spread over the file. */
export async function tryWrongFiles(parent: string, limit: number): Promise<ProofResult> {
  const start = await prepared(parent, "wrong");
  const size = fs.statSync(sourceOf(start)).size;
  const flips = Math.max(1, limit - reasons.length);
  const planned: readonly Reason[] = [
    ...reasons,
    ...Array.from({ length: flips }, (_, index) => flipped(Math.floor(((index + 0.5) * size) / flips))),
  ];
  const failures: string[] = [];
  for (const reason of planned) {
    const broken = await withCopy(start, parent, (home) => brokenBy(() => requireKept(home, reason)));
    if (broken !== undefined) failures.push(`${reason.what}: ${broken}`);
  }
  return { trials: planned.length, failures, mutations: planned.length };
}

/** Something that speaks against erasing. */
interface Reason {
  readonly what: string;
  /** Happens before the vault is unlocked. */
  readonly before?: (home: string) => void;
  /** Happens in the unlocked vault. */
  readonly during?: (vault: Requester, home: string) => unknown;
  /** Happens to the operations on the card. */
  readonly files?: (home: string) => FilePort;
  /** It is the file itself that is changed meanwhile; else its bytes stay as they were. */
  readonly changesFile?: true;
}

const reasons: readonly Reason[] = [
  { what: "a byte was added", before: (home) => fs.appendFileSync(sourceOf(home), "x") },
  {
    what: "the last byte is missing",
    before: (home) => fs.truncateSync(sourceOf(home), fs.statSync(sourceOf(home)).size - 1),
  },
  {
    what: "it is a link",
    before(home) {
      fs.renameSync(sourceOf(home), path.join(home, "elsewhere"));
      fs.symlinkSync(path.join(home, "elsewhere"), sourceOf(home));
    },
  },
  {
    what: "it has a second name",
    before: (home) => fs.linkSync(sourceOf(home), path.join(home, "second")),
  },
  {
    what: "it is written to between the comparison and the renaming",
    changesFile: true,
    files: (home) => ({
      ...nodeFiles,
      rename(from, to) {
        if (from === sourceOf(home)) changeOneBit(from, 100, "time moves on");
        nodeFiles.rename(from, to);
      },
    }),
  },
  { what: "a bit of the vault's sound is flipped", during: (_, home) => changeOneBit(blobOf(home), 5_000) },
  { what: "the vault's sound is gone", during: (_, home) => fs.rmSync(blobOf(home)) },
  {
    what: "the key half is gone",
    during: (vault, home) => destroyShreds(vault, home),
  },
  {
    what: "somebody has asked for the recording",
    async during(vault) {
      const { id: conversationId } = await onlyConversation(vault);
      await vault.get("hold.set", { conversationId, reason: "access-request", days: 10 });
    },
  },
  {
    what: "somebody asks for the recording while both are read",
    files: (home) => changingWhileRead(home),
    during: (vault) => {
      whileRead = async () => {
        const { id: conversationId } = await onlyConversation(vault);
        await vault.get("hold.set", { conversationId, reason: "access-request", days: 10 });
      };
    },
  },
  {
    what: "the sound is erased from the vault while both are read",
    files: (home) => changingWhileRead(home),
    during: (vault) => {
      whileRead = async () => {
        const { id: conversationId, title } = await onlyConversation(vault);
        await vault.get("erasure.now", { conversationId, categories: ["sound"], typedTitle: title });
      };
    },
  },
  {
    what: "the sound is not prepared yet",
    during: (vault) => vault.context().vault.db.prepare("UPDATE recording SET state = 'preparing'").run(),
  },
];

/** Runs once the file has been read; set by the reason that needs it. */
let whileRead: () => Promise<void> = async () => undefined;

function flipped(position: number): Reason {
  return {
    what: `a bit of byte ${position} is flipped`,
    before: (home) => changeOneBit(sourceOf(home), position),
  };
}

async function requireKept(home: string, reason: Reason): Promise<void> {
  reason.before?.(home);
  const files = reason.files?.(home) ?? nodeFiles;
  await onFiles(files, async () => {
    await during(await unlockedVault(home), async (vault) => {
      const { id: conversationId } = await onlyConversation(vault);
      await reason.during?.(vault, home);
      const before = fs.readFileSync(sourceOf(home));
      const sourceId = vault.offer(sourceOf(home));
      const answer = await vault.ask("source.erase", { conversationId, sourceId });
      const outcome = answer.ok ? (answer.value as { outcome: string }).outcome : answer.error.code;
      assert.notEqual(outcome, "gone", "it was erased");
      assert.ok(fs.existsSync(sourceOf(home)), `it has lost its name: ${outcome}`);
      const after = fs.readFileSync(sourceOf(home));
      const isTouched = reason.changesFile !== true && Buffer.compare(after, before) !== 0;
      assert.ok(!isTouched && after.length >= before.length, `it was touched: ${outcome}`);
    });
  });
}

/** Erases on a card that is pulled out after so many operations on it. */
async function eraseOn(
  home: string,
  pulledAfter: number,
  absence: Absence,
): Promise<{ readonly acknowledged: number; readonly operations: number }> {
  const card = cardOnReader(cardOf(home), pulledAfter, absence);
  let acknowledged = 0;
  await onFiles(card.files, () =>
    eraseAtSource.act(home, {
      begin: card.begin,
      async take(step) {
        const result = await step();
        if (result.ok) acknowledged += 1;
        return result.ok;
      },
    }),
  );
  return { acknowledged, operations: card.operations() };
}

/** A port on which everything below a folder is gone once it has been used so often. */
function cardOnReader(folder: string, pulledAfter: number, absence: Absence) {
  const onCard = new Set<number>();
  let isCounting = false;
  let operations = 0;
  const touch = (isOnCard: boolean) => {
    if (!isOnCard || !isCounting) return;
    if (operations >= pulledAfter) {
      const code = absence === "fails" ? "ENODEV" : "ENOENT";
      throw Object.assign(new Error(code), { code });
    }
    operations += 1;
  };
  const opened = (name: string, descriptor: number) => {
    if (name.startsWith(folder)) onCard.add(descriptor);
    return descriptor;
  };
  const byName =
    <Result>(act: (name: string) => Result) =>
    (name: string): Result => {
      touch(name.startsWith(folder));
      return act(name);
    };
  /** What only looks finds nothing there, and does not fail. */
  const byLooking =
    <Result>(act: (name: string) => Result, nothing: Result) =>
    (name: string): Result => {
      try {
        return byName(act)(name);
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === "ENOENT") return nothing;
        throw error;
      }
    };
  const files: FilePort = {
    ...nodeFiles,
    openRead: (name) => opened(name, byName(nodeFiles.openRead)(name)),
    openUpdate: (name) => opened(name, byName(nodeFiles.openUpdate)(name)),
    read(descriptor, into, position) {
      touch(onCard.has(descriptor));
      return nodeFiles.read(descriptor, into, position);
    },
    write(descriptor, bytes, position) {
      touch(onCard.has(descriptor));
      nodeFiles.write(descriptor, bytes, position);
    },
    truncate(descriptor, size) {
      touch(onCard.has(descriptor));
      nodeFiles.truncate(descriptor, size);
    },
    sync(descriptor) {
      touch(onCard.has(descriptor));
      nodeFiles.sync(descriptor);
    },
    close(descriptor) {
      onCard.delete(descriptor);
      nodeFiles.close(descriptor);
    },
    rename(from, to) {
      touch(from.startsWith(folder));
      nodeFiles.rename(from, to);
    },
    unlink: byName(nodeFiles.unlink),
    isFolder: byLooking(nodeFiles.isFolder, false),
    list: byLooking(nodeFiles.list, []),
    look: byLooking(nodeFiles.look, undefined),
    isRemote: byName(nodeFiles.isRemote),
    syncFolder: byName(nodeFiles.syncFolder),
  };
  return {
    files,
    begin() {
      isCounting = true;
    },
    operations: () => operations,
  };
}

/** Lets something happen in the vault when the file has been read for the first time, before it is touched. */
function changingWhileRead(home: string): FilePort {
  const descriptors = new Set<number>();
  return {
    ...nodeFiles,
    openUpdate(name) {
      const descriptor = nodeFiles.openUpdate(name);
      if (name === sourceOf(home)) descriptors.add(descriptor);
      return descriptor;
    },
    read(descriptor, into, position) {
      if (descriptors.delete(descriptor)) void whileRead();
      return nodeFiles.read(descriptor, into, position);
    },
  };
}

/** @param time - whether its system's time of the last change tells of it */
function changeOneBit(file: string, position: number, time?: "time moves on"): void {
  const { atime, mtime } = fs.statSync(file);
  const descriptor = fs.openSync(file, "r+");
  const byte = new Uint8Array(1);
  fs.readSync(descriptor, byte, 0, 1, position);
  fs.writeSync(descriptor, Uint8Array.of((byte[0] ?? 0) ^ 1), 0, 1, position);
  fs.closeSync(descriptor);
  if (time === undefined) fs.utimesSync(file, atime, mtime);
  else fs.utimesSync(file, atime, new Date(mtime.getTime() + 2_000));
}

function blobOf(home: string): string {
  const { media } = vaultPaths(trialFolder(home));
  const name = fs.readdirSync(media).find((one) => one.endsWith(".blob"));
  if (name === undefined) throw new Error("no sound in the vault");
  return path.join(media, name);
}

function destroyShreds(vault: Requester, home: string): void {
  const store = createBlobStore({ files: nodeFiles, folder: vaultPaths(trialFolder(home)).media });
  const ids = vault.context().vault.db.prepare<[], string>("SELECT id FROM recording").pluck().all();
  for (const id of ids) store.destroyShred(id as Parameters<typeof store.destroyShred>[0]);
}

async function prepared(parent: string, name: string): Promise<string> {
  const start = path.join(parent, name);
  fs.mkdirSync(start);
  await eraseAtSource.prepare(start);
  return start;
}

function withCopy<T>(start: string, parent: string, run: (home: string) => Promise<T>): Promise<T> {
  return withFolder(parent, (home) => {
    fs.cpSync(start, home, { recursive: true, preserveTimestamps: true });
    return run(home);
  });
}

async function brokenBy(check: () => Promise<void>): Promise<string | undefined> {
  try {
    await check();
    return undefined;
  } catch (error) {
    return String(error).split("\n")[0];
  }
}
