/** Everything a person does in a vault, with words that stand nowhere else in each field. */
import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import type { RequestInput, RequestName, RequestOutput } from "../../shared/contract.ts";
import type { SourceId } from "../../shared/domain/ids.ts";
import { print as printWebVtt } from "../../shared/formats/webVtt.ts";
import { fixturePath } from "../support/fixturePath.ts";
import { dayMs, secretOf, testStart } from "../support/vaultHostForTest.ts";

/** The words, each in one place. The vault's name is shown on the door, and is none of them. */
export const words = {
  passphrase: "kanarieblad skiffer mossa vindspel",
  pseudonym: "Kanariealmen",
  purpose: "kanarieändamål att bli bättre",
  audience: "kanariepublik i lärgruppen",
  keptWhere: "kanariearkiv 4711",
  organisation: "Kanarieverket",
  decidedBy: "kanariechefen Q",
  occasion: "kanarietillfälle det andra",
  title: "Kanarierollspelet",
  participant: "Kanarie-Anna",
  fileName: "kanarieinspelning",
  sound: "KanarieLjudetsEgnaBytes",
  said: "kanarieyttrande om en svår vinter",
  edited: "kanarieredigering efteråt",
  note: "kanarieanteckning om tystnaden",
  searched: "kanariesökning",
} as const;

/** Whom the tour asks: a dispatcher in this process, or a process of its own. */
export interface Asked {
  get<Name extends RequestName>(name: Name, input: RequestInput<Name>): Promise<RequestOutput<Name>>;
  offer(filePath: string): SourceId | Promise<SourceId>;
}

/**
 * Goes the tour in a new vault, and leaves it unlocked.
 *
 * @param desk - folder of the person's own files
 * @param nowMs - what the vault's clock shows
 * @returns the recovery code
 */
export async function goTour(vault: Asked, desk: string, nowMs: number = testStart): Promise<string> {
  const [today, inThreeMonths] = [isoDateOf(nowMs), isoDateOf(nowMs + 90 * dayMs)];
  const { recoveryCode } = await vault.get("vault.create", {
    name: "Provvalv",
    passphrase: secretOf(words.passphrase),
    language: "sv",
    rolePair: "adviser-client",
  });
  await vault.get("settings.update", { idleLockMinutes: 7 });
  await vault.get("mandate.save", {
    organisation: words.organisation,
    decidedBy: words.decidedBy,
    erasure: { basis: "decision", reference: "Gallringsbeslut 2026:1" },
    dataProtectionContact: "dso@example.org",
  });
  const { pseudonym, purpose, audience, keptWhere } = words;
  const { number } = await vault.get("consent.nextNumber", {});
  const consent = await vault.get("consent.create", {
    ...{ number, pseudonym, purpose, audience, keptWhere },
    form: "written",
    wordingVersion: "sv-1",
    givenOn: today,
    lastOn: inThreeMonths,
    others: [],
    outsideInvestigation: true,
  });
  const { conversationId } = await vault.get("conversation.create", {
    permission: { kind: "client", consentId: consent.id },
    occasion: words.occasion,
    heldOn: today,
  });
  await fill(vault, conversationId, desk);
  const rolePlay = await vault.get("conversation.create", {
    permission: {
      kind: "role-play",
      title: words.title,
      participants: [{ name: words.participant, saidYesOn: today }],
    },
    occasion: words.occasion,
    heldOn: today,
  });
  await vault.get("conversation.update", { ...rolePlay, occasion: `${words.occasion}, ändrat` });
  await vault.get("note.create", { ...rolePlay, startMs: 0, endMs: 0, text: words.note });
  await look(vault, conversationId);
  await vault.get("retention.set", { conversationId, soundDays: 14, transcriptDays: 30, notesDays: 30 });
  await vault.get("hold.set", { conversationId, reason: "complaint", days: 5 });
  await vault.get("hold.end", { conversationId });
  await vault.get("erasure.now", { ...rolePlay, categories: ["notes"], typedTitle: words.title });
  const [done] = await vault.get("erasure.done", {});
  assert.ok(done !== undefined, "nothing was erased");
  await vault.get("certificate.read", { number: done.certificateNumber });
  return recoveryCode;
}

function isoDateOf(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10);
}

type ConversationId = RequestInput<"conversation.read">["conversationId"];

async function fill(vault: Asked, conversationId: ConversationId, desk: string): Promise<void> {
  const sound = path.join(desk, `${words.fileName}.wav`);
  // What follows the last chunk of a WAV file is part of the file, not of the sound.
  fs.writeFileSync(
    sound,
    Buffer.concat([fs.readFileSync(fixturePath("speech.wav")), Buffer.from(words.sound)]),
  );
  const { recordingId } = await vault.get("audio.import", {
    conversationId,
    sourceId: await vault.offer(sound),
    durationMs: 8_000,
  });
  await vault.get("preparation.begin", { recordingId });
  const peaks = Int8Array.from({ length: 800 }, (_, index) => (index % 2 === 0 ? -(index % 97) : index % 89));
  await vault.get("preparation.finish", { recordingId, durationMs: 8_000, peaks });
  const transcript = path.join(desk, `${words.fileName}.vtt`);
  const rows = [0, 1, 2, 3].map((row) => ({ startMs: row * 1_900, endMs: row * 1_900 + 1_500 }));
  const segments = rows.map((row) => ({ ...row, speaker: "Klient", text: words.said }));
  fs.writeFileSync(transcript, printWebVtt({ segments }));
  const sourceId = await vault.offer(transcript);
  await vault.get("transcript.preview", { sourceId });
  await vault.get("transcript.import", { conversationId, sourceId, speakers: [], replace: false });
  const read = await vault.get("transcript.read", { conversationId });
  const [first] = read.segments;
  assert.ok(first !== undefined, "no segment was taken in");
  const edit = { kind: "set-text", segmentId: first.id, before: first.text, after: words.edited } as const;
  await vault.get("transcript.apply", { conversationId, baseVersion: read.version, edits: [edit] });
  const note = await vault.get("note.create", {
    conversationId,
    startMs: 0,
    endMs: 1_000,
    text: "Först något annat.",
  });
  await vault.get("note.update", { noteId: note.id, text: words.note });
  const { codingId } = await vault.get("coding.create", {
    conversationId,
    schemeId: "miti-4.2.1",
    schemeVersion: 1,
    coder: { kind: "colleague", name: words.participant },
    sample: { drawn: "whole", startMs: 0, endMs: 8_000, startSentence: words.said },
    target: words.note,
    passes: 1,
  });
  await vault.get("coding.update", { codingId, reflection: { before: words.note, after: words.edited } });
  await vault.get("coding.finish", { codingId });
}

async function look(vault: Asked, conversationId: ConversationId): Promise<void> {
  const { recordingId } = await vault.get("audio.open", { conversationId });
  await vault.get("audio.peaks", { recordingId, binMs: 20 });
  for (const text of [words.searched, "svår", "tystnaden"]) await vault.get("search.everywhere", { text });
  await vault.get("conversation.saveView", { conversationId, positionMs: 1_000, pxPerSecond: 40 });
  for (const name of [
    "vault.list",
    "vault.session",
    "settings.read",
    "mandate.read",
    "today.list",
  ] as const) {
    await vault.get(name, {});
  }
  for (const name of ["consent.list", "conversation.list", "erasure.due", "preparation.list"] as const) {
    await vault.get(name, {});
  }
  await vault.get("conversation.read", { conversationId });
  await vault.get("note.list", { conversationId });
  for (const { id } of await vault.get("coding.list", { conversationId })) {
    await vault.get("coding.read", { codingId: id });
  }
}
