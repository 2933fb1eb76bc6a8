/** Walks through holds, withdrawals, days, locking and unlocking, beside a model of what may be played and what is left. */
import fs from "node:fs";
import path from "node:path";
import { nodeFiles } from "../../electron/ports/files.ts";
import { eraseWhileLocked } from "../../electron/services/lockedErasure.ts";
import { sweepDueErasures } from "../../electron/services/sweep.ts";
import type { VaultHost } from "../../electron/services/vaultHost.ts";
import { findRetained } from "../../electron/vault/erasureRepository.ts";
import { longestHoldMs } from "../../shared/domain/hold.ts";
import type { CodingId, ConsentId, ConversationId, RecordingId } from "../../shared/domain/ids.ts";
import { endOfDate, endOfLocalDay } from "../../shared/domain/localMidnight.ts";
import type { SchemeId } from "../../shared/domain/scheme.ts";
import { faultyFiles, SimulatedCrash } from "../support/faultyFiles.ts";
import { fixturePath } from "../support/fixturePath.ts";
import { createRequester, type Requester } from "../support/requester.ts";
import {
  type ClockForTest,
  clockForTest,
  dayMs,
  secretOf,
  testStart,
  vaultHostForTest,
} from "../support/vaultHostForTest.ts";
import { spread } from "./inParallel.ts";
import { type Pick, pickFrom } from "./pickFrom.ts";
import type { ProofResult } from "./proof.ts";
import { takingOutDifference } from "./takenOut.ts";
import { createdVault, mediaFiles, trialFolder, unlockInput, vaultIdOf, withFolder } from "./trialVault.ts";

const zone = "Europe/Stockholm";
const stepsPerWalk = 16;

/** Tries walks, each with other choices. */
export async function tryPermissionWalks(parent: string, walks: number): Promise<ProofResult> {
  const home = path.join(parent, "walked");
  const prepared = await prepareClients(home);
  const failures: string[] = [];
  let steps = 0;
  for (let walk = 0; walk < walks; walk += 1) {
    const broken = await withFolder(parent, async (copy) => {
      fs.cpSync(home, copy, { recursive: true });
      return walkOnce(copy, prepared, pickFrom(24 + walk), () => {
        steps += 1;
      });
    });
    if (broken !== undefined) failures.push(`walk ${walk}: ${broken}`);
  }
  return { trials: steps, failures };
}

/** Ends the process at operations on files while a permission is taken back by number and code. */
export async function tryWithdrawalKills(parent: string, limit: number): Promise<ProofResult> {
  const home = path.join(parent, "killed");
  const { consents, conversations } = await prepareClients(home);
  const [client] = consents;
  if (client === undefined) throw new Error("there is no client");
  const own = conversations.filter(({ consent }) => consent === client);
  const failures: string[] = [];
  const withdrawIn = async (copy: string, failAt: number) => {
    const faulty = faultyFiles(nodeFiles, { failAt, kind: "crash" });
    const host = await vaultHostForTest(copy, {
      clock: clockForTest(testStart + dayMs),
      files: faulty.files,
    });
    const process = createRequester(host);
    const answer = await process.ask("withdrawal.carryOut", {
      ...handedIn(copy, client, client.code),
      wish: "erase",
    });
    if (!answer.ok && !(process.defects.at(-1) instanceof SimulatedCrash))
      failures.push(`a withdrawal is refused with ${answer.error.code} at operation ${failAt}`);
    return { isAcknowledged: answer.ok, operations: faulty.operations.length };
  };
  const { operations } = await withFolder(parent, async (copy) => {
    fs.cpSync(home, copy, { recursive: true });
    return withdrawIn(copy, 0);
  });
  const points = spread(
    Array.from({ length: operations }, (_, index) => index + 1),
    limit,
  );
  for (const failAt of points) {
    await withFolder(parent, async (copy) => {
      fs.cpSync(home, copy, { recursive: true });
      const { isAcknowledged } = await withdrawIn(copy, failAt);
      const isNoted = fs.existsSync(path.join(trialFolder(copy), "locked.jsonl"))
        ? fs.readFileSync(path.join(trialFolder(copy), "locked.jsonl"), "utf8").includes('"proof"')
        : false;
      const host = await vaultHostForTest(copy, { clock: clockForTest(testStart + dayMs) });
      eraseWhileLocked(host);
      const files = mediaFiles(copy).filter((name) =>
        own.some(({ recordingId }) => name.startsWith(recordingId)),
      );
      const vault = createRequester(host);
      await vault.get("vault.unlock", unlockInput(copy));
      const left = own.flatMap(({ id }) => findRetained(vault.context().vault.db, id)?.present ?? []);
      vault.end();
      const isGone = files.length === 0 && left.length === 0;
      const isWhole = files.length === 2 * own.length && left.length === 3 * own.length;
      if (isAcknowledged && !isGone)
        failures.push(`an acknowledged withdrawal destroyed nothing at ${failAt}`);
      // A note torn by the crash is none.
      if (!isGone && !isWhole) failures.push(`half of it is left after a crash at operation ${failAt}`);
      if (isGone !== isNoted && !isGone)
        failures.push(`a noted withdrawal was forgotten at operation ${failAt}`);
    });
  }
  return { trials: points.length, failures, crashPoints: points.length };
}

