/** Codings that somebody works on; they outlive the screen while something in them is not saved. */
import { create } from "zustand";
import type { Coding } from "../../../shared/domain/coding.ts";
import type { CodingId } from "../../../shared/domain/ids.ts";
import { type PlayedRange, withPlayed } from "../../../shared/domain/listened.ts";
import type { Scheme } from "../../../shared/domain/scheme.ts";
import type { AppError } from "../../../shared/errors.ts";
import { toAppError } from "../../api/appFailure.ts";
import { call } from "../../api/call.ts";
import { registerFlush } from "../frame/flush.ts";
import { onVaultReturned } from "../frame/vaultReturned.ts";
import {
  type CodingSession,
  type CodingStep,
  changed,
  heardOn,
  isSaved,
  openSession,
  rebased,
  redone,
  sendingAcknowledged,
  sendingBegun,
  sendingFailed,
  undone,
} from "./codingSession.ts";

interface CodingState {
  readonly sessions: Readonly<Partial<Record<CodingId, CodingSession>>>;
  /** Why the last attempt to save failed. */
  readonly problems: Readonly<Partial<Record<CodingId, AppError>>>;
}

export const useCodings = create<CodingState>(() => ({ sessions: {}, problems: {} }));

/** Changes are gathered for so long, in ms. */
const gatherMs = 150;
/** The coding on the screen. */
let openId: CodingId | undefined;
/** What was heard and the vault does not know of yet. */
const unsaidHeard = new Map<CodingId, readonly PlayedRange[]>();
const waiting = new Map<CodingId, ReturnType<typeof setTimeout>>();
const running = new Map<CodingId, Promise<void>>();

registerFlush(saveAllCodings);
onVaultReturned(() => void saveAllCodings());

/** Takes a coding as the vault has it; what is not saved yet goes on top. */
export function takeCoding(coding: Coding): void {
  const known = useCodings.getState().sessions[coding.id];
  if (known === undefined) put(coding.id, openSession(coding));
  else if (known.sending === null) {
    put(coding.id, rebased(known, coding));
    if (!isSaved(known)) wake(coding.id);
  } else void saveCoding(coding.id).then(() => readAnew(coding.id));
}

/** Does something in one step: shown at once, saved soon. */
export function changeCoding(codingId: CodingId, step: CodingStep): void {
  update(codingId, (session) => changed(session, step));
}

/** Takes the last step back. */
export function undoCoding(codingId: CodingId, scheme: Scheme): void {
  update(codingId, (session) => undone(session, scheme));
}

/** Does the last step again that was taken back. */
export function redoCoding(codingId: CodingId): void {
  update(codingId, redone);
}

/** Notes that a stretch was heard: shown at once, saved with the next pause or change. */
export function hearInCoding(codingId: CodingId, range: PlayedRange): void {
  replace(codingId, (session) => heardOn(session, range));
  unsaidHeard.set(codingId, withPlayed(unsaidHeard.get(codingId) ?? [], range));
}

/** Saves a coding now; resolves when nothing more can be done, whether or not all could be saved. */
export function saveCoding(codingId: CodingId): Promise<void> {
  clearTimeout(waiting.get(codingId));
  waiting.delete(codingId);
  const before = running.get(codingId) ?? Promise.resolve();
  const now = before
    .then(() => sayHeard(codingId))
    .then(() => send(codingId))
    .finally(() => {
      if (running.get(codingId) === now) running.delete(codingId);
    });
  running.set(codingId, now);
  return now;
}

/** Begins to look at a coding. */
export function openCoding(codingId: CodingId): void {
  openId = codingId;
}

/** Leaves a coding; it is kept here as long as something in it is not saved. */
export async function leaveCoding(codingId: CodingId): Promise<void> {
  openId = undefined;
  await saveCoding(codingId);
  const { [codingId]: session, ...sessions } = useCodings.getState().sessions;
  if (openId !== codingId && session !== undefined && isSaved(session)) useCodings.setState({ sessions });
}

/** Whether all of it could be saved. */
async function saveAllCodings(): Promise<boolean> {
  const ids = Object.keys(useCodings.getState().sessions) as CodingId[];
  await Promise.allSettled(ids.map(saveCoding));
  const { sessions } = useCodings.getState();
  return Object.values(sessions).every((session) => session === undefined || isSaved(session));
}

async function sayHeard(codingId: CodingId): Promise<void> {
  const heard = unsaidHeard.get(codingId);
  if (heard === undefined) return;
  unsaidHeard.delete(codingId);
  try {
    await call("coding.hear", { codingId, heard: [...heard] });
  } catch {
    const since = unsaidHeard.get(codingId) ?? [];
    unsaidHeard.set(codingId, heard.reduce<readonly PlayedRange[]>(withPlayed, since));
  }
}

async function send(codingId: CodingId): Promise<void> {
  for (let again = 0; ; ) {
    const begun = useCodings.getState().sessions[codingId];
    if (begun === undefined) return;
    const session = sendingBegun(begun);
    if (session.sending === null) return;
    put(codingId, session);
    try {
      const { version } = await call("coding.apply", {
        codingId,
        baseVersion: session.coding.version,
        changes: [...session.sending],
      });
      replace(codingId, (now) => sendingAcknowledged(now, version));
      report(codingId, null);
    } catch (caught) {
      replace(codingId, sendingFailed);
      const problem = toAppError(caught);
      report(codingId, problem);
      again += 1;
      if (again > 3) return;
      // What is rated rests on what was heard, also since this was sent.
      if (problem.code === "coding.not-heard" && unsaidHeard.has(codingId)) await sayHeard(codingId);
      else if (problem.code !== "coding.out-of-date" || !(await readAnew(codingId))) return;
    }
  }
}

/** @returns whether it could be read */
async function readAnew(codingId: CodingId): Promise<boolean> {
  try {
    const fresh = await call("coding.read", { codingId });
    replace(codingId, (session) => rebased(session, fresh));
    return true;
  } catch {
    return false;
  }
}

function update(codingId: CodingId, change: (session: CodingSession) => CodingSession): void {
  replace(codingId, change);
  wake(codingId);
}

function wake(codingId: CodingId): void {
  clearTimeout(waiting.get(codingId));
  waiting.set(
    codingId,
    setTimeout(() => void saveCoding(codingId), gatherMs),
  );
}

function replace(codingId: CodingId, change: (session: CodingSession) => CodingSession): void {
  const session = useCodings.getState().sessions[codingId];
  if (session !== undefined) put(codingId, change(session));
}

function put(codingId: CodingId, session: CodingSession): void {
  useCodings.setState(({ sessions }) => ({ sessions: { ...sessions, [codingId]: session } }));
}

function report(codingId: CodingId, problem: AppError | null): void {
  useCodings.setState(({ problems: { [codingId]: _, ...others } }) => ({
    problems: problem === null ? others : { ...others, [codingId]: problem },
  }));
}
