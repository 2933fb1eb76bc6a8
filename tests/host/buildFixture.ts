/** Builds the real main and preload around a fixture page and a fixture vault process. */
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createBuilder } from "vite";
import { applicationBuild } from "../../vite.config.ts";

/** @returns the folder of the built application, to be launched with `outFolder` */
export async function buildFixture(): Promise<string> {
  const outFolder = await mkdtemp(join(tmpdir(), "lyhord-fixture-"));
  const fixtures = join(import.meta.dirname, "fixtures");
  const builder = await createBuilder({
    configFile: false,
    ...applicationBuild({
      outFolder,
      pageFolder: join(fixtures, "page"),
      vaultProcess: join(fixtures, "vaultProcess.ts"),
    }),
  });
  await builder.buildApp();
  return outFolder;
}
