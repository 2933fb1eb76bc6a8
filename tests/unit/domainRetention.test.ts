/** When content is due, and which rule wins. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  dueForErasure,
  dueTimes,
  type RetainedConversation,
  type RetentionTerms,
} from "../../shared/domain/retention.ts";

const terms: RetentionTerms = {
  kind: "client",
  clockStartedAt: Date.parse("2026-01-15T09:00:00Z"),
  zone: "Europe/Stockholm",
  soundDays: 30,
  transcriptDays: 90,
  notesDays: null,
};

describe("due times", () => {
  test("end at the local midnight of day N, over summer time; notes go with the transcript", () => {
    expect(dueTimes(terms)).toEqual({
      soundDueAt: Date.parse("2026-02-14T23:00:00Z"),
      transcriptDueAt: Date.parse("2026-04-15T22:00:00Z"),
      notesDueAt: Date.parse("2026-04-15T22:00:00Z"),
    });
  });

  test("notes may have days of their own", () => {
    expect(dueTimes({ ...terms, notesDays: 1 }).notesDueAt).toBe(Date.parse("2026-01-16T23:00:00Z"));
  });

  test("never pass the end of the permission's last date", () => {
    const end = Date.parse("2026-02-20T23:00:00Z");
    expect(dueTimes({ ...terms, consentLastOn: "2026-02-20" })).toEqual({
      soundDueAt: Date.parse("2026-02-14T23:00:00Z"),
      transcriptDueAt: end,
      notesDueAt: end,
    });
  });

  test("before there is content only the last date counts", () => {
    const end = Date.parse("2026-02-20T23:00:00Z");
    expect(dueTimes({ ...terms, clockStartedAt: null, consentLastOn: "2026-02-20" })).toEqual({
      soundDueAt: end,
      transcriptDueAt: end,
      notesDueAt: end,
    });
    expect(dueTimes({ ...terms, clockStartedAt: null }).soundDueAt).toBeNull();
  });

  test("published material has none", () => {
    expect(dueTimes({ ...terms, kind: "published", consentLastOn: "2026-02-20" })).toEqual({
      soundDueAt: null,
      transcriptDueAt: null,
      notesDueAt: null,
    });
  });

  test("more days are never due earlier", () => {
    const days = fc.integer({ min: 1, max: 365 });
    fc.assert(
      fc.property(
        days,
        days,
        fc.integer({ min: 0, max: 4_000_000_000_000 }),
        (one, other, clockStartedAt) => {
          const due = (soundDays: number) =>
            dueTimes({ ...terms, soundDays, clockStartedAt }).soundDueAt ?? 0;
          expect(Math.sign(due(one) - due(other))).toBe(Math.sign(one - other));
          expect(due(one)).toBeGreaterThan(clockStartedAt);
        },
      ),
    );
  });
});

const conversation: RetainedConversation = {
  conversationId: "a",
  present: ["sound", "transcript", "notes"],
  soundDueAt: 100,
  transcriptDueAt: 200,
  notesDueAt: 200,
  consentEndsAt: null,
  withdrawnAt: null,
  heldUntil: null,
};
const erased = (changes: Partial<RetainedConversation>, now: number, holdAware?: boolean) =>
  dueForErasure([{ ...conversation, ...changes }], now, holdAware).map(
    ({ category, dueAt, rule }) => `${category} ${dueAt} ${rule}`,
  );

describe("what is due", () => {
  test("is due at its instant and not 1 ms before", () => {
    expect(erased({}, 99)).toEqual([]);
    expect(erased({}, 100)).toEqual(["sound 100 clock"]);
    expect(erased({}, 200)).toEqual(["sound 100 clock", "transcript 200 clock", "notes 200 clock"]);
  });

  test("is only what is still there", () => {
    expect(erased({ present: ["notes"] }, 1_000)).toEqual(["notes 200 clock"]);
    expect(erased({ present: [] }, 1_000)).toEqual([]);
  });

  test("goes by the last date where that comes first", () => {
    expect(erased({ consentEndsAt: 150 }, 150)).toEqual([
      "sound 100 clock",
      "transcript 150 last-date",
      "notes 150 last-date",
    ]);
    expect(erased({ soundDueAt: null, present: ["sound"], consentEndsAt: 150 }, 150)).toEqual([
      "sound 150 last-date",
    ]);
  });

  test("is everything at once after a withdrawal, whatever the clocks say", () => {
    const nothingDue = { soundDueAt: null, transcriptDueAt: null, notesDueAt: null };
    expect(erased({ ...nothingDue, withdrawnAt: 50 }, 0)).toEqual([
      "sound 50 withdrawal",
      "transcript 50 withdrawal",
      "notes 50 withdrawal",
    ]);
  });

  test("waits under a hold, withdrawal and last date too, until it ends", () => {
    const held = { heldUntil: 500, withdrawnAt: 50, consentEndsAt: 60 };
    expect(erased(held, 499)).toEqual([]);
    expect(erased(held, 500).length).toBe(3);
    expect(erased(held, 499, false).length).toBe(3);
  });

  test("comes soonest first over several conversations, and one's hold does not stop another's", () => {
    const due = dueForErasure(
      [
        { ...conversation, conversationId: "late", soundDueAt: 90, present: ["sound"] },
        { ...conversation, conversationId: "held", heldUntil: 1_000, present: ["sound"] },
        { ...conversation, conversationId: "early", soundDueAt: 10, present: ["sound"] },
      ],
      100,
    );
    expect(due.map(({ conversationId }) => conversationId)).toEqual(["early", "late"]);
  });

  test("without any clock stays for ever", () => {
    const none = { soundDueAt: null, transcriptDueAt: null, notesDueAt: null };
    expect(erased(none, Number.MAX_SAFE_INTEGER)).toEqual([]);
  });
});
