/** Whether Electron's binary is here; asking the package itself would make it download one. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

const packageFolder = join(import.meta.dirname, "../../node_modules/electron");

/** @returns the absolute path of Electron's binary; `undefined` if it has not been installed */
export function installedElectron(): string | undefined {
  const pathFile = join(packageFolder, "path.txt");
  if (!existsSync(pathFile)) return undefined;
  const binary = join(packageFolder, "dist", readFileSync(pathFile, "utf8").trim());
  return existsSync(binary) ? binary : undefined;
}
