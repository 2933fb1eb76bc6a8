/** Handing over to an archive: nothing is erased here before the export is whole there, and nothing half-written stays. */
import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { unzipSync } from "fflate";
import { contentCategories } from "../../../shared/domain/conversation.ts";
import { requireErased, requireWhole, stoppedErasures } from "../erasedState.ts";
import { during, onlyConversation, prepareFilled, rolePlay, unlockedVault } from "../trialVault.ts";
import type { UseCase } from "../useCase.ts";

const archiveName = "samtal.zip";

export const handOver: UseCase = {
  name: "handing over to an archive, and erasing here",
  prepare: prepareFilled,
  async act(home, { begin, take }) {
    const vault = await unlockedVault(home);
    const { id: conversationId } = await onlyConversation(vault);
    const targetId = vault.context().sources.offerTarget(join(home, archiveName));
    begin();
    const isWritten = await take(() =>
      vault.ask("handOver.export", { conversationId, targetId, receivedBy: "", reference: "" }),
    );
    if (!isWritten) return;
    const { title } = rolePlay.permission;
    await take(() => vault.ask("handOver.erase", { conversationId, receiptNumber: 1, typedTitle: title }));
  },
  async check(home, { acknowledged }) {
    const stopped = await stoppedErasures(home);
    await during(await unlockedVault(home), async (vault) => {
      const { id: conversationId } = await onlyConversation(vault);
      const receipts = await vault.get("handOver.receipts", { conversationId });
      const copies = await vault.get("copies.list", { conversationId });
      const isThere = existsSync(join(home, archiveName));
      assert.ok(receipts.length === 0 || isThere, "there is a receipt for nothing");
      assert.ok(acknowledged === 0 || receipts.length === 1, "an acknowledged hand-over has no receipt");
      assert.ok(!isThere || copies.length === 1, "a copy outside is unknown");
      if (isThere) assert.ok("manifest.json" in unzipSync(readFileSync(join(home, archiveName))));
      if (stopped.length === 0) {
        assert.ok(acknowledged < 2, "an acknowledged erasure is unknown");
        await requireWhole(vault);
      } else {
        assert.ok(isThere && receipts.length === 1, "erased before it was handed over");
        await requireErased(vault, home, contentCategories);
      }
    });
    const left = readdirSync(home).filter((name) => name.startsWith(`${archiveName}.`));
    assert.deepEqual(left, [], "a half-written archive stays");
  },
};
