/** Sound and notes come and go, backups are made, vaults are lost and restored on two computers – in every order. */
import fs from "node:fs";
import path from "node:path";
import { nodeFiles } from "../../electron/ports/files.ts";
import { eraseContent } from "../../electron/services/erase.ts";
import { eraseWhileLocked } from "../../electron/services/lockedErasure.ts";
import type { VaultHost } from "../../electron/services/vaultHost.ts";
import { openBackup } from "../../electron/vault/backupReader.ts";
import { companionPath } from "../../electron/vault/tombstones.ts";
import { listVaultIds, vaultFolderOf, vaultPaths } from "../../electron/vault/vaultFolder.ts";
import type { ConversationId } from "../../shared/domain/ids.ts";
import { Failure } from "../../shared/errors.ts";
import { backUp, restore } from "../support/backups.ts";
import { createRequester, type Requester } from "../support/requester.ts";
import { smallWav } from "../support/smallWav.ts";
import { type ClockForTest, clockForTest, dayMs, vaultHostForTest } from "../support/vaultHostForTest.ts";
import { type Pick, pickFrom } from "./pickFrom.ts";
import type { ProofResult } from "./proof.ts";
import { during, newVaultInput, rolePlay, unlockInput, withFolder } from "./trialVault.ts";

/** One thing that happens; on `there`, the other computer, only where it says so. */
const happenings = [
  "take in",
  "take in",
  "back up with sound",
  "back up with sound",
  "back up without sound",
  "erase",
  "erase",
  "days pass",
  "days pass while locked",
  "lose the vault",
  "erase the vault",
  "lose the list beside a backup",
  "restore",
  "restore",
  "restore there",
  "restore there",
  "go there and back",
] as const;
type Happening = (typeof happenings)[number];

/** The shortest ways to what must not happen; the others are chosen. */
const shortest: readonly (readonly Happening[])[] = [
  ["take in", "back up with sound", "erase", "lose the list beside a backup", "lose the vault", "restore"],
  ["take in", "back up with sound", "erase", "restore there"],
  ["take in", "back up with sound", "days pass", "days pass", "restore there"],
  ["back up without sound", "take in"],
];

/** Runs traces; each ends with every backup restored on both computers. */
export async function tryRestoreTraces(parent: string, traces: number): Promise<ProofResult> {
  const pick = pickFrom(21);
  const failures: string[] = [];
  let trials = 0;
  for (let trace = 0; trace < traces; trace += 1) {
    const chosen = shortest[trace] ?? Array.from({ length: 12 }, () => oneOf(happenings, pick));
    const broken = await withFolder(parent, async (folder) => {
      const world = await createWorld(folder, pick);
      for (const happening of [...chosen, "restore", "restore there"] as const) {
        await happen(world, happening);
      }
      trials += world.restored;
      return world.broken;
    });
    failures.push(...broken.map((what) => `${what} after ${chosen.join(", ")}`));
  }
  return { trials, failures };
}

interface Computer {
  readonly host: VaultHost;
  /** What was erased here, or was told to this computer by a restore: `<conversation> <category>`. */
  readonly knows: Set<string>;
}

interface BackupFile {
  readonly path: string;
  /** What the list inside it, and the one beside it, must know. */
  readonly inside: ReadonlySet<string>;
  readonly beside: Set<string>;
  /** The backups that the vault in it knows of, itself included. */
  readonly files: ReadonlySet<string>;
}

interface Sound {
  readonly conversationId: ConversationId;
  readonly recordingId: string;
  readonly dueAt: number;
}

interface World {
  readonly pick: Pick;
  readonly clock: ClockForTest;
  readonly folder: string;
  readonly here: Computer;
  readonly there: Computer;
  /** Where things happen. */
  at: Computer;
  /** Which backups the vault on a computer knows of. */
  readonly known: Map<Computer, Set<string>>;
  readonly backups: Map<string, BackupFile>;
  readonly sounds: Sound[];
  readonly broken: string[];
  restored: number;
}

