/** A random sitting with a vault, and a model of what the audit log must say before each answer leaves. */
import { randomUUID } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import fc from "fast-check";
import type { RequestName } from "../../shared/contract.ts";
import type { ConversationId, NoteId, RecordingId, TargetId } from "../../shared/domain/ids.ts";
import type { VaultSummary } from "../../shared/domain/vaultSummary.ts";
import { createRequester, type Requester } from "./requester.ts";
import { testConsent, testMandate } from "./vaultForTest.ts";
import { secretOf, testPassphrase, vaultHostForTest } from "./vaultHostForTest.ts";

/** What one conversation holds; its words are in no other. */
export interface WalkedConversation {
  readonly conversationId: ConversationId;
  readonly consentNumber: number;
  readonly recordingId: RecordingId;
  readonly noteId: NoteId;
  readonly said: string;
  readonly noted: string;
}

/** A vault for walks, closed; copy its folder for each. */
export interface WalkedVault {
  readonly home: string;
  readonly conversations: readonly WalkedConversation[];
}

/** One step: a request, in which of the conversations, and whether the log can be written meanwhile. */
export interface WalkStep {
  readonly deed: (typeof walkDeeds)[number];
  readonly which: number;
  readonly isLogBroken: boolean;
}

/** Everything that gives out content, changes a rule, or takes something out of the vault. */
export const walkDeeds = [
  "transcript.read",
  "transcript.apply",
  "transcript.nameSpeakers",
  "note.list",
  "note.create",
  "note.update",
  "coding.create",
  "coding.read",
  "coding.list",
  "audio.peaks",
  "audio.open",
  "audio.openForRows",
  "play",
  "preparation.begin",
  "search.everywhere",
  "conversation.read",
  "conversation.list",
  "retention.set",
  "hold.set",
  "hold.end",
  "settings.update",
  "consent.create",
  "mandate.save",
  "audit.export",
  "certificate.save",
  "erasure.now",
  "consent.withdraw",
  "wrong passphrase",
  "lock and unlock",
] as const;

