/** Asking the vault process's dispatcher as the page does, with answers checked against the contract. */
import path from "node:path";
import { onTestFinished } from "vitest";
import { nodeFiles } from "../../electron/ports/files.ts";
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
import type { AppError } from "../../shared/errors.ts";
import type { Result } from "../../shared/result.ts";
import { temporaryFolder } from "./temporaryFolder.ts";
import { vaultHostForTest } from "./vaultHostForTest.ts";

/** One process as it is seen through its messages. */
export interface Requester {
  readonly gate: VaultGate;
  readonly events: AppEvent[];
  /** What was logged as a defect. */
  readonly defects: unknown[];
  /** Closes the vault as the end of the process does. */
  end(): void;
  /** Asks anything, as it comes. */
  ask(name: string, input: unknown): Promise<Result<unknown>>;
  /** Asks, and expects the value that the contract promises. */
  get<Name extends RequestName>(name: Name, input: RequestInput<Name>): Promise<RequestOutput<Name>>;
  /** Asks, and expects a failure. */
  failure(name: string, input: unknown): Promise<AppError>;
}

/** A process without any vault, on a temporary folder. */
export async function requesterForTest(host: Partial<VaultHost> = {}): Promise<Requester> {
  const fullHost = await vaultHostForTest(host.home ?? temporaryFolder(), host);
  const events: AppEvent[] = [];
  const defects: unknown[] = [];
  const log = {
    note: () => {},
    logDefect: (error: unknown) => `incident-${defects.push(error)}`,
  };
  const gate = createVaultGate({
    host: fullHost,
    log,
    sources: createSourceRegistry(nodeFiles),
    clock: fullHost.clock,
    resourcesFolder: path.join(import.meta.dirname, "../../resources"),
    version: fullHost.version,
    emit: (event) => events.push(event),
  });
  const end = () => {
    const context = gate.context();
    context?.tokens.close();
    (context?.vault as UnlockedVault | undefined)?.close();
  };
  onTestFinished(end);
  const dispatch = createDispatch(gate, log);
  // Across the border of the process everything is cloned.
  const ask = async (name: string, input: unknown) =>
    structuredClone(await dispatch(name, structuredClone(input)));
  return {
    gate,
    events,
    defects,
    end,
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
  };
}
