/** Days and dates of keeping, names typed before an irreversible deed, and the certificate in words. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  readCertificateText,
  treatedPlaces,
  verifiedChecks,
} from "../../renderer/features/erasure/certificateText.ts";
import { categoriesToErase, isWholeChosen } from "../../renderer/features/erasure/eraseChoice.ts";
import { goesWithHold } from "../../renderer/features/erasure/goesWithHold.ts";
import {
  daysUntil,
  lastDayAfter,
  longestDays,
  retentionProblems,
  withinLimits,
} from "../../renderer/features/erasure/retentionForm.ts";
import { inOrder } from "../../renderer/features/erasure/timelineOrder.ts";
import { isTypedAs } from "../../renderer/features/erasure/typedName.ts";
import { parseTypedDate } from "../../renderer/ui/typedDate.ts";
import type { DueErasure } from "../../shared/domain/erasureRecord.ts";
import type { ConversationId } from "../../shared/domain/ids.ts";
import { retentionDaysSchema } from "../../shared/domain/settings.ts";

const free = { startedOn: "2026-11-22", consentLastOn: null };
const bound = { startedOn: "2026-11-22", consentLastOn: "2026-12-02" };

describe("days of keeping", () => {
  test("days and dates mean the same", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 730 }), (days) => {
        expect(daysUntil(free, lastDayAfter(free, days))).toBe(days);
      }),
    );
  });
  test("the permission's last date is the most, else what the contract allows", () => {
    expect([
      longestDays(bound, "sound"),
      longestDays(free, "sound"),
      longestDays(free, "transcript"),
    ]).toEqual([10, 365, 730]);
  });
  test("a permission that ended leaves no choice", () => {
    expect(longestDays({ ...bound, consentLastOn: "2026-11-01" }, "sound")).toBe(0);
  });
  test("what is brought within limits is what the contract takes, and no problem where there is a choice", () => {
    const days = fc.integer({ min: 1, max: 730 });
    fc.assert(
      fc.property(days, days, fc.option(days), (soundDays, transcriptDays, notesDays) => {
        const limited = withinLimits(bound, { soundDays, transcriptDays, notesDays });
        expect(retentionDaysSchema.safeParse(limited).success).toBe(true);
        expect(retentionProblems(bound, limited)).toEqual([]);
      }),
    );
  });
  test("a day past the permission, a half day and no day are problems; notes that follow are not", () => {
    expect(retentionProblems(bound, { soundDays: 11, transcriptDays: 1.5, notesDays: null })).toEqual([
      "sound",
      "transcript",
    ]);
    expect(retentionProblems(bound, { soundDays: 10, transcriptDays: 10, notesDays: 0 })).toEqual(["notes"]);
  });
});

describe("names typed before an irreversible deed", () => {
  test("case and spaces do not matter", () => expect(isTypedAs("  tallen ", "Tallen")).toBe(true));
  test("another name, a part, and nothing at all do", () => {
    expect([isTypedAs("Björken", "Tallen"), isTypedAs("Tall", "Tallen"), isTypedAs(" ", " ")]).toEqual([
      false,
      false,
      false,
    ]);
  });
});

describe("what is chosen to be erased", () => {
  test("is the whole only with every kind that is there, and then takes what came since as well", () => {
    const part = [["transcript", "notes"], ["notes"]] as const;
    expect([isWholeChosen(...part), categoriesToErase(...part)]).toEqual([false, ["notes"]]);
    const whole = [["sound"], ["sound"]] as const;
    expect([isWholeChosen(...whole), categoriesToErase(...whole)]).toEqual([
      true,
      ["sound", "transcript", "notes"],
    ]);
  });
});

describe("what is due", () => {
  const due = (title: string, category: DueErasure["category"], dueAt: number): DueErasure => ({
    conversationId: "x" as ConversationId,
    title,
    occasion: "",
    category,
    dueAt,
    zone: "Europe/Stockholm",
    isOver: false,
    heldUntil: null,
  });
  test("comes soonest first, sound before transcript on the same instant", () => {
    const [late, transcript, sound] = [due("A", "sound", 9), due("B", "transcript", 2), due("B", "sound", 2)];
    expect(inOrder([late, transcript, sound])).toEqual([sound, transcript, late]);
  });
  test("goes when its hold ends, where that is after its date", () => {
    const [held, free] = [{ ...due("A", "sound", 2), heldUntil: 9 }, due("B", "sound", 5)];
    const heldWithin = { ...due("C", "notes", 7), heldUntil: 6 };
    expect(inOrder([held, heldWithin, free])).toEqual([free, heldWithin, held]);
  });
});

describe("what the end of a hold erases at once", () => {
  const [here, elsewhere] = ["here" as ConversationId, "elsewhere" as ConversationId];
  const over = { conversationId: here, category: "sound", isOver: true, heldUntil: 9 } as const;
  test("is what ran out under it, and what it stopped on the way", () => {
    const stopped = { conversationId: here, category: "notes", held: true } as const;
    expect(goesWithHold([here], [over], [stopped])).toEqual(["sound", "notes"]);
  });
  test("is nothing that has time left, that no hold keeps, or that is another conversation's", () => {
    const others = [
      { ...over, isOver: false },
      { ...over, heldUntil: null },
      { ...over, conversationId: elsewhere },
    ];
    const going = { conversationId: here, category: "notes", held: false } as const;
    expect(goesWithHold([here], others, [going])).toEqual([]);
  });
});

describe("the certificate's text", () => {
  const certificate = {
    number: 3,
    vault: "v",
    signingKeyFingerprint: "f",
    conversation: {
      kind: "role-play",
      heldOn: "2026-11-01",
      clocksStartedAt: null,
      consent: null,
      recordWritten: false,
    },
    decision: null,
    rule: "clock",
    dueAt: null,
    executedBy: "automatic",
    executedWhileLocked: false,
    category: "sound",
    method: {
      kind: "cryptographic erasure",
      keyHalfInFile: "overwritten and deleted",
      keyHalfInDatabase: "deleted and overwritten",
      encryptedSound: "overwritten and deleted",
    },
    places: ["database", "peaks", "media/1.blob"],
    startedAt: "2026-11-22T00:00:00.000Z",
    finishedAt: "2026-11-22T00:00:01.000Z",
    zone: "Europe/Stockholm",
    verification: {
      writeAheadLogEmpty: true,
      canariesLookedFor: 0,
      canariesFound: 0,
      rowsAbsent: true,
      filesAbsent: true,
      cannotBeOpened: false,
    },
    copiesOutsideControl: { exported: 0, shared: 0, numberedCopies: { returned: 0, missing: 0 } },
    remains: { sound: false, transcript: true, notes: false, underPseudonym: true },
    tool: { name: "Lyhörd", version: "0.1.0" },
    audit: { sequence: 1, hash: "00" },
    limits: "…",
  };

  test("says only what was checked and held", () => {
    const text = readCertificateText(JSON.stringify(certificate));
    expect(text && verifiedChecks(text)).toEqual(["filesAbsent", "rowsAbsent", "writeAheadLogEmpty"]);
  });
  test("names the places it knows in words, and files as they are called", () => {
    const text = readCertificateText(JSON.stringify(certificate));
    expect(text && treatedPlaces(text)).toEqual([
      { place: "database" },
      { place: "peaks" },
      { place: "file", name: "media/1.blob" },
    ]);
  });
  test("says nothing about files where no sound was erased", () => {
    const text = readCertificateText(JSON.stringify({ ...certificate, category: "notes" }));
    expect(text && verifiedChecks(text)).toEqual(["rowsAbsent", "writeAheadLogEmpty"]);
  });
  test("one from before the sources were listed names no place there", () => {
    const text = readCertificateText(JSON.stringify(certificate));
    expect(text?.copiesOutsideControl.mayRemainAtSource).toEqual({ origin: null, places: [] });
  });
  test("what is no certificate is not read as one", () => {
    expect([readCertificateText("{"), readCertificateText("{}"), readCertificateText("null")]).toEqual([
      null,
      null,
      null,
    ]);
  });
});

describe("typed dates", () => {
  const read = (text: string) => parseTypedDate(text, "sv", "2026-11-22");

  test("the usual ways of writing a date are understood, day before month", () => {
    expect(
      ["2026-11-10", "20261110", "10/11", "10.11.2026", "10 nov", "10. november 2026", "10-11-26"].map(read),
    ).toEqual(Array.from({ length: 7 }, () => "2026-11-10"));
  });
  test("what is no date, or does not exist, is none", () => {
    expect(["", "31/2", "2026-02-29", "tisdag", "10 mumin", "99"].map(read)).toEqual(
      Array.from({ length: 6 }, () => null),
    );
  });
  test("months are read in the person's own language", () => {
    expect([
      parseTypedDate("3 mai", "nb", "2026-01-01"),
      parseTypedDate("3 maj", "da", "2026-01-01"),
    ]).toEqual(["2026-05-03", "2026-05-03"]);
  });
});
