/** What every service is given: the open vault, its blobs, what was offered, and a way to say that something changed. */
import type { AppEvent } from "../../shared/contract.ts";
import type { BlobStore } from "../audio/blobStore.ts";
import type { ClockPort } from "../ports/clock.ts";
import type { ConverterPort } from "../ports/converter.ts";
import type { FilePort } from "../ports/files.ts";
import type { OpenVault } from "../vault/openVault.ts";
import type { MediaTokens } from "./mediaTokens.ts";
import type { Sitting } from "./sitting.ts";
import type { SourceRegistry } from "./sourceRegistry.ts";
import type { VaultHost } from "./vaultHost.ts";

/** The surroundings of a service, for as long as one vault is unlocked. */
export interface ServiceContext {
  readonly vault: OpenVault;
  readonly audio: BlobStore;
  readonly sources: SourceRegistry;
  readonly tokens: MediaTokens;
  readonly sitting: Sitting;
  readonly files: FilePort;
  readonly clock: ClockPort;
  /** The computer's own program for what is not decoded here. */
  readonly converter: ConverterPort;
  /** How secrets become keys; by default as `deriveKey` does it, at full cost. */
  readonly keyDerivation: Pick<VaultHost, "derive" | "kdfCost">;
  /** Folder of `resources/`, for the example conversation. */
  readonly resourcesFolder: string;
  /** Version of Lyhörd, for certificates. */
  readonly version: string;
  emit(event: AppEvent): void;
}
