/** Deeds that change a rule or end content, and those that only tell what is known of it. */
import { findRetained } from "../../electron/vault/erasureRepository.ts";
import type { RequestName } from "../../shared/contract.ts";
import { answerNeeds, ask, type Deed, type Hand, type Needed, wordsNeed } from "./accessDeed.ts";
import { testConsent, testMandate } from "./vaultForTest.ts";
import type { WalkedConversation } from "./walkedVault.ts";

/** What tells of a conversation, and never what is said in it: each of these is asked, and its answer looked through. */
const telling = {
  "vault.list": () => ({}),
  "vault.session": () => ({}),
  "home.place": () => ({}),
  "home.undestroyed": () => ({}),
  "withdrawal.offer": (_of, { requester }) => ({ vaultId: requester.context().vault.id }),
  "keys.read": () => ({}),
  "settings.read": () => ({}),
  "mandate.read": () => ({}),
  "backup.overview": () => ({}),
  "today.list": () => ({}),
  "draft.read": () => ({ of: "conversation" }),
  "consent.list": () => ({}),
  "consent.nextNumber": () => ({}),
  "consent.wordings": () => ({}),
  "conversation.list": () => ({}),
  "conversation.read": ({ conversationId }) => ({ conversationId }),
  "erasure.due": () => ({}),
  "erasure.unfinished": () => ({}),
  "erasure.done": () => ({}),
  "certificate.read": () => ({ number: 1 }),
  "certificate.readSeveral": () => ({ numbers: [1] }),
  "audit.list": () => ({ before: null, limit: 500 }),
  "audit.verify": () => ({}),
  "copies.list": ({ conversationId }) => ({ conversationId }),
  "handOver.receipts": ({ conversationId }) => ({ conversationId }),
  "handOver.readReceipt": () => ({ number: 1 }),
  "whereabouts.read": ({ conversationId }) => ({ conversationId }),
  "recording.room": () => ({ channels: 1 }),
  "recording.recovered": () => ({}),
  "preparation.list": () => ({}),
  "version.list": ({ conversationId }) => ({ conversationId }),
  "passage.list": ({ conversationId }) => ({ conversationId }),
  "scheme.list": () => ({}),
  "coding.count": () => ({}),
  "practice.read": () => ({}),
  "practice.figures": () => ({}),
} as const satisfies Partial<Record<RequestName, (of: WalkedConversation, hand: Hand) => object>>;

export const tellingDeeds = {
  "what is known": {
    requests: Object.keys(telling) as RequestName[],
    isFree: true,
    async take(hand, of) {
      const needed: Needed[] = [];
      for (const [name, inputOf] of Object.entries(telling)) {
        const answer = await ask(hand, name as RequestName, inputOf(of, hand));
        if (answer === undefined) throw new Error(`${name} is refused`);
        needed.push(...wordsNeed(hand, answer));
      }
      return needed;
    },
  },
} as const satisfies Record<string, Deed>;

export const rulingDeeds = {
  "retention.set": {
    requests: ["retention.set"],
    async take(hand, { conversationId }) {
      const days = { soundDays: 20, transcriptDays: 40, notesDays: null };
      return answerNeeds(
        "retention",
        conversationId,
        await ask(hand, "retention.set", { conversationId, ...days }),
      );
    },
  },
  "hold.set": {
    requests: ["hold.set"],
    async take(hand, { conversationId }) {
      const answer = await ask(hand, "hold.set", { conversationId, reason: "complaint", days: 3 });
      return answerNeeds("hold", conversationId, answer);
    },
  },
  "hold.end": {
    requests: ["hold.end"],
    async take(hand, { conversationId }) {
      const wasHeld = isHeld(hand, conversationId);
      const ended = await ask(hand, "hold.end", { conversationId });
      return wasHeld ? answerNeeds("hold-end", conversationId, ended) : [];
    },
  },
  "hold.setForConsent": {
    requests: ["hold.setForConsent"],
    async take(hand, { conversationId, consentId }) {
      const isLeft = isKept(hand, conversationId);
      const answer = await ask(hand, "hold.setForConsent", { consentId, reason: "complaint", days: 3 });
      return isLeft ? answerNeeds("hold", conversationId, answer) : [];
    },
  },
  "hold.endForConsent": {
    requests: ["hold.endForConsent"],
    async take(hand, { conversationId, consentId }) {
      const wasHeld = isHeld(hand, conversationId) && isKept(hand, conversationId);
      const ended = await ask(hand, "hold.endForConsent", { consentId });
      return wasHeld ? answerNeeds("hold-end", conversationId, ended) : [];
    },
  },
  "settings.update": {
    requests: ["settings.update"],
    async take(hand, _of, number) {
      const changed = await ask(hand, "settings.update", { auditMonths: 13 + (number % 100) });
      return changed === undefined ? [] : [{ event: "settings" }];
    },
  },
  "consent.create": {
    requests: ["consent.create"],
    take: async (hand, _of, number) =>
      answerNeeds("permission", number, await ask(hand, "consent.create", { ...testConsent, number })),
  },
  "consent.issueCode": {
    requests: ["consent.issueCode"],
    take: async (hand, { consentId, consentNumber }) =>
      answerNeeds("client-copy", consentNumber, await ask(hand, "consent.issueCode", { consentId })),
  },
  "mandate.save": {
    requests: ["mandate.save"],
    take: async (hand) =>
      (await ask(hand, "mandate.save", testMandate)) === undefined ? [] : [{ event: "mandate" }],
  },
  "erasure.now": {
    requests: ["erasure.now"],
    async take(hand, { conversationId }, number) {
      const categories = [(["sound", "transcript", "notes"] as const)[number % 3]];
      const before = certificates(hand);
      await ask(hand, "erasure.now", { conversationId, categories, typedTitle: testConsent.pseudonym });
      const isDone = certificates(hand) > before;
      return isDone
        ? (["erase-begin", "erase"] as const).map((event) => ({ event, of: conversationId }))
        : [];
    },
  },
  "consent.withdraw": {
    requests: ["consent.withdraw"],
    async take(hand, { consentId, consentNumber }, number) {
      if (number % 3 !== 0) return [];
      const done = await ask(hand, "consent.withdraw", { consentId, typedPseudonym: testConsent.pseudonym });
      return answerNeeds("withdraw", consentNumber, done);
    },
  },
} as const satisfies Record<string, Deed>;

function isHeld({ requester }: Hand, conversationId: string): boolean {
  const heldUntil = requester
    .context()
    .vault.db.prepare<[string], number | null>("SELECT hold_until FROM conversation WHERE id = ?")
    .pluck()
    .get(conversationId);
  return heldUntil != null;
}

function isKept({ requester }: Hand, conversationId: WalkedConversation["conversationId"]): boolean {
  return (findRetained(requester.context().vault.db, conversationId)?.present.length ?? 0) > 0;
}

function certificates({ requester }: Hand): number {
  const { db } = requester.context().vault;
  return db.prepare<[], number>("SELECT count(*) FROM certificate").pluck().get() ?? 0;
}
