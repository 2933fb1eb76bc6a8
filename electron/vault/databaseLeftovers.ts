/** Database files that are not the vault's any more, or never became so: left by a rotation or a migration. */
import path from "node:path";
import type { VaultSurroundings } from "./unlockedVault.ts";

const databaseFile = /^(vault-(\d+)\.db(\.new)?(?:-wal|-shm|-journal)?)(?:\.gone)?$/;

/**
 * Destroys every database file that does not belong to a generation, and copies that never took its name.
 *
 * @throws the port's error; call again
 */
export function sweepDatabases(
  { files, folder, destroy }: Pick<VaultSurroundings, "files" | "folder" | "destroy">,
  generation: number,
): void {
  for (const name of files.list(folder)) {
    const [, file, itsGeneration, isCopy] = databaseFile.exec(name) ?? [];
    if (file === undefined) continue;
    if (Number(itsGeneration) !== generation || isCopy !== undefined) destroy(path.join(folder, file));
  }
}
