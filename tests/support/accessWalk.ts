/** A random sitting with a vault, and a model of what the audit log must say before each answer leaves. */
import fs from "node:fs";
import path from "node:path";
import fc from "fast-check";
import type { VaultSummary } from "../../shared/domain/vaultSummary.ts";
import type { AnyRequest, Deed, Hand, Needed } from "./accessDeed.ts";
import { openingDeeds } from "./openingDeeds.ts";
import { createRequester, type Requester } from "./requester.ts";
import { rulingDeeds, tellingDeeds } from "./rulingDeeds.ts";
import { takingOutDeeds } from "./takingOutDeeds.ts";
import { testConsent } from "./vaultForTest.ts";
import { secretOf, testPassphrase, vaultHostForTest } from "./vaultHostForTest.ts";
import type { WalkedVault } from "./walkedVault.ts";

const deeds = { ...openingDeeds, ...takingOutDeeds, ...tellingDeeds, ...rulingDeeds } as const;
type DeedName = keyof typeof deeds;

/** One step: a deed, with which of the conversations, and whether the log can be written meanwhile. */
export interface WalkStep {
  readonly deed: DeedName | "wrong passphrase" | "lock and unlock";
  readonly which: number;
  readonly isLogBroken: boolean;
}

/** Everything that gives out content, changes a rule, or takes something out of the vault; what ends content last. */
const deedNames = Object.keys(deeds) as DeedName[];
const givingNames = [
  ...Object.keys(openingDeeds).filter((name) => name !== "transcript.clear"),
  ...Object.keys(takingOutDeeds).filter((name) => name !== "backup.make"),
] as DeedName[];

/** The requests that a walk makes. */
export const walkedRequests: ReadonlySet<AnyRequest> = new Set([
  "vault.unlock",
  ...Object.values<Deed>(deeds).flatMap(({ requests }) => requests),
]);

/** Steps of a walk; what ends content is rarer than what gives it out. */
export function walkSteps(length: number): fc.Arbitrary<WalkStep[]> {
  const deed = fc.oneof(
    { weight: 5, arbitrary: fc.constantFrom(...givingNames) },
    { weight: 2, arbitrary: fc.constantFrom(...deedNames, "wrong passphrase", "lock and unlock") },
  );
  const step = fc.record({
    deed,
    which: fc.nat(1),
    isLogBroken: fc.oneof(
      { weight: 4, arbitrary: fc.constant(false) },
      { weight: 1, arbitrary: fc.constant(true) },
    ),
  });
  return fc.array(step, { minLength: length, maxLength: length });
}

/**
 * Walks in a copy of a vault.
 *
 * @param folder - empty
 * @returns what the log did not say before an answer was given, one sentence each; empty if it said all
 */
export async function walk(
  vault: WalkedVault,
  folder: string,
  steps: readonly WalkStep[],
): Promise<string[]> {
  const walker = await enter(vault, folder);
  const failures: string[] = [];
  for (const [index, step] of steps.entries()) {
    const { lacking } = await walker.take(step, 101 + index);
    failures.push(...lacking.map((text) => `step ${index + 1}, ${step.deed}: ${text}`));
  }
  failures.push(...walker.leave());
  return failures;
}

/**
 * Does each deed once, as the first of a sitting: what another has logged before would hide that it logs nothing.
 *
 * @param folder - empty
 * @returns what the log did not say, and which deeds were refused although the log could be written
 */
export async function tour(
  vault: WalkedVault,
  folder: string,
  isLogBroken: boolean,
): Promise<{ readonly steps: number; readonly failures: string[] }> {
  const walker = await enter(vault, folder);
  const failures: string[] = [];
  const clearing: readonly DeedName[] = ["transcript.clear", "transcript.read", "transcript.clear"];
  // Where nothing is written any more, the steps that lead back still hold the words.
  const names: readonly DeedName[] = isLogBroken
    ? deedNames
    : [...clearing, ...deedNames.filter((name) => name !== "transcript.clear")];
  for (const [index, deed] of names.entries()) {
    const { which = 0, isFree }: Deed = deeds[deed];
    await walker.take({ deed: "lock and unlock", which: 0, isLogBroken: false }, 0);
    const { needed, lacking } = await walker.take({ deed, which, isLogBroken }, 102 + 3 * index);
    failures.push(...lacking.map((text) => `first in a sitting, ${deed}: ${text}`));
    if (needed === 0 && !isLogBroken && isFree !== true)
      failures.push(`${deed} did nothing that must be logged`);
  }
  failures.push(...walker.leave());
  return { steps: names.length, failures };
}

interface Logged extends Needed {
  readonly sequence: number;
  readonly consentNumber?: number;
  readonly conversationId?: string;
  readonly detail?: Readonly<Record<string, unknown>>;
}