/** A client's permission and the code on their copy. */
interface Client {
  readonly consentId: ConsentId;
  readonly number: number;
  readonly code: string;
  readonly endsAt: number;
}

interface Talk {
  readonly id: ConversationId;
  readonly recordingId: RecordingId;
  /** Finished, with a code on a line. */
  readonly codingId: CodingId;
  readonly consent: Client;
}

interface Prepared {
  readonly consents: readonly Client[];
  readonly conversations: readonly Talk[];
}

/** Two clients, one of whose permissions ends soon, and three conversations with sound, transcript and note. */
async function prepareClients(home: string): Promise<Prepared> {
  const vault = await createdVault(home);
  try {
    await vault.get("mandate.save", {
      organisation: "Kommunen",
      decidedBy: "Enhetschefen",
      erasure: { basis: "decision", reference: "2026:1" },
      dataProtectionContact: "dso@example.org",
    });
    const soon = await addClient(vault, 17, "2026-03-20");
    const late = await addClient(vault, 18, "2026-06-30");
    const conversations = [
      await addTalk(vault, soon, "speech.wav"),
      await addTalk(vault, late, "speech.ogg"),
      await addTalk(vault, late, "speech.m4a"),
    ];
    return { consents: [soon, late], conversations };
  } finally {
    vault.end();
  }
}

async function addClient(vault: Requester, number: number, lastOn: string): Promise<Client> {
  const { id: consentId } = await vault.get("consent.create", {
    number,
    pseudonym: "Tallen",
    purpose: "Att lära",
    audience: "Jag",
    form: "written",
    wordingVersion: "sv-1",
    givenOn: "2026-03-01",
    lastOn,
    others: [],
    keptWhere: "Ärende 1",
    outsideInvestigation: true,
  });
  const { code } = await vault.get("consent.issueCode", { consentId });
  return { consentId, number, code, endsAt: endOfDate(lastOn, zone) };
}

async function addTalk(vault: Requester, consent: Client, sound: string): Promise<Talk> {
  const { conversationId } = await vault.get("conversation.create", {
    permission: { kind: "client", consentId: consent.consentId },
    occasion: "",
    heldOn: "2026-03-02",
  });
  const sourceId = vault.offer(fixturePath(sound));
  const { recordingId } = await vault.get("audio.import", { conversationId, sourceId, durationMs: null });
  const peaks = Int8Array.from({ length: 800 }, (_, index) => (index % 2 === 0 ? -(index % 97) : index % 89));
  await vault.get("preparation.begin", { recordingId });
  await vault.get("preparation.finish", { recordingId, durationMs: 8_000, peaks });
  await vault.get("transcript.import", {
    conversationId,
    sourceId: vault.offer(fixturePath("talk.vtt")),
    speakers: [],
    replace: false,
  });
  await vault.get("note.create", { conversationId, startMs: 0, endMs: 1_000, text: "Här blev det tyst." });
  return { id: conversationId, recordingId, codingId: await addCoding(vault, conversationId), consent };
}

