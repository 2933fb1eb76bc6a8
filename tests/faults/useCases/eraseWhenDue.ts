/** Sound whose time is over, erased while locked and during unlock: gone at the next start, certified at the next unlock. */
import assert from "node:assert/strict";
import { loadSodium } from "../../../electron/crypto/sodium.ts";
import { eraseWhileLocked } from "../../../electron/services/lockedErasure.ts";
import { failed, type Result, success } from "../../../shared/result.ts";
import { requireErased, stoppedErasures } from "../erasedState.ts";
import {
  during,
  mediaFiles,
  onlyConversation,
  prepareFilled,
  trialHost,
  trialProcess,
  unlockedVault,
  unlockInput,
} from "../trialVault.ts";
import type { UseCase } from "../useCase.ts";

/** Sound is kept for 30 days; up to 45 days of absence erase silently. */
const daysLater = 32;

export const eraseWhileLockedDue: UseCase = {
  name: "due sound, while locked",
  prepare: prepareFilled,
  async act(home, { begin, take }) {
    const host = await trialHost(home, daysLater);
    await loadSodium();
    begin();
    await take(async () => eraseAll(host));
  },
  check: checkErased,
};

export const eraseAtUnlock: UseCase = {
  name: "due sound, during unlock",
  prepare: prepareFilled,
  async act(home, { begin, take }) {
    const vault = await trialProcess(home, daysLater);
    begin();
    await take(() => vault.ask("vault.unlock", unlockInput(home)));
  },
  check: checkErased,
};

async function checkErased(home: string): Promise<void> {
  await stoppedErasures(home);
  assert.deepEqual(eraseAll(await trialHost(home, daysLater)), success({}));
  const keyHalves = mediaFiles(home).filter((name) => name.includes(".shred"));
  assert.deepEqual(keyHalves, [], "due sound can be read after a start");
  await during(await unlockedVault(home, daysLater), async (vault) => {
    await requireErased(vault, home, ["sound"]);
    assert.equal((await onlyConversation(vault)).segmentCount, 4, "the transcript was not due");
  });
}

function eraseAll(host: Parameters<typeof eraseWhileLocked>[0]): Result<unknown> {
  const isDone = eraseWhileLocked(host).every(({ phase }) => phase === "done");
  return isDone ? success({}) : failed({ code: "erasure.incomplete" });
}
