/** Marks of where a permission is repeated and replaced words are said, made and moved at random, beside what a share would give out. */
import path from "node:path";
import type { ConsentDraft } from "../../shared/domain/consent.ts";
import type { ConversationId, PassageId } from "../../shared/domain/ids.ts";
import { type PassageKind, passagesOfKind } from "../../shared/domain/markedPassage.ts";
import { isWithin, type Passage, silence } from "../../shared/domain/mutedPassages.ts";
import { sampleableRanges } from "../../shared/domain/sampleable.ts";
import type { Segment } from "../../shared/domain/segment.ts";
import { fixturePath } from "../support/fixturePath.ts";
import type { Requester } from "../support/requester.ts";
import { spokenConsent } from "../support/spokenConsent.ts";
import { secretOf } from "../support/vaultHostForTest.ts";
import { type Pick, pickFrom } from "./pickFrom.ts";
import type { ProofResult } from "./proof.ts";
import { createdVault, withFolder } from "./trialVault.ts";

const durationMs = 8_000;
/** One sample for each millisecond. */
const sampleRate = 1_000;

const consent: ConsentDraft = spokenConsent({
  number: 17,
  pseudonym: "Tallen",
  purpose: "Att lära",
  audience: "Jag",
  form: "spoken",
  wordingVersion: "sv-spoken-2",
  givenOn: "2026-03-01",
  lastOn: "2026-06-30",
  others: [],
  keptWhere: "Ärende 1",
  spoken: null,
  outsideInvestigation: true,
});

/** What the model knows of a mark. */
type Mark = Passage & { readonly kind: PassageKind };

/** After each change all shares are made, and none may hold a moment or a word of a passage. */
export function tryMutedShares(parent: string, changes: number): Promise<ProofResult> {
  return withFolder(parent, async (home) => {
    const vault = await createdVault(home);
    try {
      const conversationId = await addTalk(vault);
      const { segments } = await vault.get("transcript.read", { conversationId });
      const pick = pickFrom(24);
      const marked = new Map<PassageId, Mark>();
      const failures: string[] = [];
      const moved = await brokenByMoving(vault, home, conversationId, segments);
      if (moved !== undefined) failures.push(`${moved} after a passage was moved`);
      for (let change = 0; change < changes; change += 1) {
        const said =
          pick(3) === 0
            ? await replaceOne(vault, conversationId, { marked, segments, pick })
            : await changeOne(vault, conversationId, marked, pick);
        const broken = await brokenShare(vault, home, conversationId, {
          marked: [...marked.values()],
          segments,
        });
        if (broken !== undefined) failures.push(`${broken} after change ${change}: ${said}`);
      }
      return { trials: changes + 1, failures };
    } finally {
      vault.end();
    }
  });
}

/** Moves the only passage there is: among many, the old place is soon silent for another reason. */
async function brokenByMoving(
  vault: Requester,
  home: string,
  conversationId: ConversationId,
  segments: readonly Segment[],
): Promise<string | undefined> {
  const { id: passageId } = await vault.get("passage.mark", { conversationId, startMs: 500, endMs: 900 });
  const range = { startMs: 3_000, endMs: 3_600 };
  await vault.get("passage.move", { passageId, ...range });
  const marked = [{ ...range, kind: "spoken-permission" }] as const;
  const broken = await brokenShare(vault, home, conversationId, { marked, segments });
  await vault.get("passage.remove", { passageId });
  return broken;
}

async function addTalk(vault: Requester): Promise<ConversationId> {
  await vault.get("mandate.save", {
    organisation: "Kommunen",
    decidedBy: "Enhetschefen",
    erasure: { basis: "decision", reference: "2026:1" },
    dataProtectionContact: "dso@example.org",
  });
  const { id: consentId } = await vault.get("consent.create", consent);
  const { conversationId } = await vault.get("conversation.create", {
    permission: { kind: "client", consentId },
    occasion: "",
    heldOn: "2026-03-02",
  });
  const { recordingId } = await vault.get("audio.import", {
    conversationId,
    sourceId: vault.offer(fixturePath("speech.wav")),
    durationMs: null,
  });
  const peaks = Int8Array.from({ length: 800 }, (_, index) => (index % 2 === 0 ? -(index % 97) : index % 89));
  await vault.get("preparation.begin", { recordingId });
  await vault.get("preparation.finish", { recordingId, durationMs, peaks });
  await vault.get("transcript.import", {
    conversationId,
    sourceId: vault.offer(fixturePath("talk.vtt")),
    speakers: [
      { label: "Rådgivare", speaker: "practitioner" },
      { label: "Klient", speaker: "client" },
    ],
    replace: false,
  });
  return conversationId;
}

