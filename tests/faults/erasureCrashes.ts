/** An erasure whose process ends at a call of the database: it is finished by the next unlock, and certified once. */
import fs from "node:fs";
import path from "node:path";
import { eraseNow } from "../../electron/services/eraseNow.ts";
import { contentCategories } from "../../shared/domain/conversation.ts";
import { crashingDatabase } from "../support/crashingDatabase.ts";
import { SimulatedCrash } from "../support/faultyFiles.ts";
import { spread } from "./inParallel.ts";
import type { ProofResult } from "./proof.ts";
import { onlyConversation, prepareFilled, rolePlay, unlockedVault, withFolder } from "./trialVault.ts";
import { eraseByChoice } from "./useCases/eraseByChoice.ts";

/** Ends the process at some of the calls, evenly spread over all there are. */
export async function tryDatabaseCrashes(parent: string, limit: number): Promise<ProofResult> {
  const start = path.join(parent, "erased-in-process");
  await prepareFilled(start);
  let callCount = 0;
  await withCopy(start, parent, (home) => eraseUntil(home, Number.POSITIVE_INFINITY, () => (callCount += 1)));
  const chosen = spread([...Array(callCount).keys()], limit).map((index) => index + 1);
  const failures: string[] = [];
  for (const failAt of chosen) {
    const broken = await withCopy(start, parent, (home) => brokenBy(home, failAt));
    if (broken !== undefined) failures.push(`ended at database call ${failAt}: ${broken}`);
  }
  return { trials: chosen.length, failures, crashPoints: chosen.length };
}

async function brokenBy(home: string, failAt: number): Promise<string | undefined> {
  const isDone = !(await eraseUntil(home, failAt));
  try {
    await eraseByChoice.check(home, { acknowledged: isDone ? 1 : 0 });
    return undefined;
  } catch (error) {
    return String(error).split("\n")[0];
  }
}

/** @returns whether the process ended */
async function eraseUntil(home: string, failAt: number, onCall: () => void = () => {}): Promise<boolean> {
  const vault = await unlockedVault(home);
  const { id: conversationId } = await onlyConversation(vault);
  const context = vault.context();
  const crashing = crashingDatabase(context.vault.db, failAt, onCall);
  const erasing = { ...context, vault: { ...context.vault, db: crashing.db } };
  try {
    eraseNow(erasing, {
      conversationId,
      categories: contentCategories,
      typedTitle: rolePlay.permission.title,
    });
    return false;
  } catch (error) {
    if (!(error instanceof SimulatedCrash)) throw error;
    return true;
  } finally {
    vault.end();
  }
}

function withCopy<T>(start: string, parent: string, run: (home: string) => Promise<T>): Promise<T> {
  return withFolder(parent, (home) => {
    fs.cpSync(start, home, { recursive: true });
    return run(home);
  });
}
