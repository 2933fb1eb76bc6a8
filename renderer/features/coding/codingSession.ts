/** A coding as somebody works on it: shown at once, saved in the background, and the way back. */
import { type Coding, type CodingChange, codingChangesPerRequest } from "../../../shared/domain/coding.ts";
import {
  applyCodingChange,
  applyCodingChanges,
  invertCodingChanges,
} from "../../../shared/domain/codingChange.ts";
import { refusalOf } from "../../../shared/domain/codingRules.ts";
import { type PlayedRange, withPlayed } from "../../../shared/domain/listened.ts";
import type { Scheme } from "../../../shared/domain/scheme.ts";

/** One step of undo. */
export type CodingStep = readonly CodingChange[];

export interface CodingSession {
  /** As it is shown; its `version` is the vault's last one. */
  readonly coding: Coding;
  readonly past: readonly CodingStep[];
  readonly future: readonly CodingStep[];
  /** What the vault does not know of yet, in order. */
  readonly unsent: readonly CodingChange[];
  /** What is on its way to the vault; `null` while nothing is. */
  readonly sending: readonly CodingChange[] | null;
}

/** Begins to work on a coding as the vault has it. */
export function openSession(coding: Coding): CodingSession {
  return { coding, past: [], future: [], unsent: [], sending: null };
}

/** Does something, as one step. @throws RangeError if it does not fit what is shown */
export function changed(session: CodingSession, step: CodingStep): CodingSession {
  if (step.length === 0) return session;
  return { ...made(session, step), past: [...session.past, step], future: [] };
}

/**
 * Takes the last step back; as it is where there is none.
 *
 * What may not be given here, as a code from a file that is heard in the tone, does not come back once it was taken
 * away; then the way back ends there.
 */
export function undone(session: CodingSession, scheme: Scheme): CodingSession {
  const step = session.past.at(-1);
  if (step === undefined) return session;
  const back = invertCodingChanges(step);
  if (refusalOf(scheme, session.coding, back) !== null) return { ...session, past: [] };
  return {
    ...made(session, back),
    past: session.past.slice(0, -1),
    future: [...session.future, step],
  };
}

/** Does the last step again that was taken back. */
export function redone(session: CodingSession): CodingSession {
  const step = session.future.at(-1);
  if (step === undefined) return session;
  return { ...made(session, step), past: [...session.past, step], future: session.future.slice(0, -1) };
}

/** Whether the vault knows all of it. */
export function isSaved({ unsent, sending }: CodingSession): boolean {
  return unsent.length === 0 && sending === null;
}

/** Begins to send what is unsent; as it is while something is on its way. */
export function sendingBegun(session: CodingSession): CodingSession {
  if (session.sending !== null || session.unsent.length === 0) return session;
  return {
    ...session,
    sending: session.unsent.slice(0, codingChangesPerRequest),
    unsent: session.unsent.slice(codingChangesPerRequest),
  };
}

/** What was on its way has come. @param version - the vault's from now on */
export function sendingAcknowledged(session: CodingSession, version: number): CodingSession {
  return { ...session, sending: null, coding: { ...session.coding, version } };
}

/** What was on its way has not come: it is unsent again. */
export function sendingFailed(session: CodingSession): CodingSession {
  return { ...session, sending: null, unsent: [...(session.sending ?? []), ...session.unsent] };
}

/**
 * Goes on from a later state of the vault: what is unsent and still fits is done again on top.
 *
 * The way back is kept where the units, ratings and spans come out as they are shown; else its steps lead from
 * another state.
 */
export function rebased(session: CodingSession, fresh: Coding): CodingSession {
  const heard = session.coding.heard.reduce<readonly PlayedRange[]>(withPlayed, fresh.heard);
  let coding: Coding = { ...fresh, heard: [...heard] };
  const unsent: CodingChange[] = [];
  for (const change of [...(session.sending ?? []), ...session.unsent]) {
    const next = ifItFits(() => applyCodingChange(coding, change));
    if (next === undefined) continue;
    coding = next;
    unsent.push(change);
  }
  const isAsShown = contentOf(coding) === contentOf(session.coding);
  return {
    ...openSession(coding),
    unsent,
    ...(isAsShown ? { past: session.past, future: session.future } : {}),
  };
}

/** Adds to what has been heard, as it is shown; the vault is told apart. */
export function heardOn(session: CodingSession, range: PlayedRange): CodingSession {
  return { ...session, coding: { ...session.coding, heard: withPlayed(session.coding.heard, range) } };
}

function contentOf({ units, ratings, spans }: Coding): string {
  const inOrder = Object.entries(ratings).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify([units, inOrder, spans]);
}

function ifItFits<T>(apply: () => T): T | undefined {
  try {
    return apply();
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

function made(session: CodingSession, changes: readonly CodingChange[]): CodingSession {
  return {
    ...session,
    coding: applyCodingChanges(session.coding, changes),
    unsent: [...session.unsent, ...changes],
  };
}
