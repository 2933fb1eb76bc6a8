/** Requests that only the shell makes; the page cannot name them. */
import { z } from "zod";
import { targetIdSchema } from "../../shared/domain/ids.ts";
import { printedDocumentSchema, printedOnSchema } from "../../shared/domain/printedDocument.ts";
import { Failure } from "../../shared/errors.ts";
import { writeAuditHead } from "../vault/auditHeadFile.ts";
import { auditHead } from "../vault/auditLog.ts";
import { keepPages } from "../vault/pageDigest.ts";
import type { ServiceContext } from "./context.ts";
import { beginPrinting } from "./printing.ts";
import type { VaultGate } from "./vaultGate.ts";
import { writeTarget } from "./writeTarget.ts";

const token = z.string().min(1).max(64);
const path = z.string().min(1).max(32_767);

/** The form of their inputs. */
export const internalInputs = {
  "internal.offer": z.object({ paths: z.array(path).min(1).max(64) }),
  "internal.offerFolder": z.object({ path }),
  "internal.offerTarget": z.object({ path }),
  "internal.signLog": z.object({}),
  "internal.mediaInfo": z.object({ token }),
  "internal.mediaRead": z.object({ token, start: z.int().nonnegative(), end: z.int().nonnegative() }),
  "internal.printing": z.object({ document: printedDocumentSchema, printedOn: printedOnSchema }),
  "internal.writeTarget": z.object({
    targetId: targetIdSchema,
    bytes: z.custom<Uint8Array>((value) => value instanceof Uint8Array),
  }),
} as const;
export type InternalRequestName = keyof typeof internalInputs;

/** One handler for each; media and printing need an unlocked vault. */
export const internalHandlers: {
  readonly [Name in InternalRequestName]: (
    gate: VaultGate,
    input: z.output<(typeof internalInputs)[Name]>,
  ) => unknown;
} = {
  "internal.offer": ({ sources }, { paths }) => sources.offer(paths),
  "internal.offerFolder": ({ sources }, input) => sources.offerFolder(input.path),
  "internal.offerTarget": ({ sources }, input) => ({ targetId: sources.offerTarget(input.path) }),
  "internal.signLog": signLog,
  "internal.mediaInfo": (gate, input) => unlocked(gate).tokens.info(input.token),
  "internal.mediaRead": (gate, { token, start, end }) => unlocked(gate).tokens.read(token, start, end),
  "internal.printing": printing,
  "internal.writeTarget": (gate, input) =>
    writeTarget({ files: gate.host.files, sources: gate.sources, vault: gate.context()?.vault }, input),
};

/** The last thing before locking: log and pages are kept as they stand; while nothing is unlocked there is nothing to keep. */
function signLog(gate: VaultGate): void {
  const context = gate.context();
  if (context === undefined) return;
  const { vault, sitting } = context;
  writeAuditHead(vault, "lock");
  sitting.keptSequence = auditHead(vault.db).sequence;
  keepPages(vault);
}

/** After a rotation of the keys the new recovery code is shown while the vault is closed: there is no log to note it in. */
function printing(gate: VaultGate, input: z.output<(typeof internalInputs)["internal.printing"]>): void {
  if (gate.context() === undefined && input.document.kind === "recovery-code") return;
  beginPrinting(unlocked(gate), input);
}

function unlocked(gate: VaultGate): ServiceContext {
  const context = gate.context();
  if (context === undefined) throw new Failure("vault.locked");
  return context;
}
