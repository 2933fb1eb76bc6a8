/** What erasing needs: less than a service has, so that it also runs before an unlocked vault is handed out. */
import type { AppEvent } from "../../shared/contract.ts";
import type { ServiceContext } from "./context.ts";
import type { MediaTokens } from "./mediaTokens.ts";
import type { Sitting } from "./sitting.ts";

/** The surroundings of an erasure; every service's context is one. */
export interface ErasureContext extends Pick<ServiceContext, "vault" | "audio" | "version"> {
  /** Only then was what is missing of a key missing while the vault was locked. */
  readonly isUnlocking?: boolean;
  readonly tokens: Pick<MediaTokens, "revoke">;
  readonly sitting: Pick<Sitting, "imports" | "transcodings" | "destroyedHalves"> &
    Partial<Pick<Sitting, "backup" | "recording">>;
  emit(event: AppEvent): void;
}
