/** The build: page, main, preload, vault process and its two workers, one environment each, into `dist/`. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import react from "@vitejs/plugin-react";
import { defineConfig, type EnvironmentOptions, type Plugin, type UserConfig } from "vite";

const projectRoot = import.meta.dirname;

/** What stays an `import` in the built Node programs; everything else is bundled. */
export const externalPackages = ["electron", "better-sqlite3", "libsodium-wrappers"] as const;

/** Which entries to build and where to; tests build fixtures through the same function. */
export interface ApplicationEntries {
  /** Folder that receives `electron/`, `renderer/` and `pageFiles.json`. */
  readonly outFolder: string;
  /** Folder with the page's `index.html`. */
  readonly pageFolder: string;
  /** Entry of the vault process. */
  readonly vaultProcess: string;
}

/** The application's own entries. */
export const applicationEntries: ApplicationEntries = {
  outFolder: join(projectRoot, "dist"),
  pageFolder: join(projectRoot, "renderer"),
  vaultProcess: join(projectRoot, "electron/vaultProcess.ts"),
};

/** Builds the Vite configuration for a set of entries; environments are built in the order listed. */
export function applicationBuild(entries: ApplicationEntries): UserConfig {
  const electronFolder = join(entries.outFolder, "electron");
  const node = (name: string, entry: string, format: "es" | "cjs" = "es") =>
    nodeEnvironment({ name, entry, format, outFolder: electronFolder });
  return {
    root: entries.pageFolder,
    base: "./",
    publicDir: false,
    logLevel: "warn",
    plugins: [react(), pageManifest(join(entries.outFolder, "pageFiles.json"))],
    worker: { format: "es" },
    build: { emptyOutDir: true, minify: false, reportCompressedSize: false },
    builder: {},
    environments: {
      client: {
        build: {
          outDir: join(entries.outFolder, "renderer"),
          target: "chrome140",
          // Fonts and pictures as `data:` would be refused by the page's policy.
          assetsInlineLimit: 0,
          modulePreload: { polyfill: false },
          minify: true,
          chunkSizeWarningLimit: 4096,
        },
      },
      main: node("main", join(projectRoot, "electron/main.ts")),
      // A sandboxed window cannot load an ES module as its preload.
      preload: node("preload", join(projectRoot, "electron/preload.ts"), "cjs"),
      vaultProcess: node("vaultProcess", entries.vaultProcess),
      keyDerivationWorker: node(
        "keyDerivationWorker",
        join(projectRoot, "electron/crypto/keyDerivationWorker.ts"),
      ),
      wordWorker: node("wordWorker", join(projectRoot, "electron/services/wordWorker.ts")),
    },
  };
}

function nodeEnvironment(program: {
  readonly name: string;
  readonly entry: string;
  readonly format: "es" | "cjs";
  readonly outFolder: string;
}): EnvironmentOptions {
  return {
    consumer: "server",
    resolve: { noExternal: true, conditions: ["node", "import", "module", "default"] },
    build: {
      outDir: program.outFolder,
      // The programs share the folder; the first one built empties it.
      emptyOutDir: program.name === "main",
      target: "node24",
      ssr: true,
      rolldownOptions: {
        input: { [program.name]: program.entry },
        external: [/^node:/, ...externalPackages],
        output: {
          format: program.format,
          entryFileNames: program.format === "cjs" ? "[name].cjs" : "[name].js",
          // What the vault process imports only once it is needed stays a file of its own beside it.
          ...(program.name === "vaultProcess"
            ? { chunkFileNames: "[name].js" }
            : { codeSplitting: false as const }),
        },
      },
    },
  };
}

/** Writes the list of files the shell may serve: paths below the page's folder, sorted. */
function pageManifest(manifestPath: string): Plugin {
  return {
    name: "lyhord-page-files",
    applyToEnvironment: (environment) => environment.name === "client",
    writeBundle(_, bundle) {
      writeFileSync(manifestPath, `${JSON.stringify(Object.keys(bundle).sort(), null, 2)}\n`);
    },
  };
}

export default defineConfig(applicationBuild(applicationEntries));