async function addCoding(vault: Requester, conversationId: ConversationId): Promise<CodingId> {
  const { codingId } = await vault.get("coding.create", {
    conversationId,
    schemeId: "miti-4.2.1" as SchemeId,
    schemeVersion: 1,
    coder: { kind: "owner" },
    sample: { drawn: "whole", startMs: 0, endMs: 8_000 },
    target: null,
    passes: 1,
  });
  const { version: baseVersion, units } = await vault.get("coding.read", { codingId });
  const changes = units.slice(0, 1).map((before) => {
    return { kind: "unit" as const, before, after: { ...before, codes: ["Q"] } };
  });
  await vault.get("coding.apply", { codingId, baseVersion, changes });
  await vault.get("coding.finish", { codingId });
  return codingId;
}

/** What the model knows of a conversation. */
interface Expected {
  readonly talk: Talk;
  heldUntil: number | null;
  /** The files of its sound are there. */
  hasFiles: boolean;
  /** The database still counts its sound; catches up at unlock. */
  hasSound: boolean;
  hasText: boolean;
  /** Tokens that have been given out and not been refused since: for oneself, and for both to listen. */
  token: string | null;
  listening: string | null;
}

/** A vault in the middle of a walk. */
interface World {
  readonly home: string;
  readonly host: VaultHost;
  readonly clock: ClockForTest;
  readonly clients: readonly Client[];
  /** With when it was taken back. */
  readonly withdrawn: Map<Client, number>;
  readonly expected: readonly Expected[];
  /** The process, while the vault is unlocked. */
  open: Requester | undefined;
  /** How often it was looked what may be taken out: what takes time is made in turn. */
  turn: number;
  /** What was broken after a permission had ended and before anything was swept. */
  beforeSweep: string | undefined;
}

/** @returns what was broken; `undefined` if nothing */
async function walkOnce(
  home: string,
  { consents, conversations }: Prepared,
  pick: Pick,
  count: () => void,
): Promise<string | undefined> {
  const clock = clockForTest(testStart);
  const world: World = {
    home,
    host: await vaultHostForTest(home, { clock }),
    clock,
    clients: consents,
    withdrawn: new Map(),
    expected: conversations.map((talk) => ({
      talk,
      heldUntil: null,
      hasFiles: true,
      hasSound: true,
      hasText: true,
      token: null,
      listening: null,
    })),
    open: undefined,
    turn: 0,
    beforeSweep: undefined,
  };
  const said: string[] = [];
  try {
    for (let step = 0; step < stepsPerWalk; step += 1) {
      said.push(await (world.open === undefined ? actLocked(world, pick) : actOpen(world, world.open, pick)));
      settle(world);
      count();
      const broken = world.beforeSweep ?? (await difference(world));
      if (broken !== undefined) return `${broken} after ${said.join(", ")}`;
    }
    return undefined;
  } finally {
    world.open?.end();
  }
}

async function actOpen(world: World, open: Requester, pick: Pick): Promise<string> {
  const one = chosen(world.expected, pick);
  const client = chosen(world.clients, pick);
  const days = chosen([1, 5, 30], pick);
  const until = world.clock.now() + days * dayMs;
  switch (pick(9)) {
    case 0:
    case 1:
      open.end();
      world.open = undefined;
      for (const expected of world.expected) {
        expected.token = null;
        expected.listening = null;
      }
      return "lock";
    case 2:
      return hold(world, [one], until, `hold for ${days} days`, () =>
        open.ask("hold.set", { conversationId: one.talk.id, reason: "complaint", days }),
      );
    case 3:
      await open.get("hold.end", { conversationId: one.talk.id });
      one.heldUntil = null;
      return "end of a hold";
    case 4:
      return hold(
        world,
        leftUnder(world, client),
        until,
        `hold over no. ${client.number} for ${days} days`,
        () =>
          open.ask("hold.setForConsent", {
            consentId: client.consentId,
            reason: "document-request",
            days,
          }),
      );
    case 5:
      await open.get("hold.endForConsent", { consentId: client.consentId });
      for (const held of leftUnder(world, client)) held.heldUntil = null;
      return `end of the hold over no. ${client.number}`;
    case 6: {
      const wish = chosen(["erase", "hold"] as const, pick);
      if (world.withdrawn.has(client)) return "nothing";
      await open.ask("consent.withdraw", { consentId: client.consentId, typedPseudonym: "Tallen", wish });
      withdraw(world, client, wish, true);
      return `withdrawal of no. ${client.number}, ${wish}`;
    }
    default:
      world.clock.run(days * dayMs);
      world.beforeSweep = await unsweptDifference(world, open);
      sweepDueErasures(open.context());
      return `${days} days`;
  }
}

