/** The event log in words, in four languages. */
import { describe, expect, test } from "vitest";
import { auditRows, filterOf, wholeLog } from "../../renderer/features/audit/auditRows.ts";
import { auditSentence } from "../../renderer/features/audit/auditSentence.ts";
import { formatDate, formatInstant } from "../../renderer/ui/formatDate.ts";
import { formatSize } from "../../renderer/ui/formatNumber.ts";
import { type AuditLine, auditEventKinds } from "../../shared/domain/auditEvent.ts";
import type { ConversationId } from "../../shared/domain/ids.ts";
import { type Language, languages } from "../../shared/domain/settings.ts";
import { fixedTexts } from "../support/fixedTexts.ts";

const now = Date.parse("2026-11-24T12:00:00Z");
const conversationId = "3f2a0000-0000-4000-8000-000000000001" as ConversationId;

function lineOf(event: string, detail: AuditLine["detail"] = {}, part: Partial<AuditLine> = {}): AuditLine {
  return { sequence: 1, at: now, event, consentNumber: 17, conversationId, detail, ...part };
}

function say(language: Language, line: AuditLine): string {
  const t = fixedTexts(language);
  return auditSentence(
    {
      t,
      format: {
        date: (value, style) => formatDate(language, value, style, now),
        instant: (at) => formatInstant(language, at, now),
        size: (sizeBytes) => formatSize(language, sizeBytes),
      },
    },
    line,
  );
}

/** Everything that the log holds today, and what it may come to hold. */
const details: readonly (readonly [event: string, detail: AuditLine["detail"]])[] = [
  ...Object.keys(auditEventKinds).map((event) => [event, {}] as const),
  ...["passphrase", "recovery", "device"].map((slot) => ["unlock", { slot }] as const),
  ["unlock-failed", { secret: "recovery", saidAt: now, whileLocked: true }],
  ["settings", { soundDays: 10, transcriptDays: 40, notesDays: null }],
  ["settings", { auditMonths: 36 }],
  ["permission", { form: "spoken", lastOn: "2026-12-01", wordingVersion: "sv-1" }],
  ["withdraw", { whileLocked: true }],
  ["import", { sizeBytes: 1_048_576 }],
  ["prepare", { transcoded: true }],
  ["prepare", { transcoded: false }],
  ["transcript", { segments: 1 }],
  ["retention", { soundDays: 10, transcriptDays: 40, notesDays: 5 }],
  ...["access-request", "document-request", "complaint", "other"].map(
    (reason) => ["hold", { reason, days: 10, renewed: reason === "other" }] as const,
  ),
  ["hold-end", { byItself: true }],
  ["erase-begin", { category: "transcript", rule: "clock", keyHalfFoundAbsent: false }],
  ["erase", { category: "notes", rule: "withdrawal", certificate: 3, executedWhileLocked: false }],
  ["certificate", { number: 3, saved: true }],
  ["clock", { verdict: "wrong" }],
  ...[
    "audit log",
    "audit.json",
    "checkpoints.jsonl",
    "schedule.json",
    "key half",
    "withdrawal note",
    "something new",
  ].map((what) => ["damage", { what }] as const),
  ...["passphrase", "recovery-code", "rotated", "device-on", "device-off", "refused", "something new"].map(
    (what) => ["keys", { what }] as const,
  ),
  ["hold", { whileLocked: true, reason: "access-request", until: now, renewed: false }],
  ...["certificate", "client-copy", "for-client", "audit-log", "recovery-code", "receipt"].map(
    (document) => ["print", { document }] as const,
  ),
  ["backup", { withSound: true }],
  ["restore", { sounds: 1, leftOut: 0, destroyed: 2 }],
  ["hand-over", { receipt: 1, sizeBytes: 9 }],
  ["hand-over", { receipt: 1, saved: true }],
  ["hand-over", { receipt: 1, eraseHere: true }],
  ["for-client", { form: "paper" }],
  ["for-client", { form: "file" }],
  ["export", { what: "audit-log" }],
  ["check", { findings: 3 }],
  ["source-erase", { phase: "begin" }],
  ["source-erase", { phase: "resume" }],
  ...["drive", "network", "copy"].map(
    (reach) => ["source-erase", { phase: "end", outcome: "gone", reach, wasOverwritten: true }] as const,
  ),
  ["source-erase", { phase: "end", outcome: "gone", reach: "drive", wasOverwritten: false }],
  ...["untouched", "unfinished", "unseen", "something new"].map(
    (outcome) => ["source-erase", { phase: "end", outcome, reason: "in-use" }] as const,
  ),
  ["source-settled", { settled: true }],
  ["source-settled", { settled: false }],
  ["moon-phase", {}],
];

