/** One's own practice: the step one is at, and a log. */
import { randomUUID } from "node:crypto";
import type { ParsedInput, RequestOutput } from "../../shared/contract.ts";
import type { LogEntryId, StepId } from "../../shared/domain/ids.ts";
import { Failure } from "../../shared/errors.ts";
import {
  endStep as endRow,
  insertEntry,
  insertStep,
  listEntries,
  listSteps,
  removeEntry as removeEntryRow,
  removeStep as removeStepRow,
  updateEntry,
  updateStep,
} from "../vault/practiceRepository.ts";
import type { ServiceContext } from "./context.ts";

/** The step, the earlier ones, and the log. */
export function readPractice({ vault }: ServiceContext): RequestOutput<"practice.read"> {
  const steps = listSteps(vault.db);
  return {
    step: steps.find(({ endedAt }) => endedAt === null) ?? null,
    earlier: steps
      .filter(({ endedAt }) => endedAt !== null)
      .toSorted((a, b) => (b.endedAt ?? 0) - (a.endedAt ?? 0)),
    entries: listEntries(vault.db),
  };
}

/** Begins a step; the one before ends with it, and keeps what it has taught. */
export function setStep(
  context: ServiceContext,
  { learned, ...words }: ParsedInput<"practice.setStep">,
): RequestOutput<"practice.setStep"> {
  const { db, clock } = context.vault;
  const stepId = randomUUID() as StepId;
  const at = clock.now();
  db.transaction(() => {
    const before = readPractice(context).step;
    if (before !== null) endRow(db, { id: before.id, endedAt: at, learned });
    insertStep(db, { ...words, id: stepId, begunAt: at, endedAt: null, learned: null });
  }).immediate();
  emitChanged(context);
  return { stepId };
}

/** Rewrites a step. @throws Failure `practice.not-found` */
export function changeStep(
  context: ServiceContext,
  { stepId, ...words }: ParsedInput<"practice.changeStep">,
): void {
  requireFound(updateStep(context.vault.db, { ...words, id: stepId }));
  emitChanged(context);
}

/** Ends the step one is at. @throws Failure `practice.not-found`, also once it has ended */
export function endStep(context: ServiceContext, { stepId, learned }: ParsedInput<"practice.endStep">): void {
  const { db, clock } = context.vault;
  requireFound(endRow(db, { id: stepId, endedAt: clock.now(), learned }));
  emitChanged(context);
}

/** Removes a step. @throws Failure `practice.not-found` */
export function removeStep(context: ServiceContext, { stepId }: ParsedInput<"practice.removeStep">): void {
  requireFound(removeStepRow(context.vault.db, stepId));
  emitChanged(context);
}

/** Writes in the log. */
export function addEntry(
  context: ServiceContext,
  draft: ParsedInput<"practice.addEntry">,
): RequestOutput<"practice.addEntry"> {
  const { db, clock } = context.vault;
  const entryId = randomUUID() as LogEntryId;
  insertEntry(db, { ...draft, id: entryId }, clock.now());
  emitChanged(context);
  return { entryId };
}

/** Rewrites an entry. @throws Failure `practice.not-found` */
export function changeEntry(
  context: ServiceContext,
  { entryId, ...draft }: ParsedInput<"practice.changeEntry">,
): void {
  const { db, clock } = context.vault;
  requireFound(updateEntry(db, { ...draft, id: entryId }, clock.now()));
  emitChanged(context);
}

/** Removes an entry. @throws Failure `practice.not-found` */
export function removeEntry(context: ServiceContext, { entryId }: ParsedInput<"practice.removeEntry">): void {
  requireFound(removeEntryRow(context.vault.db, entryId));
  emitChanged(context);
}

function requireFound(isFound: boolean): void {
  if (!isFound) throw new Failure("practice.not-found");
}

function emitChanged({ emit }: ServiceContext): void {
  emit({ name: "practice.changed", payload: {} });
}