async function actLocked(world: World, pick: Pick): Promise<string> {
  const client = chosen(world.clients, pick);
  const other = world.clients.find((candidate) => candidate !== client) ?? client;
  const process = createRequester(world.host);
  switch (pick(6)) {
    case 0:
    case 1:
      await process.get("vault.unlock", unlockInput(world.home));
      world.open = process;
      return "unlock";
    case 2: {
      const days = chosen([1, 5, 20], pick);
      world.clock.run(days * dayMs);
      eraseWhileLocked(world.host);
      return `${days} days while locked`;
    }
    case 3: {
      const wrong = { ...handedIn(world.home, client, other.code), wish: "erase" };
      // Were it accepted, the model would see what is gone.
      await process.ask("withdrawal.carryOut", wrong);
      return "a wrong code";
    }
    default: {
      const wish = chosen(["erase", "hold"] as const, pick);
      // Were it refused, the model would see what is still there.
      await process.ask("withdrawal.carryOut", { ...handedIn(world.home, client, client.code), wish });
      if (!world.withdrawn.has(client)) withdraw(world, client, wish, false);
      return `no. ${client.number} and its code while locked, ${wish}`;
    }
  }
}

/** Sets a hold, which is refused where it would be shorter, or last for more than 30 days after a withdrawal. */
async function hold(
  world: World,
  meant: readonly Expected[],
  until: number,
  said: string,
  set: () => Promise<{ readonly ok: boolean }>,
): Promise<string> {
  const mayHold = meant.every(({ talk, heldUntil }) => {
    const withdrawnAt = world.withdrawn.get(talk.consent);
    const isTooLate = withdrawnAt !== undefined && until > withdrawnAt + longestHoldMs;
    return !isTooLate && until >= (heldUntil ?? 0);
  });
  const { ok } = await set();
  if (ok !== mayHold) world.beforeSweep = ok ? "a hold that goes too far" : "a hold that was refused";
  if (ok) for (const one of meant) one.heldUntil = until;
  return ok ? said : `a refused ${said}`;
}

function handedIn(home: string, { number }: Client, code: string) {
  return { vaultId: vaultIdOf(home), consentNumber: number, code: secretOf(code) };
}

function withdraw(world: World, client: Client, wish: "erase" | "hold", isRenewed: boolean): void {
  world.withdrawn.set(client, world.clock.now());
  if (wish === "erase") return;
  const until = world.clock.now() + longestHoldMs;
  for (const held of leftUnder(world, client)) {
    held.heldUntil = isRenewed ? until : Math.max(held.heldUntil ?? 0, until);
  }
}

function leftUnder({ expected }: World, client: Client): Expected[] {
  return expected.filter(({ talk, hasSound, hasText }) => talk.consent === client && (hasSound || hasText));
}

/** What time and withdrawals take away in the model. */
function settle({ clock, expected, withdrawn, open }: World): void {
  const now = clock.now();
  for (const one of expected) {
    const { consent } = one.talk;
    if (one.heldUntil !== null && one.heldUntil <= now) one.heldUntil = null;
    // What was destroyed before it was held is not waited for.
    if (open !== undefined && !one.hasFiles) one.hasSound = false;
    if (one.heldUntil !== null) continue;
    const isDue = (days: number) =>
      withdrawn.has(consent) || Math.min(endOfLocalDay(testStart, days, zone), consent.endsAt) <= now;
    if (isDue(30)) one.hasFiles = false;
    if (open !== undefined && isDue(30)) one.hasSound = false;
    if (open !== undefined && isDue(90)) one.hasText = false;
  }
}