/** Marks more often than it takes away, so that there is mostly something that must be silent. */
async function changeOne(
  vault: Requester,
  conversationId: ConversationId,
  marked: Map<PassageId, Mark>,
  pick: Pick,
): Promise<string> {
  const startMs = pick(durationMs - 1);
  const range = { startMs, endMs: startMs + 1 + pick(Math.min(2_500, durationMs - startMs)) };
  const [chosen] = [...marked].slice(-1 - pick(Math.max(1, marked.size)));
  const deed = chosen === undefined ? 0 : pick(4);
  if (chosen === undefined || deed < 2) {
    const { id } = await vault.get("passage.mark", { conversationId, ...range });
    marked.set(id, { ...range, kind: "spoken-permission" });
    return "marked";
  }
  const [passageId, { kind }] = chosen;
  if (deed === 2 || kind === "identifying") {
    await vault.get("passage.move", { passageId, ...range });
    marked.set(passageId, { ...range, kind });
    return "moved";
  }
  await vault.get("passage.remove", { passageId });
  marked.delete(passageId);
  return "removed";
}

/** Replaces a word somewhere, takes the decision back, or forgets what the words were: that keeps the places silent. */
async function replaceOne(
  vault: Requester,
  conversationId: ConversationId,
  model: {
    readonly marked: Map<PassageId, Mark>;
    readonly segments: readonly Segment[];
    readonly pick: Pick;
  },
): Promise<string> {
  const { marked, segments, pick } = model;
  const { words } = await vault.get("deidentify.read", { conversationId });
  const [word] = words.slice(-1 - pick(Math.max(1, words.length)));
  const deed = word === undefined ? 0 : pick(5);
  if (word !== undefined && deed === 4) {
    await vault.get("deidentify.undecide", { conversationId, wordId: word.id });
    for (const { passageId } of word.places) if (passageId !== null) marked.delete(passageId);
    return "undecided";
  }
  if (word !== undefined && deed === 3) {
    await vault.get("deidentify.forget", { conversationId });
    return "forgotten";
  }
  const segment = segments[pick(segments.length)];
  if (segment === undefined) throw new Error("the talk has no lines");
  const startMs = pick(durationMs - 1);
  const passage = { startMs, endMs: Math.min(durationMs, startMs + 1 + pick(1_500)) };
  await vault.get("deidentify.replace", {
    conversationId,
    original: `Ord ${pick(3)}`,
    kind: "own",
    replacement: "[ort]",
    places: [{ segmentId: segment.id, field: "text", startIndex: 0, original: "Ord", passage }],
  });
  for (const { id, kind, startMs: from, endMs } of await vault.get("passage.list", { conversationId })) {
    if (!marked.has(id)) marked.set(id, { startMs: from, endMs, kind });
  }
  return "replaced";
}

/** @returns what of a passage is given out, or kept back without need; `undefined` if all is right */
async function brokenShare(
  vault: Requester,
  home: string,
  conversationId: ConversationId,
  { marked, segments }: { readonly marked: readonly Mark[]; readonly segments: readonly Segment[] },
): Promise<string | undefined> {
  const ofPermission = passagesOfKind(marked, "spoken-permission");
  const choice = { transcript: true, noteIds: [], permission: true, access: false, language: "sv" } as const;
  const { copyId, sound } = await vault.get("clientCopy.begin", {
    conversationId,
    choice: { ...choice, noteIds: [] },
    sound: true,
    listenedThrough: true,
    targetId: vault.gate.sources.offerTarget(path.join(home, "kopia.html")),
    passphrase: secretOf("fyra små gröna äpplen"),
  });
  await vault.get("clientCopy.cancel", { copyId });
  const samples = new Float32Array(durationMs).fill(1);
  silence(samples, 0, sampleRate, sound?.muted ?? []);
  const heard = samples.findIndex((sample, atMs) => sample !== 0 && isAt(marked, atMs));
  if (heard !== -1) return "a passage is heard in the copy of the sound";
  const hushed = samples.findIndex((sample, atMs) => sample === 0 && !isAt(marked, atMs));
  if (hushed !== -1) return "the copy is silent where nothing is marked";
  const { transcript } = await vault.get("clientCopy.paper", {
    conversationId,
    choice: { ...choice, noteIds: [] },
  });
  for (const [index, segment] of segments.entries()) {
    if ((transcript?.[index]?.text === null) !== isWithin(segment, ofPermission))
      return "the words of the permission are in the copy, or words beside it are not";
  }
  const samplesOfCoding = sampleableRanges(marked, durationMs);
  const sampledMs = samplesOfCoding.reduce((sum, { startMs, endMs }) => sum + endMs - startMs, 0);
  const outsideMs = samples.filter((_, atMs) => holds(ofPermission, atMs)).length;
  if (samplesOfCoding.some((range) => isWithin(range, ofPermission))) return "a sample holds the permission";
  return sampledMs + outsideMs === durationMs ? undefined : "a sample leaves out what was said";
}

/** A passage's own end is silent too: the sound comes up after it. */
function isAt(marked: readonly Passage[], atMs: number): boolean {
  return marked.some(({ startMs, endMs }) => startMs <= atMs && atMs <= endMs);
}

function holds(passages: readonly Passage[], atMs: number): boolean {
  return passages.some(({ startMs, endMs }) => startMs <= atMs && atMs < endMs);
}
