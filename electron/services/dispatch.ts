/** The one place where a request becomes an answer, and whatever is thrown becomes a value. */
import { requests } from "../../shared/contract.ts";
import { type AppError, Failure } from "../../shared/errors.ts";
import { failed, type Result, success } from "../../shared/result.ts";
import type { Log } from "../ports/log.ts";
import { keepLogOutside } from "./accessLog.ts";
import type { ServiceContext } from "./context.ts";
import {
  type KeysRequestName,
  keysHandlers,
  type LockedRequestName,
  lockedHandlers,
  type UnlockedRequestName,
  unlockedHandlers,
} from "./handlers.ts";
import { type InternalRequestName, internalHandlers, internalInputs } from "./internalRequests.ts";
import type { VaultGate } from "./vaultGate.ts";

/** What a disk, its rights or a virus scanner answer where nothing is wrong in the program. */
const diskErrors = ["EIO", "EACCES", "EPERM", "EBUSY", "EROFS", "EMFILE", "ENFILE"];

/** Answers a request; never throws. */
export type Dispatch = (name: string, input: unknown) => Promise<Result<unknown>>;

/** Makes the dispatcher of a process. */
export function createDispatch(gate: VaultGate, log: Log): Dispatch {
  return async (name, input) => {
    try {
      const value = await answer(gate, name, input);
      return success(value === undefined ? {} : value);
    } catch (error) {
      return failed(errorOf(error, log));
    } finally {
      keepLogged(gate, log);
    }
  };
}

/**
 * What a thrown thing is to the page: a foreseen failure, trouble with the disk, or a defect, which is logged.
 *
 * SQLite's own codes for a full disk and for input and output errors count as the disk's.
 */
export function errorOf(error: unknown, log: Log): AppError {
  if (error instanceof Failure) {
    return { code: error.code, ...(error.detail === undefined ? {} : { detail: { ...error.detail } }) };
  }
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  if (code === "ENOSPC" || code === "EDQUOT" || code === "SQLITE_FULL") return { code: "vault.disk-full" };
  if (/^SQLITE_(CORRUPT|NOTADB)/.test(code)) return { code: "vault.damaged" };
  if (diskErrors.includes(code) || /^SQLITE_(IOERR|CANTOPEN|READONLY)/.test(code))
    return { code: "vault.disk-error" };
  return { code: "defect", incidentId: log.logDefect(error) };
}

/** What was done is done also where its witness cannot be written; the next request tries again. */
function keepLogged(gate: VaultGate, log: Log): void {
  const context = gate.context();
  if (context?.vault.db.open !== true) return;
  try {
    keepLogOutside(context);
  } catch {
    log.note("warning", "audit-head.not-kept");
  }
}

function answer(gate: VaultGate, name: string, asked: unknown): unknown {
  if (isInternal(name)) return answerInternal(gate, name, asked);
  const input = wellFormed(asked);
  if (isLocked(name)) {
    const handle = lockedHandlers[name] as (gate: VaultGate, input: unknown) => unknown;
    return handle(gate, parsed(requests[name].input, input));
  }
  if (!isUnlocked(name) && !isKeys(name)) throw new Failure("request.unknown");
  const context = gate.context();
  if (context === undefined) throw new Failure("vault.locked");
  if (isKeys(name)) {
    const handle = keysHandlers[name] as (gate: VaultGate, input: unknown) => unknown;
    return handle(gate, parsed(requests[name].input, input));
  }
  const handle = unlockedHandlers[name] as (given: typeof context, input: unknown) => unknown;
  return whileOpen(context, () => handle(context, parsed(requests[name].input, input)));
}

/** A rotation of the keys closes the vault beside what is still under way: that is no defect of the request. */
async function whileOpen({ vault }: ServiceContext, act: () => unknown): Promise<unknown> {
  try {
    return await act();
  } catch (error) {
    if (vault.db.open || error instanceof Failure) throw error;
    throw new Failure("vault.locked");
  }
}

function answerInternal(gate: VaultGate, name: InternalRequestName, input: unknown): unknown {
  const handle = internalHandlers[name] as (gate: VaultGate, input: unknown) => unknown;
  return handle(gate, parsed(internalInputs[name], input));
}

interface Parser {
  safeParse(input: unknown): { readonly success: true; readonly data: unknown } | { readonly success: false };
}

function parsed(schema: Parser, input: unknown): unknown {
  const result = schema.safeParse(input);
  if (!result.success) throw new Failure("request.invalid");
  return result.data;
}

/**
 * The input with halves of surrogate pairs replaced, as SQLite replaces them: what is stored is then what was taken in,
 * and what is sent next to say how it was fits it.
 */
function wellFormed(value: unknown): unknown {
  if (typeof value === "string") return value.toWellFormed();
  if (Array.isArray(value)) return value.map(wellFormed);
  if (typeof value !== "object" || value === null || Object.getPrototypeOf(value) !== Object.prototype)
    return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, wellFormed(one)]));
}

function isInternal(name: string): name is InternalRequestName {
  return Object.hasOwn(internalHandlers, name);
}

function isLocked(name: string): name is LockedRequestName {
  return Object.hasOwn(lockedHandlers, name);
}

function isKeys(name: string): name is KeysRequestName {
  return Object.hasOwn(keysHandlers, name);
}

function isUnlocked(name: string): name is UnlockedRequestName {
  return Object.hasOwn(unlockedHandlers, name);
}
