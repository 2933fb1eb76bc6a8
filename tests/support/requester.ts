/** Asks the vault process's dispatcher in this process, with answers checked against the contract. */
import path from "node:path";
import { noConverter } from "../../electron/ports/converter.ts";
import { nodeFiles } from "../../electron/ports/files.ts";
import type { Log } from "../../electron/ports/log.ts";
import type { ServiceContext } from "../../electron/services/context.ts";
import { createDispatch } from "../../electron/services/dispatch.ts";
import { createSourceRegistry } from "../../electron/services/sourceRegistry.ts";
import { createVaultGate, type VaultGate } from "../../electron/services/vaultGate.ts";
import type { VaultHost } from "../../electron/services/vaultHost.ts";
import type { UnlockedVault } from "../../electron/vault/unlockedVault.ts";
import {
  type AppEvent,
  type RequestInput,
  type RequestName,
  type RequestOutput,
  requests,
} from "../../shared/contract.ts";
import type { SourceId } from "../../shared/domain/ids.ts";
import type { AppError } from "../../shared/errors.ts";
import type { Result } from "../../shared/result.ts";

/** One process as it is seen through its messages; ends with `end`. */
export interface Requester {
  readonly gate: VaultGate;
  readonly events: AppEvent[];
  /** What was logged as a defect. */
  readonly defects: unknown[];
  /** Asks anything, as it comes. */
  ask(name: string, input: unknown): Promise<Result<unknown>>;
  /** Asks, and expects the value that the contract promises. */
  get<Name extends RequestName>(name: Name, input: RequestInput<Name>): Promise<RequestOutput<Name>>;
  /** Asks, and expects a failure. */
  failure(name: string, input: unknown): Promise<AppError>;
  /** Offers a file of this computer, as the shell does. */
  offer(filePath: string): SourceId;
  /** What services work with. @throws Error while locked */
  context(): ServiceContext;
  /** Closes the vault as the end of the process does; may be called twice. */
  end(): void;
}

/** A process without any vault open. @param kept - the log that defects go to beside `defects` */
export function createRequester(host: VaultHost, kept?: Log): Requester {
  const events: AppEvent[] = [];
  const defects: unknown[] = [];
  const log: Log = {
    note: (level, event, detail) => kept?.note(level, event, detail),
    logDefect(error) {
      const incident = `incident-${defects.push(error)}`;
      return kept?.logDefect(error) ?? incident;
    },
  };
  const gate = createVaultGate({
    host,
    log,
    sources: createSourceRegistry(nodeFiles),
    clock: host.clock,
    converter: noConverter,
    resourcesFolder: path.join(import.meta.dirname, "../../resources"),
    version: host.version,
    emit: (event) => events.push(event),
  });
  const dispatch = createDispatch(gate, log);
  // Across the border of the process everything is cloned.
  const ask = async (name: string, input: unknown) =>
    structuredClone(await dispatch(name, structuredClone(input)));
  return {
    gate,
    events,
    defects,
    ask,
    async get(name, input) {
      const result = await ask(name, input);
      if (!result.ok) throw new Error(`${name}: ${JSON.stringify(result.error)} ${defects.at(-1) ?? ""}`);
      return requests[name].output.parse(result.value) as RequestOutput<typeof name>;
    },
    async failure(name, input) {
      const result = await ask(name, input);
      if (result.ok) throw new Error(`${name} did not fail`);
      return result.error;
    },
    offer(filePath) {
      const [source] = gate.sources.offer([filePath]);
      if (source === undefined) throw new Error("nothing was offered");
      return source.sourceId;
    },
    context() {
      const context = gate.context();
      if (context === undefined) throw new Error("the vault is locked");
      return context;
    },
    end() {
      const context = gate.context();
      context?.tokens.close();
      (context?.vault as UnlockedVault | undefined)?.close();
    },
  };
}
