/** A vault for walks through everything that is logged: two client conversations that have whatever can be given out. */
import fs from "node:fs";
import path from "node:path";
import type { OneCoder } from "../../shared/domain/coding.ts";
import type {
  CodingId,
  ConsentId,
  ConversationId,
  NoteId,
  RecordingId,
  VersionId,
} from "../../shared/domain/ids.ts";
import type { SchemeId } from "../../shared/domain/scheme.ts";
import { fixturePath } from "./fixturePath.ts";
import { createRequester, type Requester } from "./requester.ts";
import { rolePlayDraft, testConsent, testMandate } from "./vaultForTest.ts";
import { secretOf, testPassphrase, vaultHostForTest } from "./vaultHostForTest.ts";

/** What one conversation holds; its words are in no other. */
export interface WalkedConversation {
  readonly conversationId: ConversationId;
  readonly consentId: ConsentId;
  readonly consentNumber: number;
  readonly recordingId: RecordingId;
  readonly noteId: NoteId;
  readonly versionId: VersionId;
  /** Of two coders, finished. */
  readonly codingIds: readonly [CodingId, CodingId];
  readonly said: string;
  readonly noted: string;
}

/** A vault for walks, closed; copy its folder for each. */
export interface WalkedVault {
  readonly home: string;
  readonly conversations: readonly WalkedConversation[];
}

/** What every coding of a walk is made with. */
export const walkedScheme = { schemeId: "miti-4.2.1" as SchemeId, schemeVersion: 1 };

/** Makes the vault; certificate and receipt no. 1 are there to be taken out. @param folder - empty */
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
  const ready = await addConversation(requester, folder, 17, "speech.wav");
  const conversations = [ready, await addConversation(requester, folder, 18, "speech.ogg")];
  const { conversationId } = ready;
  const targetId = requester.gate.sources.offerTarget(path.join(folder, "arkiv.zip"));
  await requester.get("handOver.export", { conversationId, targetId, receivedBy: "", reference: "" });
  await addErased(requester);
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
  const { id: consentId } = await requester.get("consent.create", { ...testConsent, number: consentNumber });
  const { conversationId } = await requester.get("conversation.create", {
    permission: { kind: "client", consentId },
    occasion: "",
    heldOn: "2026-03-02",
  });
  const sourceId = requester.offer(fixturePath(sound));
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
  const version = await requester.get("version.save", { conversationId, name: "Som den kom" });
  await requester.get("deidentify.leave", { conversationId, original: said, kind: "own" });
  const begin = (coder: OneCoder) => finishedCoding(requester, { conversationId, coder, target: noted });
  const codingIds = [
    await begin({ kind: "owner" }),
    await begin({ kind: "colleague", name: "Alva" }),
  ] as const;
  const known = { conversationId, consentId, consentNumber, recordingId, said, noted };
  const all = { ...known, versionId: version.id, codingIds, noteId: noNote };
  // The second is left for a walk to make ready, and has no note until then.
  if (sound !== "speech.wav") return all;
  await requester.get("preparation.begin", { recordingId });
  await requester.get("preparation.finish", { recordingId, durationMs: 8_000, peaks });
  const note = await requester.get("note.create", { conversationId, startMs: 0, endMs: 500, text: noted });
  return { ...all, noteId: note.id };
}

async function finishedCoding(
  requester: Requester,
  about: {
    readonly conversationId: ConversationId;
    readonly coder: OneCoder;
    readonly target: string;
  },
): Promise<CodingId> {
  const { codingId } = await requester.get("coding.create", {
    ...about,
    ...walkedScheme,
    sample: { drawn: "whole", startMs: 0, endMs: 8_000 },
    passes: 1,
  });
  await requester.get("coding.finish", { codingId });
  return codingId;
}

/** Erases a role play, so that there is a certificate. */
async function addErased(requester: Requester): Promise<void> {
  const { conversationId } = await requester.get("conversation.create", rolePlayDraft);
  await requester.get("transcript.import", {
    conversationId,
    sourceId: requester.offer(fixturePath("talk.vtt")),
    speakers: [],
    replace: false,
  });
  await requester.get("erasure.now", {
    conversationId,
    categories: ["transcript"],
    typedTitle: "Skorna vid dörren",
  });
}