async function createWorld(folder: string, pick: Pick): Promise<World> {
  const clock = clockForTest();
  const computer = async (name: string): Promise<Computer> => {
    fs.mkdirSync(path.join(folder, name));
    return { host: await vaultHostForTest(path.join(folder, name), { clock }), knows: new Set() };
  };
  fs.mkdirSync(path.join(folder, "stick"));
  const here = await computer("here");
  const there = await computer("there");
  await during(createRequester(here.host), (vault) => vault.get("vault.create", newVaultInput()));
  const known = new Map([
    [here, new Set<string>()],
    [there, new Set<string>()],
  ]);
  return {
    pick,
    clock,
    folder,
    here,
    there,
    at: here,
    known,
    backups: new Map(),
    sounds: [],
    broken: [],
    restored: 0,
  };
}

async function happen(world: World, happening: Happening): Promise<void> {
  const { pick, clock, at } = world;
  const hasVault = listVaultIds(nodeFiles, at.host.home).length > 0;
  switch (happening) {
    case "take in":
      if (hasVault) await open(world, (vault) => takeIn(world, vault));
      break;
    case "back up with sound":
    case "back up without sound":
      if (hasVault) await open(world, (vault) => makeOne(world, vault, happening === "back up with sound"));
      break;
    case "erase":
      if (hasVault) await open(world, (vault) => eraseOne(world, vault));
      break;
    case "days pass":
      clock.run((1 + pick(20)) * dayMs);
      break;
    case "days pass while locked":
      clock.run((1 + pick(20)) * dayMs);
      eraseWhileLocked(at.host);
      break;
    case "lose the vault":
      for (const id of listVaultIds(nodeFiles, at.host.home)) {
        fs.rmSync(vaultFolderOf(at.host.home, id), { recursive: true });
      }
      break;
    case "erase the vault":
      if (hasVault) await open(world, (vault) => vault.get("vault.erase", { typedName: "Provvalv" }));
      break;
    case "lose the list beside a backup": {
      const file = oneOf([...world.backups.values()], pick);
      if (file === undefined) break;
      fs.rmSync(companionPath(file.path), { force: true });
      file.beside.clear();
      break;
    }
    case "restore":
      await restoreOne(world, at);
      break;
    case "restore there":
      await restoreOne(world, world.there);
      break;
    case "go there and back":
      world.at = at === world.here ? world.there : world.here;
  }
}

function open<T>({ at }: World, act: (vault: Requester) => Promise<T>): Promise<T> {
  return during(createRequester(at.host), async (vault) => {
    await vault.get("vault.unlock", unlockInput(at.host.home));
    return act(vault);
  });
}

async function takeIn(world: World, vault: Requester): Promise<void> {
  const file = path.join(world.folder, "stick", "in.wav");
  fs.writeFileSync(file, smallWav());
  const { conversationId } = await vault.get("conversation.create", rolePlay);
  const sourceId = vault.offer(file);
  const { recordingId } = await vault.get("audio.import", { conversationId, sourceId, durationMs: 16 });
  await vault.get("preparation.begin", { recordingId });
  await vault.get("preparation.finish", { recordingId, durationMs: 16, peaks: Int8Array.of(-1, 1) });
  await vault.get("note.create", { conversationId, startMs: 0, endMs: 1, text: "Kvar" });
  const days = { soundDays: 1 + world.pick(30), transcriptDays: 400, notesDays: null };
  await vault.get("retention.set", { conversationId, ...days });
  const { clocks } = await vault.get("conversation.read", { conversationId });
  world.sounds.push({ conversationId, recordingId, dueAt: clocks.sound.dueAt ?? 0 });
}

async function makeOne(world: World, vault: Requester, withSound: boolean): Promise<void> {
  const name = `${world.pick(3)}.lyhordbackup`;
  const place = await backUp(vault.context(), path.join(world.folder, "stick"), { withSound, name });
  const known = world.known.get(world.at) ?? new Set();
  known.add(place);
  const before = world.backups.get(place);
  world.backups.set(place, {
    path: place,
    inside: new Set(world.at.knows),
    beside: new Set([...world.at.knows, ...(before?.beside ?? [])]),
    files: new Set(known),
  });
}

