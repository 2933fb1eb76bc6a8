/** Puts together what services work with once a vault is unlocked. */
import type { AppEvent } from "../../shared/contract.ts";
import { createBlobStore } from "../audio/blobStore.ts";
import type { ClockPort } from "../ports/clock.ts";
import type { ConverterPort } from "../ports/converter.ts";
import type { OpenVault } from "../vault/openVault.ts";
import { vaultPaths } from "../vault/vaultFolder.ts";
import { logAccess } from "./accessLog.ts";
import { readRange } from "./audioSource.ts";
import type { ServiceContext } from "./context.ts";
import { createMediaTokens } from "./mediaTokens.ts";
import { openRecording } from "./openRecording.ts";
import { requireConversation } from "./requireConversation.ts";
import { createSitting } from "./sitting.ts";
import type { SourceRegistry } from "./sourceRegistry.ts";

/** What does not depend on the vault. */
export interface ContextSurroundings {
  readonly sources: SourceRegistry;
  readonly clock: ClockPort;
  readonly converter: ConverterPort;
  readonly keyDerivation: ServiceContext["keyDerivation"];
  /** Folder of `resources/`. */
  readonly resourcesFolder: string;
  readonly version: string;
  emit(event: AppEvent): void;
}

/** Begins a sitting with an unlocked vault. */
export function createContext(vault: OpenVault, surroundings: ContextSurroundings): ServiceContext {
  const { files } = vault;
  const { sources } = surroundings;
  const audio = createBlobStore({ files, folder: vaultPaths(vault.folder).media });
  const sitting = createSitting();
  const tokens = createMediaTokens({
    openRecording: (recording) => openRecording(vault, audio, recording),
    readSource: (sourceId, start, end) => readRange(files, sources.pathOf(sourceId), start, end),
    beforePlaying: (conversationId) =>
      logAccess(vault, sitting, requireConversation(vault, conversationId), "play"),
  });
  return { ...surroundings, vault, audio, tokens, sitting, files };
}
