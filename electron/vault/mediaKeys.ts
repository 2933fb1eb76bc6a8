/** The media keys of earlier generations: wrapped under the present vault key, so that no blob is orphaned by a rotation. */
import type { VaultId } from "../../shared/domain/ids.ts";
import { Failure } from "../../shared/errors.ts";
import { openBytes, sealBytes } from "../crypto/aead.ts";
import type { VaultHeader } from "./vaultHeader.ts";

type WrappedMediaKeys = VaultHeader["earlierMediaKeys"];

/** Media keys by generation, the present one among them; 32 bytes each. */
export type MediaKeys = ReadonlyMap<number, Uint8Array>;

/** Wraps every media key there is for the vault key that comes next. */
export function wrapMediaKeys(vaultId: VaultId, keys: MediaKeys, wrapKey: Uint8Array): WrappedMediaKeys {
  return [...keys].map(([generation, key]) => ({
    generation,
    wrappedKey: sealBytes(wrapKey, key, boundTo(vaultId, generation)),
  }));
}

/**
 * Unwraps the earlier media keys.
 *
 * @throws Failure `vault.tampered`
 */
export function openMediaKeys(
  vaultId: VaultId,
  wrapped: WrappedMediaKeys,
  wrapKey: Uint8Array,
): Map<number, Uint8Array> {
  return new Map(
    wrapped.map(({ generation, wrappedKey }) => {
      const key = openBytes(wrapKey, wrappedKey, boundTo(vaultId, generation));
      if (key === undefined) throw new Failure("vault.tampered");
      return [generation, key];
    }),
  );
}

function boundTo(vaultId: VaultId, generation: number): Uint8Array {
  return new TextEncoder().encode(`lyhord/media/1/${generation}/${vaultId}`);
}
