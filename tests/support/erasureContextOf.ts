/** Erasing in a vault in which nothing else goes on. */
import { createBlobStore } from "../../electron/audio/blobStore.ts";
import type { ErasureContext } from "../../electron/services/erasureContext.ts";
import type { OpenVault } from "../../electron/vault/openVault.ts";
import { vaultPaths } from "../../electron/vault/vaultFolder.ts";

/** What erasing needs of a vault in which nothing else goes on; nobody listens. */
export function erasureContextOf(vault: OpenVault): ErasureContext {
  return {
    vault,
    audio: createBlobStore({ files: vault.files, folder: vaultPaths(vault.folder).media }),
    version: "0.0.0-test",
    tokens: { revoke() {} },
    sitting: { imports: new Map(), transcodings: new Map(), destroyedHalves: new Map() },
    emit() {},
  };
}
