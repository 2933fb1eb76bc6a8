/** Every kind of entry that is written to the audit log has a sentence of its own, in four languages. */
import { describe, expect, test } from "vitest";
import type { KeysDeed } from "../../electron/services/keysChange.ts";
import { auditSentence } from "../../renderer/features/audit/auditSentence.ts";
import { formatDate, formatInstant } from "../../renderer/ui/formatDate.ts";
import { formatSize } from "../../renderer/ui/formatNumber.ts";
import {
  type AuditEvent,
  type AuditLine,
  type DamagedPart,
  damagedParts,
} from "../../shared/domain/auditEvent.ts";
import { contentCategories } from "../../shared/domain/conversation.ts";
import { erasureRuleSchema } from "../../shared/domain/erasureRecord.ts";
import type { ConversationId } from "../../shared/domain/ids.ts";
import { printedDocumentSchema, printedOnSchema } from "../../shared/domain/printedDocument.ts";
import { type Language, languages } from "../../shared/domain/settings.ts";
import { checkDeeds } from "../../shared/domain/vaultCheck.ts";
import { fixedTexts } from "../support/fixedTexts.ts";

type Detail = AuditLine["detail"];

const now = Date.parse("2026-11-24T12:00:00Z");
const keysDeeds: Record<KeysDeed | "refused", true> = {
  passphrase: true,
  "recovery-code": true,
  rotated: true,
  "device-on": true,
  "device-off": true,
  refused: true,
};
/** Of the two files about the log the same is said. */
const ownDamage = damagedParts.filter((part: DamagedPart) => part !== "checkpoints.jsonl");
const documents = printedDocumentSchema.options
  .map(({ shape }) => shape.kind.value)
  .map(
    (kind): Detail => (kind === "certificates" ? { document: "certificate", count: 3 } : { document: kind }),
  );

/** All that is written, by event; what a part of it does not tell apart stands here once. */
const written: Readonly<Record<AuditEvent, readonly Detail[]>> = {
  create: [{}],
  unlock: ["passphrase", "recovery", "device"].map((slot) => ({ slot })),
  "unlock-failed": ["passphrase", "recovery"].map((secret) => ({ secret, saidAt: now, whileLocked: true })),
  rename: [{}],
  settings: [{ soundDays: 10, transcriptDays: 40, notesDays: null }, { auditMonths: 36 }],
  mandate: [{ erasure: "decision" }],
  permission: ["written", "spoken"].map((form) => ({ form, lastOn: "2026-12-01", wordingVersion: "sv-1" })),
  withdraw: [{}, { whileLocked: true, saidAt: now, wish: "erase" }],
  "withdraw-failed": [{ whileLocked: true, saidAt: now }],
  conversation: [{ kind: "client" }],
  discard: [{}],
  record: [{ channels: 1 }],
  "record-end": [{ sizeBytes: 9 }, { sizeBytes: 0 }],
  recover: [{}],
  import: [{ sizeBytes: 1_048_576 }],
  prepare: [{}, { transcoded: false }, { transcoded: true }],
  reject: [{ reason: "unsupported" }],
  transcript: [{ segments: 12 }],
  passage: ["marked", "moved", "removed"].map((deed) => ({ deed })),
  deidentify: ["confirmed", "moved", "forgotten"].map((deed) => ({ deed })),
  open: [{}],
  play: [{}],
  search: [{}],
  retention: [{ soundDays: 10, transcriptDays: 40, notesDays: 5 }],
  hold: [
    { reason: "complaint", days: 10, renewed: false },
    { reason: "complaint", days: 10, renewed: true },
    { whileLocked: true, reason: "access-request", until: now, renewed: false },
  ],
  "hold-end": [{ byItself: true }, { byItself: false }, { byItself: false, handedOver: true }],
  "erase-begin": contentCategories.flatMap((category) =>
    erasureRuleSchema.options.map((rule) => ({ category, rule, keyHalfFoundAbsent: false })),
  ),
  "erase-locked": [{ whileLocked: true, saidAt: now, recordingId: "r" }],
  erase: contentCategories.flatMap((category) =>
    erasureRuleSchema.options.map((rule) => ({ category, rule, certificate: 3, executedWhileLocked: false })),
  ),
  "coding-expired": [{}],
  certificate: [{ number: 3, saved: true }],
  clock: ["right", "wrong"].map((verdict) => ({ verdict })),
  damage: ownDamage.map((what) => ({ what })),
  keys: Object.keys(keysDeeds).map((what) => ({ what })),
  print: printedOnSchema.options.flatMap((printedOn) =>
    documents.map((detail) => ({ ...detail, printedOn })),
  ),
  backup: [true, false].map((withSound) => ({ withSound })),
  restore: [{ sounds: 1, leftOut: 0 }],
  "hand-over": [
    { receipt: 1, sizeBytes: 9 },
    { receipt: 1, saved: true },
    { receipt: 1, eraseHere: true },
  ],
  "for-client": ["paper", "file"].map((form) => ({ form })),
  "client-copy": [{ renewed: false }],
  "listen-together": [{}],
  export: [
    { what: "audit-log" },
    { encrypted: false },
    { encrypted: false, contents: "transcript" },
    { encrypted: false, contents: "coding", withText: true },
  ],
  check: [
    { phase: "begun" },
    { phase: "cancelled" },
    { phase: "done", findings: 0 },
    { phase: "done", findings: 1 },
    { phase: "done", findings: 3 },
    ...checkDeeds.map((deed) => ({ deed })),
  ],
  "source-erase": [
    { phase: "begin" },
    { phase: "resume" },
    { phase: "end", outcome: "gone", reach: "drive", wasOverwritten: true },
    { phase: "end", outcome: "gone", reach: "drive", wasOverwritten: false },
    { phase: "end", outcome: "gone", reach: "copy", wasOverwritten: true },
    ...["untouched", "unfinished", "unseen"].map((outcome) => ({ phase: "end", outcome })),
  ],
  "source-settled": [{ settled: true }, { settled: false }],
};