/** Steps of a walk; what ends content is rarer than what reads it. */
export function walkSteps(length: number): fc.Arbitrary<WalkStep[]> {
  const deed = fc.oneof(
    { weight: 5, arbitrary: fc.constantFrom(...walkDeeds.slice(0, 15)) },
    { weight: 2, arbitrary: fc.constantFrom(...walkDeeds) },
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

/** Makes a vault with two client conversations that have everything. */
export async function walkedVault(folder: string): Promise<WalkedVault> {
  const home = path.join(folder, "home");
  const requester = createRequester(await vaultHostForTest(home));
  await requester.get("vault.create", {
    name: "Provvalv",
    passphrase: secretOf(testPassphrase),
    language: "sv",
    rolePair: "adviser-client",
  });
  await requester.get("mandate.save", testMandate);
  const conversations = [
    await addConversation(requester, folder, 17, "speech.wav"),
    await addConversation(requester, folder, 18, "speech.ogg"),
  ];
  requester.end();
  return { home, conversations };
}

const noNote = "00000000-0000-4000-8000-000000000000" as NoteId;

/** Peaks of eight seconds. */
const peaks = Int8Array.from({ length: 800 }, (_, i) => (i % 2 === 0 ? -(i % 97) : i % 89));

async function addConversation(
  requester: Requester,
  folder: string,
  consentNumber: number,
  sound: string,
): Promise<WalkedConversation> {
  const { id } = await requester.get("consent.create", { ...testConsent, number: consentNumber });
  const { conversationId } = await requester.get("conversation.create", {
    permission: { kind: "client", consentId: id },
    occasion: "",
    heldOn: "2026-03-02",
  });
  const sourceId = requester.offer(path.join(import.meta.dirname, "../fixtures", sound));
  const { recordingId } = await requester.get("audio.import", { conversationId, sourceId, durationMs: null });
  const said = `gränsfågel${consentNumber}`;
  const noted = `tystgran${consentNumber}`;
  const file = path.join(folder, `${consentNumber}.vtt`);
  fs.writeFileSync(file, `WEBVTT\n\n00:01.000 --> 00:03.000\n<v Klient>Att ${said} kommer tillbaka.\n`);
  await requester.get("transcript.import", {
    conversationId,
    sourceId: requester.offer(file),
    speakers: [{ label: "Klient", speaker: "client" }],
    replace: false,
  });
  const known = { conversationId, consentNumber, recordingId, said, noted };
  // The second is left for a walk to make ready, and has no note until then.
  if (sound !== "speech.wav") return { ...known, noteId: noNote };
  await requester.get("preparation.begin", { recordingId });
  await requester.get("preparation.finish", { recordingId, durationMs: 8_000, peaks });
  const note = await requester.get("note.create", { conversationId, startMs: 0, endMs: 500, text: noted });
  return { ...known, noteId: note.id };
}

interface Logged {
  readonly sequence: number;
  readonly event: string;
  readonly consentNumber?: number;
  readonly conversationId?: string;
  readonly detail?: Readonly<Record<string, unknown>>;
}

/** What an answer needs to have in the log: an event, and the conversation or permission it names. */
interface Needed {
  readonly event: string;
  readonly of?: string | number;
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
  fs.cpSync(vault.home, path.join(folder, "home"), { recursive: true });
  const walker = await enter(vault, folder);
  const failures: string[] = [];
  let number = 100;
  for (const [index, step] of steps.entries()) {
    const conversation = vault.conversations[step.which];
    if (conversation === undefined) continue;
    number += 1;
    const found = await walker.take(step, conversation, number);
    failures.push(...found.map((text) => `step ${index + 1}, ${step.deed}: ${text}`));
  }
  failures.push(...walker.leave());
  return failures;
}

async function enter(vault: WalkedVault, folder: string) {
  const home = path.join(folder, "home");
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
  function lacking(needed: readonly Needed[], since: number): string[] {
    const log = entries();
    return needed.flatMap(({ event, of }) => {
      const from = ["open", "play", "prepare", "search"].includes(event) ? sittingFrom : since;
      const isSaid = log.some(
        (entry) =>
          entry.sequence > from &&
          entry.event === event &&
          (of === undefined || entry.conversationId === of || entry.consentNumber === of),
      );
      return isSaid ? [] : [`nothing of "${event}" of ${of ?? "all"} was in the log`];
    });
  }

  /** Whose words stand in an answer: whatever request gave it. */
  function contentNeeds(value: unknown): Needed[] {
    const text = JSON.stringify(value) ?? "";
    return vault.conversations
      .filter(({ said, noted }) => text.includes(said) || text.includes(noted))
      .map(({ conversationId }) => ({ event: "open", of: conversationId }));
  }

  async function ask(name: RequestName | `internal.${string}`, input: unknown): Promise<unknown> {
    const result = await requester.ask(name, input);
    return result.ok ? result.value : undefined;
  }

  return {
    async take(step: WalkStep, of: WalkedConversation, number: number): Promise<string[]> {
      const { db } = requester.context().vault;
      if (step.deed === "lock and unlock") {
        requester.end();
        requester = await unlocked();
        sittingFrom = lastSequence();
        const tries = entries().filter(({ event }) => event === "unlock-failed").length;
        return tries === failedTries ? [] : [`${failedTries} failed tries, ${tries} in the log`];
      }
      if (step.deed === "wrong passphrase") {
        const other = createRequester(host);
        const bytes = secretOf("inte den här frasen");
        requester.end();
        const vaultId = requester.context().vault.id;
        const result = await other.ask("vault.unlock", { vaultId, secret: { kind: "passphrase", bytes } });
        failedTries += 1;
        requester = await unlocked();
        sittingFrom = lastSequence();
        return result.ok ? ["a wrong passphrase opened the vault"] : [];
      }
      const since = lastSequence();
      if (step.isLogBroken)
        db.exec(
          "CREATE TEMP TRIGGER full BEFORE INSERT ON main.audit BEGIN SELECT RAISE(ABORT, 'full'); END",
        );
      try {
        return lacking(await needsOf(step, of, number), since);
      } finally {
        if (step.isLogBroken) db.exec("DROP TRIGGER full");
      }
    },
    leave(): string[] {
      const failures = onceInASitting(entries(), vault);
      requester.end();
      return failures;
    },
  };

  /** Does the deed; what its answer needs to have in the log, which is nothing for a refusal. */
  async function needsOf(step: WalkStep, of: WalkedConversation, number: number): Promise<Needed[]> {
    const { conversationId, recordingId, consentNumber } = of;
    const inConversation = (event: string, value: unknown): Needed[] =>
      value === undefined ? [] : [{ event, of: conversationId }];
    switch (step.deed) {
      case "transcript.read":
      case "note.list":
      case "coding.list":
      case "conversation.read":
        return contentNeeds(await ask(step.deed, { conversationId }));
      case "conversation.list":
        return contentNeeds(await ask("conversation.list", {}));
      case "search.everywhere": {
        const found = await ask("search.everywhere", { text: of.said });
        return JSON.stringify(found ?? "").includes(of.said) ? [{ event: "search" }] : [];
      }
      case "transcript.apply": {
        const rows = requester
          .context()
          .vault.db.prepare<[string], { id: string; version: number }>(
            `SELECT segment.id, transcript_version AS version FROM segment
               JOIN conversation ON conversation.id = conversation_id WHERE conversation_id = ? LIMIT 1`,
          )
          .all(conversationId);
        const [row] = rows;
        if (row === undefined) return [];
        const edits = [{ kind: "set-speaker", segmentId: row.id, before: "client", after: "client" }];
        return inConversation(
          "open",
          await ask("transcript.apply", { conversationId, baseVersion: row.version, edits }),
        );
      }
      case "transcript.nameSpeakers":
        return inConversation(
          "open",
          await ask("transcript.nameSpeakers", { conversationId, names: { client: `namn ${number}` } }),
        );
      case "note.create":
        return contentNeeds(
          await ask("note.create", { conversationId, startMs: 0, endMs: 1, text: of.noted }),
        );
      case "note.update":
        return contentNeeds(await ask("note.update", { noteId: of.noteId, text: `${of.noted} ${number}` }));
      case "coding.create":
        return inConversation(
          "open",
          await ask("coding.create", {
            conversationId,
            schemeId: "miti-4.2.1",
            schemeVersion: 1,
            coder: { kind: "owner" },
            sample: { drawn: "whole", startMs: 0, endMs: 8_000 },
            target: of.noted,
            passes: 1,
          }),
        );
      case "coding.read": {
        const codingId = requester
          .context()
          .vault.db.prepare<[string], string>("SELECT id FROM coding WHERE conversation_id = ? LIMIT 1")
          .pluck()
          .get(conversationId);
        return contentNeeds(codingId && (await ask("coding.read", { codingId })));
      }
      case "audio.peaks": {
        const answer = (await ask("audio.peaks", { recordingId, binMs: 20 })) as
          | { readonly peaks: Int8Array }
          | undefined;
        return (answer?.peaks.length ?? 0) > 0 ? [{ event: "open", of: conversationId }] : [];
      }
      case "audio.open":
        return inConversation("open", await ask("audio.open", { conversationId }));
      case "audio.openForRows":
        return inConversation("open", await ask("audio.openForRows", { conversationId }));
      case "play": {
        const opened = (await ask("audio.open", { conversationId })) as
          | { readonly token: string }
          | undefined;
        if (opened === undefined) return [];
        const bytes = await ask("internal.mediaRead", { token: opened.token, start: 0, end: 64 });
        return [{ event: "open", of: conversationId }, ...inConversation("play", bytes)];
      }
      case "preparation.begin": {
        const opened = (await ask("preparation.begin", { recordingId })) as
          | { readonly token: string }
          | undefined;
        return inConversation("prepare", opened);
      }
      case "retention.set":
        return inConversation(
          "retention",
          await ask("retention.set", { conversationId, soundDays: 20, transcriptDays: 40, notesDays: null }),
        );
      case "hold.set":
        return inConversation(
          "hold",
          await ask("hold.set", { conversationId, reason: "complaint", days: 3 }),
        );
      case "hold.end": {
        const held = requester
          .context()
          .vault.db.prepare<[string], number | null>("SELECT hold_until FROM conversation WHERE id = ?")
          .pluck()
          .get(conversationId);
        const ended = await ask("hold.end", { conversationId });
        return held === null ? [] : inConversation("hold-end", ended);
      }
      case "settings.update": {
        const changed = await ask("settings.update", { auditMonths: 12 + (number % 100) });
        return changed === undefined ? [] : [{ event: "settings" }];
      }
      case "consent.create": {
        const made = await ask("consent.create", { ...testConsent, number });
        return made === undefined ? [] : [{ event: "permission", of: number }];
      }
      case "mandate.save":
        return (await ask("mandate.save", testMandate)) === undefined ? [] : [{ event: "mandate" }];
      case "audit.export":
        return takenOut("export", (targetId) => ask("audit.export", { targetId }));
      case "certificate.save":
        return takenOut("certificate", (targetId) => ask("certificate.save", { number: 1, targetId }));
      case "erasure.now": {
        const categories = [(["sound", "transcript", "notes"] as const)[number % 3]];
        const before = certificates();
        await ask("erasure.now", { conversationId, categories, typedTitle: testConsent.pseudonym });
        const isDone = certificates() > before;
        return isDone
          ? [
              { event: "erase-begin", of: conversationId },
              { event: "erase", of: conversationId },
            ]
          : [];
      }
      case "consent.withdraw": {
        const consentId = requester
          .context()
          .vault.db.prepare<[number], string>(
            "SELECT id FROM consent WHERE number = ? AND withdrawn_at IS NULL",
          )
          .pluck()
          .get(consentNumber);
        if (consentId === undefined || number % 3 !== 0) return [];
        const done = await ask("consent.withdraw", { consentId, typedPseudonym: testConsent.pseudonym });
        return done === undefined ? [] : [{ event: "withdraw", of: consentNumber }];
      }
      case "lock and unlock":
      case "wrong passphrase":
        return [];
    }
  }

  function certificates(): number {
    const count = requester
      .context()
      .vault.db.prepare<[], number>("SELECT count(*) FROM certificate")
      .pluck()
      .get();
    return count ?? 0;
  }

  async function takenOut(event: string, save: (targetId: TargetId) => Promise<unknown>): Promise<Needed[]> {
    const file = path.join(folder, `${randomUUID()}.out`);
    await save(requester.gate.sources.offerTarget(file));
    return fs.existsSync(file) ? [{ event }] : [];
  }
}

/** Accesses are said once in a sitting; nothing that is said holds a word, a name or a position. */
function onceInASitting(log: readonly Logged[], vault: WalkedVault): string[] {
  const failures: string[] = [];
  let said = new Set<string>();
  for (const entry of log) {
    const { event, conversationId = "" } = entry;
    if (event === "unlock") said = new Set();
    const isBegun = event !== "prepare" || entry.detail === undefined;
    if (["open", "play", "prepare", "search"].includes(event) && isBegun) {
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
