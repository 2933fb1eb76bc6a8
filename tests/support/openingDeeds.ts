/** Deeds that open a conversation: whatever shows, plays or changes what is in it. */
import fs from "node:fs";
import path from "node:path";
import { findConversation } from "../../electron/vault/conversationRepository.ts";
import { listSegments } from "../../electron/vault/segmentRepository.ts";
import type { ConversationId } from "../../shared/domain/ids.ts";
import { type AnyRequest, answerNeeds, ask, type Deed, type Hand, hear, wordsNeed } from "./accessDeed.ts";
import { type WalkedConversation, walkedScheme } from "./walkedVault.ts";

const table = ["Vem;Yttrande;Kod", "R;Vad har hjälpt dig förut?;Q", "K;Att gå ut.;", ""].join("\r\n");

export const openingDeeds = {
  "transcript.read": reading("transcript.read", ({ conversationId }) => ({ conversationId })),
  "transcript.apply": {
    requests: ["transcript.apply"],
    async take(hand, { conversationId }) {
      const [row] = linesOf(hand, conversationId);
      if (row === undefined) return [];
      const edits = [{ kind: "set-speaker", segmentId: row.id, before: row.speaker, after: row.speaker }];
      const baseVersion = versionOf(hand, conversationId);
      const answer = await ask(hand, "transcript.apply", { conversationId, baseVersion, edits });
      return answerNeeds("open", conversationId, answer);
    },
  },
  "transcript.clear": {
    requests: ["transcript.apply"],
    /** What was taken out stands in the steps that lead back; the second time it comes back. */
    async take(hand, { conversationId }, number) {
      const edits = linesOf(hand, conversationId).map((segment) => ({ kind: "remove-segment", segment }));
      const move = edits.length > 0 ? { kind: "do", edits, joins: false } : { kind: "undo" };
      const answer = await ask(hand, "transcript.apply", {
        conversationId,
        baseVersion: versionOf(hand, conversationId),
        saveId: `00000000-0000-4000-8000-${String(number).padStart(12, "0")}`,
        moves: [move],
      });
      return answerNeeds("open", conversationId, answer);
    },
  },
  "transcript.nameSpeakers": changing("transcript.nameSpeakers", ({ conversationId }, number) => ({
    conversationId,
    names: { client: `namn ${number}` },
  })),
  "version.save": changing("version.save", ({ conversationId }, number) => ({
    conversationId,
    name: `Version ${number}`,
  })),
  "version.read": reading("version.read", ({ versionId }) => ({ versionId })),
  "version.restore": changing("version.restore", ({ versionId }) => ({ versionId })),
  "deidentify.read": reading("deidentify.read", ({ conversationId }) => ({ conversationId })),
  "deidentify.leave": changing("deidentify.leave", ({ conversationId, said }) => ({
    conversationId,
    original: said,
    kind: "own",
  })),
  "note.list": reading("note.list", ({ conversationId }) => ({ conversationId })),
  "note.create": reading("note.create", ({ conversationId, noted }) => ({
    conversationId,
    startMs: 0,
    endMs: 1,
    text: noted,
  })),
  "note.update": reading("note.update", ({ noteId, noted }, number) => ({
    noteId,
    text: `${noted} ${number}`,
  })),
  "coding.list": reading("coding.list", ({ conversationId }) => ({ conversationId })),
  "coding.read": reading("coding.read", ({ codingIds: [codingId] }) => ({ codingId })),
  /** Beside what the others have coded: one that overlaps would close theirs. */
  "coding.create": changing("coding.create", ({ conversationId, noted }) => ({
    conversationId,
    ...walkedScheme,
    coder: { kind: "owner" },
    sample: { drawn: "whole", startMs: 20_000, endMs: 28_000 },
    target: noted,
    passes: 1,
  })),
  "coding.update": changing("coding.update", ({ codingIds: [codingId], noted }) => ({
    codingId,
    target: noted,
  })),
  "coding.createConsensus": changing("coding.createConsensus", ({ codingIds }) => ({ of: codingIds })),
  "agreement.overview": {
    requests: ["agreement.overview"],
    async take(hand, { conversationId, codingIds }) {
      const answer = await ask(hand, "agreement.overview", { codingIds });
      if (answer === undefined) return [];
      const all = hand.vault.conversations.map((one) => one.conversationId);
      const counted = answer.conversations === all.length ? all : [conversationId];
      return counted.map((of) => ({ event: "open", of }));
    },
  },
  "coding.preview": {
    requests: ["coding.preview"],
    async take(hand, { conversationId }) {
      const input = { conversationId, ...walkedScheme, sourceId: offerTable(hand) };
      const answer = await ask(hand, "coding.preview", { ...input, columns: null, reading: null });
      return answerNeeds("open", conversationId, answer);
    },
  },
  "coding.import": {
    requests: ["coding.import"],
    async take(hand, { conversationId }, number) {
      const answer = await ask(hand, "coding.import", {
        conversationId,
        ...walkedScheme,
        sourceId: offerTable(hand),
        coder: { kind: "colleague", name: `Alva ${number}` },
        drawn: "whole",
        target: null,
        isFromSound: true,
        isFinished: true,
        asTranscript: false,
        withNotes: false,
        columns: null,
        reading: { speakers: [{ label: "R", speaker: "practitioner" }], codes: [] },
      });
      return answerNeeds("open", conversationId, answer);
    },
  },
  "audio.peaks": {
    requests: ["audio.peaks"],
    async take(hand, { conversationId, recordingId }) {
      const answer = await ask(hand, "audio.peaks", { recordingId, binMs: 20 });
      const peaks = answer?.peaks as Int8Array | undefined;
      return (peaks?.length ?? 0) > 0 ? [{ event: "open", of: conversationId }] : [];
    },
  },
  "audio.open": changing("audio.open", ({ conversationId }) => ({ conversationId })),
  "audio.openForRows": changing("audio.openForRows", ({ conversationId }) => ({ conversationId })),
  play: {
    requests: ["audio.open", "internal.mediaInfo", "internal.mediaRead"],
    async take(hand, { conversationId }) {
      const opened = await ask(hand, "audio.open", { conversationId });
      if (opened === undefined) return [];
      const bytes = await hear(hand, opened.token);
      return [{ event: "open", of: conversationId }, ...answerNeeds("play", conversationId, bytes)];
    },
  },
  "preparation.begin": {
    requests: ["preparation.begin"],
    which: 1,
    async take(hand, { conversationId, recordingId }) {
      return answerNeeds("prepare", conversationId, await ask(hand, "preparation.begin", { recordingId }));
    },
  },
  "search.everywhere": {
    requests: ["search.everywhere"],
    async take(hand, { said }) {
      const found = await ask(hand, "search.everywhere", { text: said });
      return JSON.stringify(found ?? "").includes(said) ? [{ event: "search" }] : [];
    },
  },
  "clientCopy.offer": changing("clientCopy.offer", ({ conversationId }) => ({ conversationId })),
} as const satisfies Record<string, Deed>;

/** Its answer may hold words of the conversation, or none. */
function reading(name: AnyRequest, inputOf: (of: WalkedConversation, number: number) => object): Deed {
  return {
    requests: [name],
    take: async (hand, of, number) => wordsNeed(hand, await ask(hand, name, inputOf(of, number))),
  };
}

/** Whoever is answered has the conversation before them, whatever the answer holds. */
function changing(name: AnyRequest, inputOf: (of: WalkedConversation, number: number) => object): Deed {
  return {
    requests: [name],
    take: async (hand, of, number) =>
      answerNeeds("open", of.conversationId, await ask(hand, name, inputOf(of, number))),
  };
}

function linesOf({ requester }: Hand, conversationId: ConversationId) {
  return listSegments(requester.context().vault.db, conversationId);
}

function versionOf({ requester }: Hand, conversationId: ConversationId): number {
  const { db, clock } = requester.context().vault;
  return findConversation(db, conversationId, clock.now())?.transcriptVersion ?? 0;
}

function offerTable({ requester, folder }: Hand) {
  const file = path.join(folder, "kodat.csv");
  fs.writeFileSync(file, table);
  return requester.offer(file);
}
