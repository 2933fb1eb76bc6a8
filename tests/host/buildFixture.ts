/** Builds the real main and preload around a fixture page and, unless another is named, a fixture vault process. */
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createBuilder } from "vite";
import { applicationBuild } from "../../vite.config.ts";

/**
 * @param vaultProcess - another vault process; the real one finds its packages only from within the project
 * @param page - folder of the page in `fixtures`
 * @returns the folder of the built application, to be launched with `outFolder`
 */
export async function buildFixture(vaultProcess?: string, page = "page"): Promise<string> {
  const parent = vaultProcess === undefined ? tmpdir() : join(import.meta.dirname, "../../node_modules");
  const outFolder = await mkdtemp(join(parent, "lyhord-fixture-"));
  const fixtures = join(import.meta.dirname, "fixtures");
  const builder = await createBuilder({
    configFile: false,
    ...applicationBuild({
      outFolder,
      pageFolder: join(fixtures, page),
      vaultProcess: vaultProcess ?? join(fixtures, "vaultProcess.ts"),
    }),
  });
  await builder.buildApp();
  return outFolder;
}