/** What came of a step. */
interface Taken {
  /** How much had to be in the log. */
  readonly needed: number;
  /** What of it was not, one sentence each. */
  readonly lacking: readonly string[];
}

async function enter(vault: WalkedVault, folder: string) {
  const home = path.join(folder, "home");
  fs.cpSync(vault.home, home, { recursive: true });
  const host = await vaultHostForTest(home);
  let requester = await unlocked();
  let sittingFrom = lastSequence();
  let failedTries = 0;

  async function unlocked(): Promise<Requester> {
    const next = createRequester(host);
    const [summary] = (await next.get("vault.list", {})) as VaultSummary[];
    if (summary === undefined) throw new Error("there is no vault");
    const secret = { kind: "passphrase", bytes: secretOf(testPassphrase) } as const;
    await next.get("vault.unlock", { vaultId: summary.id, secret });
    return next;
  }

  function entries(): Logged[] {
    const bodies = requester
      .context()
      .vault.db.prepare<[], string>("SELECT body FROM audit ORDER BY sequence")
      .pluck()
      .all();
    return bodies.map((body) => JSON.parse(body as string) as Logged);
  }

  function lastSequence(): number {
    return entries().at(-1)?.sequence ?? 0;
  }

  /** Once in a sitting is enough for an access; a change or a taking out is said each time. */
  function lackingOf(needed: readonly Needed[], since: number): string[] {
    const log = entries();
    return needed.flatMap(({ event, of }) => {
      const from = isAccess(event) ? sittingFrom : since;
      const isSaid = log.some(
        (entry) =>
          entry.sequence > from &&
          entry.event === event &&
          (of === undefined || entry.conversationId === of || entry.consentNumber === of),
      );
      return isSaid ? [] : [`nothing of "${event}" of ${of ?? "all"} was in the log`];
    });
  }

  async function lockAndUnlock(): Promise<Taken> {
    requester.end();
    requester = await unlocked();
    sittingFrom = lastSequence();
    const tries = entries().filter(({ event }) => event === "unlock-failed").length;
    const lacking = tries === failedTries ? [] : [`${failedTries} failed tries, ${tries} in the log`];
    return { needed: failedTries, lacking };
  }

  async function tryWrongPassphrase(): Promise<Taken> {
    const other = createRequester(host);
    const bytes = secretOf("inte den här frasen");
    requester.end();
    const vaultId = requester.context().vault.id;
    const result = await other.ask("vault.unlock", { vaultId, secret: { kind: "passphrase", bytes } });
    failedTries += 1;
    requester = await unlocked();
    sittingFrom = lastSequence();
    return { needed: 0, lacking: result.ok ? ["a wrong passphrase opened the vault"] : [] };
  }

  return {
    /** @param number - another one each time */
    async take({ deed, which, isLogBroken }: WalkStep, number: number): Promise<Taken> {
      if (deed === "lock and unlock") return lockAndUnlock();
      if (deed === "wrong passphrase") return tryWrongPassphrase();
      const of = vault.conversations[which];
      if (of === undefined) throw new RangeError(`there is no conversation ${which}`);
      const { db } = requester.context().vault;
      const since = lastSequence();
      const hand: Hand = { vault, requester, folder };
      if (isLogBroken)
        db.exec(
          "CREATE TEMP TRIGGER full BEFORE INSERT ON main.audit BEGIN SELECT RAISE(ABORT, 'full'); END",
        );
      try {
        const needed = await deeds[deed].take(hand, of, number);
        return { needed: needed.length, lacking: lackingOf(needed, since) };
      } finally {
        if (isLogBroken) db.exec("DROP TRIGGER full");
      }
    },
    leave(): string[] {
      const failures = onceInASitting(entries(), vault);
      requester.end();
      return failures;
    },
  };
}

/** Accesses are said once in a sitting; nothing that is said holds a word, a name or a position. */
function onceInASitting(log: readonly Logged[], vault: WalkedVault): string[] {
  const failures: string[] = [];
  let said = new Set<string>();
  for (const entry of log) {
    const { event, conversationId = "" } = entry;
    if (event === "unlock") said = new Set();
    const isBegun = event !== "prepare" || entry.detail === undefined;
    if (isAccess(event) && isBegun) {
      const access = `${event} ${conversationId}`;
      if (said.has(access)) failures.push(`"${access}" stands in the log twice in a sitting`);
      said.add(access);
    }
    const text = JSON.stringify(entry);
    const words = vault.conversations.flatMap(({ said: word, noted }) => [word, noted]);
    if ([...words, testConsent.pseudonym, "Ms"].some((word) => text.includes(word)))
      failures.push(`the log holds more than it may: ${text}`);
  }
  return failures;
}

function isAccess(event: string): boolean {
  return ["open", "play", "prepare", "search"].includes(event);
}
