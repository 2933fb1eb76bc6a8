/** Which vault is unlocked in this process: none, and then one until the process ends. */
import type { ParsedInput, RequestOutput } from "../../shared/contract.ts";
import type { Session } from "../../shared/domain/vaultSummary.ts";
import { Failure } from "../../shared/errors.ts";
import type { Log } from "../ports/log.ts";
import type { UnlockedVault } from "../vault/unlockedVault.ts";
import type { ServiceContext } from "./context.ts";
import { type ContextSurroundings, createContext } from "./createContext.ts";
import { createVault } from "./createVault.ts";
import { dropOldDrafts } from "./draft.ts";
import { sweepOrphans } from "./orphans.ts";
import { recoverRecordings } from "./recoverRecordings.ts";
import type { RunningBackup } from "./sitting.ts";
import type { SourceRegistry } from "./sourceRegistry.ts";
import { unlockVault } from "./unlockVault.ts";
import type { VaultHost } from "./vaultHost.ts";
import { listVaults } from "./vaults.ts";
import { carryOutWithdrawal, checkWithdrawal, readWithdrawalOffer } from "./withdrawLocked.ts";

/**
 * The way from locked to unlocked. Only the end of the process forgets every key; a rotation closes the vault, and the
 * page then locks as always.
 */
export interface VaultGate {
  readonly host: VaultHost;
  readonly sources: SourceRegistry;
  list(): RequestOutput<"vault.list">;
  /** @throws Failure `request.invalid` if a vault is unlocked already; else as `createVault` */
  create(input: ParsedInput<"vault.create">): Promise<RequestOutput<"vault.create">>;
  /** @throws Failure `request.invalid` if a vault is unlocked already; else as `unlockVault` */
  unlock(input: ParsedInput<"vault.unlock">): Promise<Session>;
  session(): Session | null;
  /** @throws Failure `vault.not-found` */
  withdrawalOffer(input: ParsedInput<"withdrawal.offer">): RequestOutput<"withdrawal.offer">;
  /** @throws Failure `request.invalid` if a vault is unlocked; else as `checkWithdrawal` */
  checkWithdrawal(input: ParsedInput<"withdrawal.check">): Promise<RequestOutput<"withdrawal.check">>;
  /** @throws Failure `request.invalid` if a vault is unlocked; else as `carryOutWithdrawal` */
  carryOutWithdrawal(
    input: ParsedInput<"withdrawal.carryOut">,
  ): Promise<RequestOutput<"withdrawal.carryOut">>;
  /** What services work with; `undefined` while locked. */
  context(): ServiceContext | undefined;
  /** The vault with its keys, for what changes them; `undefined` while locked. */
  unlocked(): UnlockedGate | undefined;
  /** Takes note that the vault was closed for good, as after a rotation of its keys; nothing more is read from it. */
  leave(): void;
  /** The restoring of a backup that is under way. */
  readonly restoring: { job: RunningBackup | undefined };
  readonly emit: ContextSurroundings["emit"];
}

/** The vault that is unlocked, and what services work with. */
export interface UnlockedGate {
  readonly vault: UnlockedVault;
  readonly context: ServiceContext;
}

interface Options extends Omit<ContextSurroundings, "keyDerivation"> {
  readonly host: VaultHost;
  readonly log: Log;
}

type Phase =
  | { readonly phase: "locked" }
  | { readonly phase: "opening" }
  | (UnlockedGate & { readonly phase: "unlocked"; readonly session: Session });

/** Creates the gate of a process, locked. */
export function createVaultGate({ host, log, ...surroundings }: Options): VaultGate {
  let state: Phase = { phase: "locked" };

  async function pass<Opened extends { readonly vault: UnlockedVault; readonly session: Session }>(
    open: () => Promise<Opened>,
  ): Promise<Opened> {
    if (state.phase !== "locked") throw new Failure("request.invalid");
    state = { phase: "opening" };
    try {
      const opened = await open();
      const context = contextOf(opened.vault);
      sweep(context);
      state = { phase: "unlocked", vault: opened.vault, context, session: opened.session };
      // Not waited for: the vault can be used meanwhile.
      void recoverRecordings(context, (error) => log.logDefect(error));
      return opened;
    } catch (error) {
      state = { phase: "locked" };
      throw error;
    }
  }

  function requireLocked(): void {
    if (state.phase !== "locked") throw new Failure("request.invalid");
  }

  /** What cannot be worked with is not left open either: its lock would keep it from being unlocked again. */
  function contextOf(vault: UnlockedVault): ServiceContext {
    try {
      return createContext(vault, { ...surroundings, keyDerivation: host });
    } catch (error) {
      vault.close();
      throw error;
    }
  }

  function sweep(context: ServiceContext): void {
    try {
      dropOldDrafts(context.vault);
      sweepOrphans(context);
    } catch (error) {
      // What is left cannot be read by anyone; a vault must open also when its disk is full.
      log.logDefect(error);
    }
  }

  return {
    host,
    sources: surroundings.sources,
    list: () => listVaults(host),
    async create(input) {
      const { session, recoveryCode } = await pass(() => createVault(host, input));
      return { session, recoveryCode };
    },
    async unlock(input) {
      return (await pass(() => unlockVault(host, input))).session;
    },
    withdrawalOffer: (input) => readWithdrawalOffer(host, input),
    async checkWithdrawal(input) {
      requireLocked();
      return checkWithdrawal(host, input);
    },
    async carryOutWithdrawal(input) {
      requireLocked();
      return carryOutWithdrawal(host, input);
    },
    session() {
      if (state.phase !== "unlocked") return null;
      const { vault } = state.context;
      return { ...state.session, name: vault.header().name, clock: vault.clock.phase() };
    },
    context: () => (state.phase === "unlocked" ? state.context : undefined),
    unlocked: () => (state.phase === "unlocked" ? state : undefined),
    leave() {
      if (state.phase !== "unlocked") return;
      state.context.tokens.close();
      state = { phase: "locked" };
    },
    restoring: { job: undefined },
    emit: surroundings.emit,
  };
}
