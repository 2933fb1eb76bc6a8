/** What a deed of a walk is, and what it works with. */
import { randomUUID } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import type { InternalRequestName } from "../../electron/services/internalRequests.ts";
import type { RequestName } from "../../shared/contract.ts";
import type { AuditEvent } from "../../shared/domain/auditEvent.ts";
import type { TargetId } from "../../shared/domain/ids.ts";
import type { Requester } from "./requester.ts";
import type { WalkedConversation, WalkedVault } from "./walkedVault.ts";

/** Every request there is: the page's, and those that only the shell makes. */
export type AnyRequest = RequestName | InternalRequestName;

/** What an answer needs to have in the log: an event, and the conversation or permission it names. */
export interface Needed {
  readonly event: AuditEvent;
  readonly of?: string | number;
}

/** Something a person does with one conversation of a walk. */
export interface Deed {
  /** The requests that it is there for. */
  readonly requests: readonly AnyRequest[];
  /** Which of the conversations it can be done with, where it is not the first. */
  readonly which?: number;
  /** It gives out nothing that must be logged, and is done to see just that. */
  readonly isFree?: true;
  /**
   * Does it.
   *
   * @param number - another one each time
   * @returns what its answer needs to have in the log, which is nothing for a refusal
   */
  take(hand: Hand, of: WalkedConversation, number: number): Promise<Needed[]>;
}

/** What deeds are done with. */
export interface Hand {
  readonly vault: WalkedVault;
  readonly requester: Requester;
  /** For files that are taken out. */
  readonly folder: string;
}

/** Asks. @returns `undefined` for a refusal */
export async function ask(
  { requester }: Hand,
  name: AnyRequest,
  input: unknown,
): Promise<Answer | undefined> {
  const result = await requester.ask(name, input);
  return result.ok ? (result.value as Answer) : undefined;
}

/** An answer of any request; only those fields are looked at that are there. */
export type Answer = Readonly<Record<string, unknown>>;

/** Whose words stand in an answer, whatever request gave it. */
export function wordsNeed({ vault }: Hand, value: unknown, event: AuditEvent = "open"): Needed[] {
  const text = JSON.stringify(value) ?? "";
  return vault.conversations
    .filter(({ said, noted }) => text.includes(said) || text.includes(noted))
    .map(({ conversationId }) => ({ event, of: conversationId }));
}

/** What any answer about a conversation needs. */
export function answerNeeds(event: AuditEvent, of: string | number, value: unknown): Needed[] {
  return value === undefined ? [] : [{ event, of }];
}

/** What a file needs once it lies outside, whatever the answer was. */
export async function fileNeeds(
  hand: Hand,
  needed: Needed,
  write: (targetId: TargetId) => Promise<unknown>,
): Promise<Needed[]> {
  const file = path.join(hand.folder, `${randomUUID()}.out`);
  await write(hand.requester.gate.sources.offerTarget(file));
  return fs.existsSync(file) ? [needed] : [];
}

/** Hears the first bytes of a sound. */
export function hear(hand: Hand, token: unknown): Promise<Answer | undefined> {
  return ask(hand, "internal.mediaRead", { token, start: 0, end: 64 });
}
