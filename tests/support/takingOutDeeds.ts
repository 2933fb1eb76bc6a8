/** Deeds that give content to others: files, papers, and what is heard and read together. */
import { codingFormats } from "../../shared/domain/codingExport.ts";
import type { CopyId } from "../../shared/domain/ids.ts";
import type { PrintedDocument } from "../../shared/domain/printedDocument.ts";
import { exportFormats } from "../../shared/domain/transcriptExport.ts";
import { type Answer, answerNeeds, ask, type Deed, fileNeeds, hear, type Needed } from "./accessDeed.ts";
import { secretOf } from "./vaultHostForTest.ts";
import type { WalkedConversation } from "./walkedVault.ts";

const wanted = { withSpeakers: true, withTimes: true };
const choice = { transcript: true, noteIds: [], permission: true, access: true, language: "sv" } as const;

export const takingOutDeeds = {
  "transcript.export": {
    requests: ["transcript.export"],
    take: (hand, { conversationId }, number) =>
      fileNeeds(hand, { event: "export", of: conversationId }, (targetId) =>
        ask(hand, "transcript.export", {
          ...{ conversationId, ...wanted, withCodings: true, targetId },
          format: exportFormats[number % exportFormats.length],
        }),
      ),
  },
  "transcript.paper": {
    requests: ["transcript.paper"],
    async take(hand, { conversationId }) {
      const answer = await ask(hand, "transcript.paper", { conversationId, ...wanted, form: "paper" });
      return answerNeeds("export", conversationId, answer);
    },
  },
  "coding.export": {
    requests: ["coding.export"],
    take: (hand, { conversationId, codingIds: [codingId] }, number) =>
      fileNeeds(hand, { event: "export", of: conversationId }, (targetId) =>
        ask(hand, "coding.export", {
          ...{ codingId, table: "utterances", withText: true, targetId },
          format: codingFormats[number % codingFormats.length],
        }),
      ),
  },
  "coding.paper": {
    requests: ["coding.paper"],
    async take(hand, { conversationId, codingIds: [codingId] }) {
      const input = { codingId, form: "paper", withMoments: true, withText: true };
      return answerNeeds("export", conversationId, await ask(hand, "coding.paper", input));
    },
  },
  "clientCopy.listen": {
    requests: ["clientCopy.listen"],
    async take(hand, { conversationId }) {
      const answer = await ask(hand, "clientCopy.listen", { conversationId });
      if (answer === undefined) return [];
      const bytes = answer.token === null ? undefined : await hear(hand, answer.token);
      return [
        { event: "listen-together", of: conversationId },
        ...answerNeeds("play", conversationId, bytes),
      ];
    },
  },
  "clientCopy.paper": {
    requests: ["clientCopy.paper"],
    async take(hand, { conversationId }) {
      const answer = await ask(hand, "clientCopy.paper", { conversationId, choice });
      return answerNeeds("for-client", conversationId, answer);
    },
  },
  "clientCopy.file": {
    requests: ["clientCopy.begin", "clientCopy.append", "clientCopy.finish"],
    async take(hand, { conversationId }) {
      const needed: Needed = { event: "for-client", of: conversationId };
      const given: Needed[] = [];
      const inFile = await fileNeeds(hand, needed, async (targetId) => {
        const input = { conversationId, choice, targetId, listenedThrough: true };
        const passphrase = secretOf("fyra små gröna äpplen");
        const sound = hand.vault.conversations[0]?.conversationId === conversationId;
        const begun = await ask(hand, "clientCopy.begin", { ...input, sound, passphrase });
        if (begun === undefined) return;
        const { copyId, sound: opened } = begun as Answer & { copyId: CopyId; sound: Answer | null };
        if (opened !== null) {
          const bytes = await hear(hand, opened.token);
          if (bytes !== undefined) given.push(needed);
          await ask(hand, "clientCopy.append", { copyId, offset: 0, bytes });
        }
        await ask(hand, "clientCopy.finish", { copyId });
      });
      return [...given, ...inFile];
    },
  },
  "handOver.export": {
    requests: ["handOver.export"],
    take: (hand, { conversationId }) =>
      fileNeeds(hand, { event: "export", of: conversationId }, (targetId) =>
        ask(hand, "handOver.export", { conversationId, targetId, receivedBy: "Arkivet", reference: "" }),
      ),
  },
  "handOver.saveReceipt": {
    requests: ["handOver.saveReceipt"],
    take: (hand, { conversationId }) =>
      conversationId === hand.vault.conversations[0]?.conversationId
        ? fileNeeds(hand, { event: "hand-over", of: conversationId }, (targetId) =>
            ask(hand, "handOver.saveReceipt", { number: 1, targetId }),
          )
        : Promise.resolve([]),
  },
  print: {
    requests: ["shell.print", "shell.savePdf", "internal.printing"],
    async take(hand, of, number) {
      const printed = { document: documentOf(of, number), printedOn: number % 2 === 0 ? "paper" : "pdf" };
      return answerNeeds("print", of.conversationId, await ask(hand, "internal.printing", printed));
    },
  },
  "audit.export": {
    requests: ["audit.export"],
    take: (hand) =>
      fileNeeds(hand, { event: "export" }, (targetId) => ask(hand, "audit.export", { targetId })),
  },
  "certificate.save": {
    requests: ["certificate.save"],
    take: (hand) =>
      fileNeeds(hand, { event: "certificate" }, (targetId) =>
        ask(hand, "certificate.save", { number: 1, targetId }),
      ),
  },
  "certificate.saveSeveral": {
    requests: ["certificate.saveSeveral"],
    take: (hand) =>
      fileNeeds(hand, { event: "certificate" }, (targetId) =>
        ask(hand, "certificate.saveSeveral", { numbers: [1], targetId }),
      ),
  },
  "backup.make": {
    requests: ["backup.make"],
    take: (hand, _of, number) =>
      fileNeeds(hand, { event: "backup" }, (targetId) =>
        ask(hand, "backup.make", { targetId, withSound: number % 2 === 0 }),
      ),
  },
} as const satisfies Record<string, Deed>;

function documentOf({ conversationId, codingIds }: WalkedConversation, number: number): PrintedDocument {
  const kinds = ["for-client", "transcript", "coding"] as const;
  const kind = kinds[Math.floor(number / kinds.length) % kinds.length] ?? "transcript";
  return kind === "coding" ? { kind, codingId: codingIds[0] } : { kind, conversationId };
}