function say(language: Language, event: string, detail: Detail): string {
  return auditSentence(
    {
      t: fixedTexts(language),
      format: {
        date: (value, style) => formatDate(language, value, style, now),
        instant: (at) => formatInstant(language, at, now),
        size: (sizeBytes) => formatSize(language, sizeBytes),
      },
    },
    { sequence: 1, at: now, event, consentNumber: 17, conversationId: "c" as ConversationId, detail },
  );
}

describe.each(languages)("in %s", (language) => {
  test("no two kinds of entry read the same", () => {
    const entries = Object.entries(written).flatMap(([event, details]) =>
      details.map((detail) => ({ sentence: say(language, event, detail), event, detail })),
    );
    const alike = [...Map.groupBy(entries, ({ sentence }) => sentence).values()].filter(
      (group) => group.length > 1,
    );
    expect(alike).toEqual([]);
  });

  test("what only a later version writes claims nothing", () => {
    const clean = say(language, "check", { phase: "done", findings: 0 });
    const unknown = [{}, { phase: "something new" }, { deed: "something new" }];
    for (const detail of unknown) expect(say(language, "check", detail)).not.toBe(clean);
  });
});

test("an entry says what was written, and no more", () => {
  const ofCheck = (detail: Detail) => say("en", "check", detail);
  expect([
    ofCheck({ phase: "begun" }),
    ofCheck({ phase: "cancelled" }),
    ofCheck({ phase: "done", findings: 0 }),
    ofCheck({ phase: "done", findings: 3 }),
    ofCheck({ deed: "remove-orphans" }),
    say("en", "hand-over", { receipt: 1, saved: true }),
    say("en", "damage", { what: "clock.json" }),
    say("en", "print", { document: "coding", printedOn: "pdf" }),
  ]).toEqual([
    "You began to check the vault.",
    "The check of the vault was cancelled. It says nothing about the vault.",
    "You checked the vault. All was as it should be.",
    "You checked the vault. 3 things to look at.",
    "You removed sound files that belonged to no conversation.",
    "You saved the archive receipt for the conversation with permission no. 17 as a file.",
    "The file in which Lyhörd remembers the time knew less than the log. An older version may have been put back.",
    "You saved the summary of a coding as a PDF: the conversation with permission no. 17.",
  ]);
});
