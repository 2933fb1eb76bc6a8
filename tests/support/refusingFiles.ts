/** A file port that refuses certain files, as a virus scanner, missing rights or a full disk do. */
import { type FilePort, nodeFiles } from "../../electron/ports/files.ts";

/** Files can be found and read as ever; nothing is made, changed or taken away where `refuses` says so. */
export function refusingFiles(
  code: "EACCES" | "EBUSY" | "ENOSPC" | "EROFS",
  refuses: (path: string) => boolean,
): FilePort {
  function ask(path: string): string {
    if (refuses(path)) throw Object.assign(new Error(`${code}: simulated`), { code });
    return path;
  }
  return {
    ...nodeFiles,
    createNew: (path) => nodeFiles.createNew(ask(path)),
    openUpdate: (path) => nodeFiles.openUpdate(ask(path)),
    rename: (from, to) => nodeFiles.rename(ask(from), to),
    unlink: (path) => nodeFiles.unlink(ask(path)),
    // A folder that is there is found there, also where none could be made.
    makeFolder: (path) => nodeFiles.makeFolder(nodeFiles.exists(path) ? path : ask(path)),
  };
}