describe.each(languages)("in %s", (language) => {
  test.each(details)("%s %j is a whole sentence", (event, detail) => {
    const sentences = [
      say(language, lineOf(event, detail)),
      say(language, lineOf(event, detail, { consentNumber: null })),
      say(language, lineOf(event, detail, { consentNumber: null, conversationId: null })),
    ];
    for (const sentence of sentences) {
      expect(sentence).not.toMatch(/\{\{|\}\}|audit\.|undefined|null|NaN/);
      expect(sentence).toMatch(/^\p{Lu}.*\.$/u);
    }
  });
});

test("sentences say who, what and by which number", () => {
  expect([
    say("en", lineOf("play")),
    say("sv", lineOf("play")),
    say("nb", lineOf("play", {}, { consentNumber: null })),
    say("da", lineOf("hold", { reason: "complaint", days: 10, renewed: false })),
    say("en", lineOf("retention", { soundDays: 10, transcriptDays: 40, notesDays: null })),
    say("sv", lineOf("erase", { category: "sound", certificate: 4, rule: "clock" })),
    say("en", lineOf("print", { document: "receipt" }, { consentNumber: null, conversationId: null })),
    say(
      "sv",
      lineOf("source-erase", { phase: "end", outcome: "gone", reach: "drive", wasOverwritten: true }),
    ),
    say("en", lineOf("moon-phase")),
  ]).toEqual([
    "You opened the sound of the conversation with permission no. 17.",
    "Du öppnade ljudet i samtalet med samtycke nr 17.",
    "Du åpnet lyden i en samtale uten samtykkenummer (3f2a).",
    "Du satte slettestop for samtalen med samtykke nr. 17 i 10 dage: en klage.",
    "You changed how long the conversation with permission no. 17 is kept: sound 10 days, transcript 40 days, notes and codings as long as the transcript.",
    "Raderingen av ljudet i samtalet med samtycke nr 17 är klar: tiden var ute. Intyg 4.",
    "You printed a receipt.",
    "Filen till samtalet med samtycke nr 17 skrevs över och togs bort där den hämtades. Lyhörd såg efter i mappen, och filen var borta.",
    "An event that this version of Lyhörd does not know: moon-phase.",
  ]);
});

test("each local day has one heading, in front of its first entry", () => {
  const at = (local: string) => new Date(local).getTime();
  const lines = ["2026-11-24T00:30", "2026-11-23T23:30", "2026-11-23T00:00", "2026-11-20T12:00"].map(
    (local, index) => ({ ...lineOf("open"), sequence: 9 - index, at: at(local) }),
  );
  expect(auditRows(lines).map(({ key }) => key)).toEqual([
    "day 9",
    "entry 9",
    "day 8",
    "entry 8",
    "entry 7",
    "day 6",
    "entry 6",
  ]);
  expect(auditRows([])).toEqual([]);
});

test("a choice of days holds both of them whole, and what was not chosen is not asked for", () => {
  expect(filterOf(wholeLog)).toEqual({});
  expect(filterOf({ kind: "vault", consentNumber: 17, from: "2026-11-23", until: "2026-11-23" })).toEqual({
    kinds: ["vault"],
    consentNumber: 17,
    from: new Date("2026-11-23T00:00").getTime(),
    until: new Date("2026-11-24T00:00").getTime(),
  });
});
