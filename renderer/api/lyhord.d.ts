/** What the preload puts on the window (electron/preload.ts). */
import type { AppEvent, RequestInput, RequestName, RequestOutput } from "../../shared/contract.ts";
import type { OfferedSource } from "../../shared/domain/offeredSource.ts";
import type { Result } from "../../shared/result.ts";

declare global {
  interface Window {
    readonly lyhord: {
      call<Name extends RequestName>(
        name: Name,
        input: RequestInput<Name>,
      ): Promise<Result<RequestOutput<Name>>>;
      offer(files: readonly File[]): Promise<Result<OfferedSource[]>>;
      on(listener: (event: AppEvent) => void): () => void;
    };
  }
}