async function eraseOne(world: World, vault: Requester): Promise<void> {
  const conversations = await vault.get("conversation.list", {});
  const left = conversations.flatMap(({ id, sound, noteCount }) => [
    ...(sound.phase === "ready" ? [{ conversationId: id, category: "sound" as const }] : []),
    ...(noteCount > 0 ? [{ conversationId: id, category: "notes" as const }] : []),
  ]);
  const chosen = oneOf(left, world.pick);
  if (chosen === undefined) return;
  eraseContent(vault.context(), [{ ...chosen, rule: "by-choice" }]);
  const key = `${chosen.conversationId} ${chosen.category}`;
  world.at.knows.add(key);
  for (const place of world.known.get(world.at) ?? []) {
    for (const known of world.at.knows) world.backups.get(place)?.beside.add(known);
  }
}

/** Restores a backup and looks at what lies there, before and after it is unlocked. */
async function restoreOne(world: World, at: Computer): Promise<void> {
  const file = oneOf([...world.backups.values()], world.pick);
  if (file === undefined) return;
  const { host } = at;
  await restoreTold(world, host, file.path);
  world.restored += 1;
  for (const key of [...file.inside, ...file.beside]) at.knows.add(key);
  world.known.set(at, new Set([...file.files, file.path]));
  const there = soundsOf(host);
  const inFile = soundsIn(file.path);
  for (const { recordingId, conversationId, dueAt } of world.sounds) {
    const isDue = dueAt <= world.clock.now();
    const isErased = at.knows.has(`${conversationId} sound`);
    const isThere = there.includes(recordingId);
    if (isThere && isErased) world.broken.push("an erased sound is back");
    if (isThere && isDue) world.broken.push("a sound is back after its date");
    if (!isThere && !isErased && !isDue && inFile.includes(recordingId)) {
      world.broken.push("a sound that was in the backup, and may be here, is not");
    }
  }
  await open({ ...world, at }, async (vault) => {
    for (const { id, noteCount } of await vault.get("conversation.list", {})) {
      if (noteCount > 0 && at.knows.has(`${id} notes`)) world.broken.push("erased notes are back");
    }
  });
}

/** Restores as a person does: told how much sound would go, who agrees to that. Nothing may go that was not told of. */
async function restoreTold(world: World, host: VaultHost, backupPath: string): Promise<void> {
  const before = soundsOf(host);
  const isHere = listVaultIds(nodeFiles, host.home).length > 0;
  const attempt = (mayDestroy: number) => restore(host, backupPath, isHere ? "Provvalv" : null, mayDestroy);
  const isDue = (id: string) =>
    world.sounds.some((one) => one.recordingId === id && one.dueAt <= world.clock.now());
  let told = 0;
  try {
    await attempt(0);
  } catch (error) {
    if (!(error instanceof Failure) || error.code !== "backup.sound-at-stake") throw error;
    told = Number(error.detail?.count);
    if (soundsOf(host).join() !== before.join()) world.broken.push("sound is gone before anybody was told");
    await attempt(told);
  }
  const after = soundsOf(host);
  const gone = before.filter((id) => !after.includes(id));
  const early = gone.filter((id) => !isDue(id));
  if (told < early.length || told > gone.length) {
    world.broken.push(
      `${told} sounds were told of, and ${gone.length} are gone, ${early.length} before their date`,
    );
  }
}

/** Recordings whose key half lies on a computer. */
function soundsOf({ home }: VaultHost): string[] {
  return listVaultIds(nodeFiles, home)
    .flatMap((id) => nodeFiles.list(vaultPaths(vaultFolderOf(home, id)).media))
    .filter((name) => name.endsWith(".shred"))
    .map((name) => name.slice(0, -".shred".length));
}

/** Recordings whose sound is in a backup. */
function soundsIn(backupPath: string): string[] {
  const reader = openBackup(nodeFiles, backupPath);
  reader.close();
  return reader.header.entries.flatMap((entry) => (entry.kind === "sound" ? [entry.recordingId] : []));
}

function oneOf<T>(all: readonly T[], pick: Pick): T {
  return all[pick(all.length)] as T;
}
