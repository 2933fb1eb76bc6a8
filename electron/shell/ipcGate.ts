/** The gate between page and application: who asks, how much, and for what; then on to shell or vault. */
import { z } from "zod";
import { type RequestName, requests } from "../../shared/contract.ts";
import { Failure } from "../../shared/errors.ts";
import { failed, type Result, success } from "../../shared/result.ts";
import { isAppUrl } from "./appAddress.ts";
import { fitsInto, messageLimitBytes } from "./messageSize.ts";
import type { VaultRequest } from "./vaultLink.ts";

/** Requests that the shell answers itself. */
export type ShellRequestName = Extract<RequestName, `shell.${string}`>;

/** One handler for each request of the shell; input has been parsed. */
export type ShellRequests = {
  readonly [Name in ShellRequestName]: (
    input: z.output<(typeof requests)[Name]["input"]>,
  ) => Promise<z.output<(typeof requests)[Name]["output"]> | Passed>;
};

/** An answer of the vault process that a shell request hands on as it is. */
export class Passed {
  readonly result: Result<unknown>;

  constructor(result: Result<unknown>) {
    this.result = result;
  }
}

/** Who sent a message, as far as the gate looks. */
export interface Sender {
  readonly sender: unknown;
  readonly senderFrame: { readonly url: string; readonly parent: unknown } | null;
}

interface Options {
  /** The window's contents now; a message from any other is refused. */
  readonly ownContents: () => unknown;
  readonly shellRequests: ShellRequests;
  readonly vault: VaultRequest;
  /** Logs what nobody foresaw; @returns its incident id. */
  readonly logDefect: (error: unknown) => string;
}

const envelopeSchema = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("request"), name: z.string().max(64), input: z.unknown() }),
  z.strictObject({ kind: z.literal("dropped"), paths: z.array(z.string().max(32_767)).min(1).max(64) }),
]);

/**
 * Makes the handler of the one IPC channel.
 *
 * @returns a handler that never throws; everything it refuses is a `Result`
 */
export function createIpcGate(
  options: Options,
): (event: Sender, message: unknown) => Promise<Result<unknown>> {
  return async (event, message) => {
    if (!isFromPage(event, options.ownContents())) return failed({ code: "request.unknown" });
    if (!fitsInto(message, messageLimitBytes)) return failed({ code: "request.too-large" });
    const envelope = envelopeSchema.safeParse(message);
    if (!envelope.success) return failed({ code: "request.invalid" });
    try {
      return envelope.data.kind === "dropped"
        ? await offer(envelope.data.paths, options.vault)
        : await answer(envelope.data.name, envelope.data.input, options);
    } catch (error) {
      if (error instanceof Failure) return failed({ code: error.code, ...withDetail(error) });
      return failed({ code: "defect", incidentId: options.logDefect(error) });
    }
  };
}

/** Only the top frame of our own window, showing our own page. */
function isFromPage({ sender, senderFrame }: Sender, ownContents: unknown): boolean {
  return (
    ownContents !== undefined &&
    sender === ownContents &&
    senderFrame !== null &&
    senderFrame.parent === null &&
    isAppUrl(senderFrame.url)
  );
}

/** A dropped thing that is no file on this computer has an empty path. */
async function offer(paths: readonly string[], vault: VaultRequest): Promise<Result<unknown>> {
  const onDisk = paths.filter((path) => path !== "");
  if (onDisk.length === 0) return failed({ code: "media.source-gone" });
  return vault("internal.offer", { paths: onDisk });
}

async function answer(name: string, input: unknown, options: Options): Promise<Result<unknown>> {
  if (!isRequestName(name)) return failed({ code: "request.unknown" });
  if (!isShellRequest(name)) return options.vault(name, input);
  return answerShell(name, input, options.shellRequests);
}

async function answerShell<Name extends ShellRequestName>(
  name: Name,
  input: unknown,
  shellRequests: ShellRequests,
): Promise<Result<unknown>> {
  const parsed = requests[name].input.safeParse(input);
  if (!parsed.success) return failed({ code: "request.invalid" });
  const handler = shellRequests[name] as (input: unknown) => Promise<unknown>;
  const value = await handler(parsed.data);
  return value instanceof Passed ? value.result : success(value);
}

function isRequestName(name: string): name is RequestName {
  return Object.hasOwn(requests, name);
}

function isShellRequest(name: RequestName): name is ShellRequestName {
  return name.startsWith("shell.");
}

function withDetail({ detail }: Failure): { detail?: Record<string, string | number> } {
  return detail === undefined ? {} : { detail: { ...detail } };
}
