/** Days pass, computers start, vaults are unlocked, processes are killed, clocks are turned back – in every order. */
import fs from "node:fs";
import path from "node:path";
import { nodeFiles } from "../../electron/ports/files.ts";
import { eraseWhileLocked } from "../../electron/services/lockedErasure.ts";
import { faultyFiles, SimulatedCrash } from "../support/faultyFiles.ts";
import { fixturePath } from "../support/fixturePath.ts";
import { refusingFiles } from "../support/refusingFiles.ts";
import { createRequester } from "../support/requester.ts";
import { clockForTest, dayMs, testStart, vaultHostForTest } from "../support/vaultHostForTest.ts";
import { spread } from "./inParallel.ts";
import { type Pick, pickFrom } from "./pickFrom.ts";
import type { ProofResult } from "./proof.ts";
import {
  during,
  prepareFilled,
  rolePlay,
  trialFolder,
  unlockedVault,
  unlockInput,
  withFolder,
} from "./trialVault.ts";

/** What happens after some days: the program starts and stays locked, or is unlocked; either may be killed on the way. */
interface Happening {
  /** Since the one before; negative where the clock was turned back. */
  readonly days: number;
  readonly does: "start" | "unlock";
  readonly isKilled: boolean;
}

/** The sounds are due after 10 and after 30 days; no two happenings lie more than 45 days apart. */
const days = [0, 8, 14, 25, -5] as const;
const happenings: readonly Happening[] = days.flatMap((after) =>
  (["start", "unlock"] as const).flatMap((does) => [
    { days: after, does, isKilled: false },
    { days: after, does, isKilled: true },
  ]),
);
/** A kill comes at one of the first so many operations on files; later ones mean that it came too late. */
const latestKill = 60;

/** Tries lives of three happenings, evenly spread over all there are. */
export async function tryLockedStarts(parent: string, limit: number): Promise<ProofResult> {
  const home = path.join(parent, "due");
  const sounds = await prepareSounds(home);
  const lives = happenings.flatMap((one) =>
    happenings.flatMap((two) => happenings.map((three) => [one, two, three])),
  );
  const chosen = spread(lives, limit);
  const pick = pickFrom(16);
  const failures: string[] = [];
  for (const life of chosen) {
    const broken = await withFolder(parent, async (copy) => {
      fs.cpSync(home, copy, { recursive: true });
      return brokenBy(life, copy, sounds, pick);
    });
    if (broken !== undefined) failures.push(`${broken} after ${JSON.stringify(life)}`);
  }
  return {
    trials: chosen.length,
    failures,
    crashPoints: chosen.flat().filter(({ isKilled }) => isKilled).length,
  };
}

/** Tries starts at which somebody else holds one file of a due sound: every other sound loses its key half all the same. */
export async function tryHeldFiles(parent: string): Promise<ProofResult> {
  const home = path.join(parent, "held");
  const sounds = await prepareSounds(home);
  const clock = clockForTest(Math.max(...sounds.map(({ dueAt }) => dueAt)));
  const held = sounds.flatMap(({ recordingId }) => [`${recordingId}.shred`, `${recordingId}.blob`]);
  const failures: string[] = [];
  for (const name of held) {
    const alive = await withFolder(parent, async (copy) => {
      fs.cpSync(home, copy, { recursive: true });
      const files = refusingFiles("EBUSY", (file) => path.basename(file) === name);
      eraseWhileLocked(await vaultHostForTest(copy, { clock, files }));
      return sounds.filter(
        ({ recordingId }) => name !== `${recordingId}.shred` && isKeyHalfThere(copy, recordingId),
      );
    });
    if (alive.length > 0) failures.push(`due sound has its key because ${name} is held`);
  }
  return { trials: held.length, failures };
}

interface Sound {
  readonly recordingId: string;
  readonly dueAt: number;
}

/** @returns what a life broke; `undefined` if nothing */
async function brokenBy(
  life: readonly Happening[],
  home: string,
  sounds: readonly Sound[],
  pick: Pick,
): Promise<string | undefined> {
  let wall = testStart;
  let surelySeen = testStart;
  let maybeSeen = testStart;
  for (const happening of life) {
    wall += happening.days * dayMs;
    await happen(happening, home, wall, pick);
    maybeSeen = Math.max(maybeSeen, wall);
    if (happening.isKilled) continue;
    surelySeen = Math.max(surelySeen, wall);
    for (const { recordingId, dueAt } of sounds) {
      const readable = isKeyHalfThere(home, recordingId);
      if (readable && dueAt <= surelySeen) return "due sound has its key";
      if (!readable && dueAt > maybeSeen) return "sound lost its key before its time";
    }
  }
  return undefined;
}

async function happen({ does, isKilled }: Happening, home: string, wall: number, pick: Pick): Promise<void> {
  const faulty = faultyFiles(nodeFiles, { failAt: isKilled ? 1 + pick(latestKill) : 0, kind: "crash" });
  const host = await vaultHostForTest(home, { clock: clockForTest(wall), files: faulty.files });
  if (does === "start") {
    for (const outcome of eraseWhileLocked(host)) {
      if (outcome.phase === "failed" && !(outcome.error instanceof SimulatedCrash)) throw outcome.error;
    }
  } else {
    const vault = createRequester(host);
    await vault.ask("vault.unlock", unlockInput(home));
    vault.end();
  }
}

function isKeyHalfThere(home: string, recordingId: string): boolean {
  const file = path.join(trialFolder(home), "media", `${recordingId}.shred`);
  return fs.existsSync(file) && fs.readFileSync(file).some((byte) => byte !== 0);
}

/** A vault with two sounds, due at different times. */
async function prepareSounds(home: string): Promise<Sound[]> {
  await prepareFilled(home);
  return during(await unlockedVault(home), async (vault) => {
    const { conversationId } = await vault.get("conversation.create", rolePlay);
    const sourceId = vault.offer(fixturePath("speech.ogg"));
    await vault.get("audio.import", { conversationId, sourceId, durationMs: null });
    await vault.get("retention.set", { conversationId, soundDays: 10, transcriptDays: 60, notesDays: 60 });
    const due = await vault.get("erasure.due", {});
    const list = await vault.get("conversation.list", {});
    return list.flatMap(({ id, sound }) => {
      const dueAt = due.find((one) => one.conversationId === id && one.category === "sound")?.dueAt;
      const hasSound = sound.phase === "ready" || sound.phase === "preparing";
      if (dueAt === undefined || !hasSound) throw new Error("a sound has no end");
      return [{ recordingId: recordingIn(vault.context().vault.db, id), dueAt }];
    });
  });
}

function recordingIn(
  db: ReturnType<ReturnType<typeof createRequester>["context"]>["vault"]["db"],
  id: string,
) {
  return (
    db.prepare<[string], string>("SELECT id FROM recording WHERE conversation_id = ?").pluck().get(id) ?? ""
  );
}