/** The first thing that is not as the model has it. */
async function difference(world: World): Promise<string | undefined> {
  const files = mediaFiles(world.home);
  for (const one of world.expected) {
    const { id, recordingId, consent } = one.talk;
    const found = files.filter((name) => name.startsWith(recordingId)).length;
    if (found !== (one.hasFiles ? 2 : 0)) return `${found} files of a sound of no. ${consent.number}`;
    if (world.open === undefined) continue;
    const present = findRetained(world.open.context().vault.db, id)?.present ?? [];
    const wanted = [...(one.hasSound ? ["sound"] : []), ...(one.hasText ? ["transcript", "notes"] : [])];
    if (present.join() !== wanted.join())
      return `“${present}” instead of “${wanted}” of no. ${consent.number}`;
    const broken = await accessDifference(world, world.open, one);
    if (broken !== undefined) return `${broken} of no. ${consent.number}`;
  }
  return undefined;
}

async function accessDifference(world: World, open: Requester, one: Expected): Promise<string | undefined> {
  const { clock, withdrawn } = world;
  const { id: conversationId, consent } = one.talk;
  const isPermitted = !withdrawn.has(consent) && clock.now() < consent.endsAt;
  const mayGoOut = isPermitted && one.heldUntil === null;
  const mayPlay = mayGoOut && one.hasFiles;
  // A hold is there so that the client can have the papers, whatever became of the permission.
  const mayPrintForClient = isPermitted || one.heldUntil !== null;
  const mayShare = mayPrintForClient && (one.hasSound || one.hasText);
  if (one.token !== null && !mayPlay) {
    if (await isHeard(open, one.token)) return "a token that goes on playing";
    one.token = null;
  }
  if (one.listening !== null && !(mayShare && one.hasFiles)) {
    if (await isHeard(open, one.listening)) return "a token for both that goes on playing";
    one.listening = null;
  }
  const opened = await open.ask("audio.open", { conversationId });
  if (opened.ok !== mayPlay) return opened.ok ? "sound that plays" : "sound that does not play";
  if (opened.ok) one.token = (opened.value as { token: string }).token;
  const listening = await open.ask("clientCopy.listen", { conversationId });
  if (listening.ok !== mayShare) return listening.ok ? "listening together" : "no listening together";
  if (listening.ok) one.listening = (listening.value as { token: string | null }).token;
  const papers = [
    ["for-client", mayPrintForClient],
    ["transcript", mayGoOut],
  ] as const;
  for (const [kind, mayPrint] of papers) {
    const printing = { document: { kind, conversationId }, printedOn: "paper" };
    const printed = await open.ask("internal.printing", printing);
    if (printed.ok !== mayPrint) return `a paper (${kind}) that is ${printed.ok ? "" : "not "}printed`;
  }
  const textUntil = Math.min(endOfLocalDay(testStart, 90, zone), consent.endsAt);
  const isTextThere = one.hasText && clock.now() < textUntil;
  world.turn += 1;
  return takingOutDifference(open, {
    ...{ home: world.home, turn: world.turn, talk: one.talk },
    mayShare,
    mayExport: mayGoOut && isTextThere,
  });
}

/** Past its date no sound is given out, and once a permission has ended nothing, also in the minute in which all is still there. */
async function unsweptDifference(
  { clock, home, expected }: World,
  open: Requester,
): Promise<string | undefined> {
  for (const { talk, heldUntil } of expected) {
    const isHeld = heldUntil !== null && heldUntil > clock.now();
    const soundUntil = Math.min(endOfLocalDay(testStart, 30, zone), talk.consent.endsAt);
    if (isHeld || clock.now() < soundUntil) continue;
    const opened = await open.ask("audio.open", { conversationId: talk.id });
    const nothing = { mayShare: false, mayExport: false };
    const broken = opened.ok
      ? "sound that plays"
      : clock.now() < talk.consent.endsAt
        ? undefined
        : ((await takingOutDifference(open, { home, turn: 0, talk, ...nothing })) ??
          (await takingOutDifference(open, { home, turn: 1, talk, ...nothing })));
    if (broken !== undefined) return `${broken} of no. ${talk.consent.number}, whose time is over,`;
  }
  return undefined;
}

async function isHeard(open: Requester, token: string): Promise<boolean> {
  return (await open.ask("internal.mediaRead", { token, start: 0, end: 100 })).ok;
}

function chosen<Value>(values: readonly Value[], pick: Pick): Value {
  const value = values[pick(values.length)];
  if (value === undefined) throw new RangeError("nothing to choose from");
  return value;
}
