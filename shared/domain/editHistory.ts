/** The way back through the edits of a transcript, and forward again: plain data that page and vault move alike. */
import { z } from "zod";
import { type Edit, editSchema, invertEdits } from "./edit.ts";

/** The most edits that one request carries. */
export const editsPerRequest = 500;
/** The most moves that one request carries. */
export const movesPerRequest = 1_000;
/** The most steps that are kept. */
const mostSteps = 500;
/** The most that steps may weigh together, in characters; the last one is kept however much it weighs. */
const mostWeight = 1_000_000;
/** What an edit weighs beside the words in it. */
const bareEdit = 160;

/** One step of undo: edits that belong together. */
export type Step = readonly Edit[];

/** Steps in the order they were made; the last of each is the next to undo or redo. */
export interface EditHistory {
  readonly past: readonly Step[];
  readonly future: readonly Step[];
}

export const stepSchema = z.array(editSchema).min(1);
export const editHistorySchema = z.object({ past: z.array(stepSchema), future: z.array(stepSchema) });

/**
 * What is done with a transcript.
 *
 * `joins`: it belongs to the step before, as the next burst of typing in a row does, or the rest of a long step.
 * `aside` is saved beside the steps and never undone: that somebody has listened.
 */
export const moveSchema = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("do"),
    edits: z.array(editSchema).min(1).max(editsPerRequest),
    joins: z.boolean(),
  }),
  z.object({ kind: z.literal("undo") }),
  z.object({ kind: z.literal("redo") }),
  z.object({ kind: z.literal("aside"), edits: z.array(editSchema).min(1).max(editsPerRequest) }),
]);
export type Move = z.infer<typeof moveSchema>;

/** A move as it is made: its edits are not divided for a request yet. */
export type MoveGiven =
  | { readonly kind: "do"; readonly edits: Step; readonly joins: boolean }
  | { readonly kind: "undo" }
  | { readonly kind: "redo" }
  | { readonly kind: "aside"; readonly edits: Step };

export const emptyHistory: EditHistory = { past: [], future: [] };

/**
 * Moves a history.
 *
 * @returns the history after it, and the edits that the text gets; `undefined` where there is nothing to undo or redo
 */
export function moved(
  history: EditHistory,
  move: MoveGiven,
): { readonly history: EditHistory; readonly edits: Step } | undefined {
  switch (move.kind) {
    case "do": {
      const last = move.joins ? history.past.at(-1) : undefined;
      const past =
        last === undefined
          ? [...history.past, move.edits]
          : [...history.past.slice(0, -1), joinedStep(last, move.edits)];
      return { history: { past: withinBounds(past), future: [] }, edits: move.edits };
    }
    case "undo": {
      const step = history.past.findLast(changesSomething);
      if (step === undefined) return undefined;
      const past = history.past.slice(0, history.past.lastIndexOf(step));
      return { history: { past, future: [...history.future, step] }, edits: invertEdits(step) };
    }
    case "redo": {
      const step = history.future.at(-1);
      if (step === undefined) return undefined;
      return { history: { past: [...history.past, step], future: history.future.slice(0, -1) }, edits: step };
    }
    case "aside":
      return { history, edits: move.edits };
  }
}

/** Two steps as one; typing that goes on in a row stays one edit however long it lasts. */
export function joinedStep(last: Step, next: Step): Step {
  const [before, ...beside] = last;
  const [after, ...more] = next;
  if (!isTypingOn(last, next) || before?.kind !== "set-text" || after?.kind !== "set-text")
    return [...last, ...next];
  return [{ ...after, before: before.before }, ...beside, ...more];
}

/** Whether edits go on typing in the row that a step was typed in, and do nothing else. */
export function isTypingOn(last: Step | undefined, next: Step): boolean {
  const row = last === undefined ? undefined : rowTypedIn(last);
  return row !== undefined && row === rowTypedIn(next);
}

/** Whether anything is different after a step: typing can come back to where it began. */
export function changesSomething(step: Step): boolean {
  return step.some(isChange);
}

/** Whether anything is different after an edit. */
export function isChange(edit: Edit): boolean {
  switch (edit.kind) {
    case "set-text":
    case "set-speaker":
    case "set-speaker-name":
    case "set-reviewed":
      return edit.before !== edit.after;
    case "set-times":
      return edit.before.startMs !== edit.after.startMs || edit.before.endMs !== edit.after.endMs;
    case "insert-segment":
    case "remove-segment":
      return true;
  }
}

/** What a step counts against the bounds, in characters. */
export function weightOf(step: Step): number {
  return step.reduce((sum, edit) => sum + bareEdit + wordsIn(edit), 0);
}

/** How many of the oldest steps are too many, by their weights, oldest first. */
export function stepsBeyondBounds(weights: readonly number[]): number {
  let total = weights.reduce((sum, weight) => sum + weight, 0);
  let beyond = 0;
  while (beyond < weights.length - 1 && (weights.length - beyond > mostSteps || total > mostWeight)) {
    total -= weights[beyond] ?? 0;
    beyond += 1;
  }
  return beyond;
}

function withinBounds(past: readonly Step[]): readonly Step[] {
  const beyond = stepsBeyondBounds(past.map(weightOf));
  return beyond === 0 ? past : past.slice(beyond);
}

/** The row whose text a step sets; beside that it may only say that the row was reviewed. */
function rowTypedIn(step: Step): string | undefined {
  const [first, ...beside] = step;
  if (first?.kind !== "set-text") return undefined;
  const isAlone = beside.every((edit) => edit.kind === "set-reviewed" && edit.segmentId === first.segmentId);
  return isAlone ? first.segmentId : undefined;
}

function wordsIn(edit: Edit): number {
  switch (edit.kind) {
    case "set-text":
      return edit.before.length + edit.after.length;
    case "insert-segment":
    case "remove-segment":
      return edit.segment.text.length;
    case "set-speaker":
    case "set-speaker-name":
    case "set-reviewed":
    case "set-times":
      return 0;
  }
}
