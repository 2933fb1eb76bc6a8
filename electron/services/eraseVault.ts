/** Erasing a whole vault from this computer: the only place where one is. */
import type { ParsedInput } from "../../shared/contract.ts";
import { Failure } from "../../shared/errors.ts";
import { destroyFile } from "../audio/destroyFile.ts";
import { deviceSecretPath } from "../vault/deviceSecret.ts";
import { countHolds } from "../vault/erasureRepository.ts";
import { listUnfinishedFiles } from "../vault/outsideCopyRepository.ts";
import { keepTombstones } from "../vault/tombstones.ts";
import { vaultFolderOf } from "../vault/vaultFolder.ts";
import { createAttempts } from "./attempts.ts";
import { refreshCompanions } from "./keepErased.ts";
import { removeUnfinishedFiles } from "./outsideFile.ts";
import { requireQuiet } from "./requireQuiet.ts";
import { destroyVault } from "./vaultFolders.ts";
import type { VaultGate } from "./vaultGate.ts";
import { isSameName } from "./withdrawConsent.ts";

/**
 * Destroys the vault that is unlocked: all key halves first, then header, database and blobs. The page locks afterwards.
 *
 * What is in backups stays there; what had been erased before does not come back from them.
 *
 * @param input.typedName - the vault's name, typed to confirm
 * @throws Failure `vault.locked`, `vault.name-mismatch`, `vault.on-hold` (`detail.held`: how many conversations) as long
 *   as anybody has asked for something in it, `vault.busy`, also while an unfinished file outside cannot be reached;
 *   `vault.in-use` while others are at the folders: it is as it was
 * @throws the port's first error, once everything was tried; what is left is tried again at each start
 */
export function eraseVault(gate: VaultGate, { typedName }: ParsedInput<"vault.erase">): void {
  const unlocked = gate.unlocked();
  if (unlocked === undefined) throw new Failure("vault.locked");
  const { vault, context } = unlocked;
  if (!isSameName(typedName, vault.header().name)) throw new Failure("vault.name-mismatch");
  // As in the sweep, a hold ends only at a time that nobody need confirm.
  const held = countHolds(vault.db, vault.clock.seen().trustedAt);
  if (held > 0) throw new Failure("vault.on-hold", { held });
  requireQuiet(context.sitting);
  // What a crash left outside is known by its row only, which goes with the vault.
  removeUnfinishedFiles(vault);
  if (listUnfinishedFiles(vault.db).length > 0) throw new Failure("vault.busy");
  keepTombstones(vault, { vaultErasedAt: vault.clock.now() });
  refreshCompanions(vault);
  const { host } = gate;
  const attempts = createAttempts();
  // While others are at the folders it stays open, and unlocked: nobody else would sweep it.
  attempts.try(() =>
    destroyVault(host, vault.id, () => {
      gate.leave();
      vault.close();
    }),
  );
  const deviceSecret = deviceSecretPath(host.home, vault.id);
  if (host.files.exists(deviceSecret) && !host.files.exists(vaultFolderOf(host.home, vault.id))) {
    attempts.try(() => destroyFile(host.files, deviceSecret));
  }
  attempts.finish();
}
