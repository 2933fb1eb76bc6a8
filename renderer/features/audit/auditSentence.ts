/** An entry of the audit log as a plain sentence. */
import type { TFunction } from "i18next";
import {
  type AuditEvent,
  type AuditLine,
  type DamagedPart,
  damagedParts,
  isAuditEvent,
} from "../../../shared/domain/auditEvent.ts";
import { contentCategorySchema, holdSchema } from "../../../shared/domain/conversation.ts";
import { erasureRuleSchema } from "../../../shared/domain/erasureRecord.ts";
import { checkDeeds } from "../../../shared/domain/vaultCheck.ts";
import type { Format } from "../../ui/useFormat.ts";

/** What sentences are made with. */
export interface Writer {
  readonly t: TFunction;
  readonly format: Pick<Format, "date" | "instant" | "size">;
}

/**
 * Says what happened; an event that only a later version knows is named as it is.
 *
 * @returns one sentence or two; never a name, a pseudonym or a position, for the log has none
 */
export function auditSentence(writer: Writer, line: AuditLine): string {
  const { t } = writer;
  return isAuditEvent(line.event)
    ? sentences[line.event](writer, line)
    : t("audit.sentence.unknown", { event: line.event });
}

type Sentence = (writer: Writer, line: AuditLine) => string;

const sentences: Readonly<Record<AuditEvent, Sentence>> = {
  create: ({ t }) => t("audit.sentence.create"),
  unlock: ({ t }, { detail }) =>
    t("audit.sentence.unlock", { secret: t(`audit.secret.${oneOf(secrets, detail.slot)}`) }),
  "unlock-failed": ({ t, format }, { at, detail }) =>
    t("audit.sentence.unlock-failed", {
      secret: t(`audit.wrongSecret.${oneOf(["passphrase", "recovery"], detail.secret)}`),
      when: format.instant(numberIn(detail.saidAt) ?? at),
    }),
  rename: ({ t }) => t("audit.sentence.rename"),
  settings: (writer, { detail }) => {
    const { t } = writer;
    const months = numberIn(detail.auditMonths);
    const days = daysIn(writer, detail);
    const said = [
      ...(days === "" ? [] : [t("audit.sentence.settings.retention", { days })]),
      ...(months === undefined ? [] : [t("audit.sentence.settings.log", { count: months })]),
    ];
    return said.length === 0 ? t("audit.sentence.settings.other") : said.join(" ");
  },
  mandate: ({ t }) => t("audit.sentence.mandate"),
  permission: ({ t, format }, line) => {
    const { form, lastOn } = line.detail;
    return t(`audit.sentence.permission.${oneOf(["written", "spoken"], form)}`, {
      permission: permissionOf(t, line),
      date: typeof lastOn === "string" ? format.date(lastOn, "paper") : "",
    });
  },
  withdraw: ({ t }, line) =>
    t(`audit.sentence.withdraw.${line.detail.whileLocked === true ? "locked" : "open"}`, {
      permission: permissionOf(t, line),
    }),
  "withdraw-failed": ({ t, format }, { at, detail }) =>
    t("audit.sentence.withdraw-failed", { when: format.instant(numberIn(detail.saidAt) ?? at) }),
  conversation: about("conversation"),
  discard: about("discard"),
  import: ({ t, format }, line) =>
    t("audit.sentence.import", {
      subject: subjectOf(t, line),
      size: format.size(numberIn(line.detail.sizeBytes) ?? 0),
    }),
  record: about("record"),
  "record-end": ({ t, format }, line) => {
    const sizeBytes = numberIn(line.detail.sizeBytes) ?? 0;
    return t(`audit.sentence.record-end.${sizeBytes > 0 ? "whole" : "empty"}`, {
      subject: subjectOf(t, line),
      size: format.size(sizeBytes),
    });
  },
  recover: about("recover"),
  prepare: ({ t }, line) => {
    const { transcoded } = line.detail;
    const what = transcoded === undefined ? "begun" : transcoded === true ? "transcoded" : "ready";
    return t(`audit.sentence.prepare.${what}`, { subject: subjectOf(t, line) });
  },
  reject: about("reject"),
  transcript: ({ t }, line) =>
    t("audit.sentence.transcript", {
      subject: subjectOf(t, line),
      count: numberIn(line.detail.segments) ?? 0,
    }),
  passage: ({ t }, line) =>
    t(`audit.sentence.passage.${oneOf(["marked", "moved", "removed"], line.detail.deed)}`, {
      subject: subjectOf(t, line),
    }),
  deidentify: ({ t }, line) =>
    t(`audit.sentence.deidentify.${oneOf(["confirmed", "moved", "forgotten"], line.detail.deed)}`, {
      subject: subjectOf(t, line),
    }),
  open: about("open"),
  play: about("play"),
  search: ({ t }) => t("audit.sentence.search"),
  retention: (writer, line) =>
    writer.t("audit.sentence.retention", {
      subject: subjectOf(writer.t, line),
      days: daysIn(writer, line.detail),
    }),
  hold: ({ t, format }, line) => {
    const { reason, days, until, renewed, whileLocked } = line.detail;
    if (whileLocked === true) return t("audit.sentence.hold.locked", { subject: subjectOf(t, line) });
    const about = {
      subject: subjectOf(t, line),
      reason: lowerFirst(t(`hold.reason.${oneOf(holdSchema.shape.reason.options, reason)}`)),
    };
    // One that a withdrawal began says until when, not for how long.
    return typeof until === "number"
      ? t("audit.sentence.hold.until", { ...about, date: format.date(until, "paper") })
      : t(`audit.sentence.hold.${renewed === true ? "renewed" : "new"}`, {
          ...about,
          count: numberIn(days) ?? 0,
        });
  },
  "hold-end": ({ t }, line) => {
    const { byItself, handedOver } = line.detail;
    const how = byItself === true ? "byItself" : handedOver === true ? "handedOver" : "chosen";
    return t(`audit.sentence.hold-end.${how}`, { subject: subjectOf(t, line) });
  },
  "erase-begin": ({ t }, line) => t("audit.sentence.erase-begin", erasureOf(t, line)),
  "erase-locked": ({ t, format }, { at, detail }) =>
    t("audit.sentence.erase-locked", { when: format.instant(numberIn(detail.saidAt) ?? at) }),
  erase: ({ t }, line) =>
    t("audit.sentence.erase", { ...erasureOf(t, line), number: line.detail.certificate ?? "–" }),
  "coding-expired": about("coding-expired"),
  certificate: ({ t }, { detail }) => t("audit.sentence.certificate", { number: detail.number ?? "–" }),
  clock: ({ t }, { detail }) => t(`audit.sentence.clock.${oneOf(["right", "wrong"], detail.verdict)}`),
  damage: ({ t }, { detail }) => {
    const what = damagedParts.find((part) => part === detail.what);
    return t(`audit.sentence.damage.${what === undefined ? "other" : damages[what]}`);
  },
  keys: ({ t }, { detail }) => t(`audit.sentence.keys.${oneOf(keyChanges, detail.what, "other")}`),
  print: ({ t }, line) => {
    const count = numberIn(line.detail.count) ?? 1;
    const document =
      count > 1
        ? t("audit.document.certificates", { count })
        : t(`audit.document.${oneOf(documents, line.detail.document, "other")}`);
    const isAbout = line.consentNumber !== null || line.conversationId !== null;
    const how = line.detail.printedOn === "pdf" ? "pdf" : "print";
    return isAbout
      ? t(`audit.sentence.${how}About`, { document, subject: subjectOf(t, line) })
      : t(`audit.sentence.${how}`, { document });
  },
  backup: ({ t }, { detail }) =>
    t(`audit.sentence.backup.${detail.withSound === true ? "withSound" : "withoutSound"}`),
  restore: ({ t }) => t("audit.sentence.restore"),
  "hand-over": ({ t }, line) => {
    const { saved, eraseHere } = line.detail;
    const what = saved === true ? "receipt" : eraseHere === true ? "erased" : "given";
    return t(`audit.sentence.hand-over.${what}`, { subject: subjectOf(t, line) });
  },
  "for-client": ({ t }, line) =>
    t(`audit.sentence.for-client.${oneOf(["paper", "file"], line.detail.form, "other")}`, {
      subject: subjectOf(t, line),
    }),
  "client-copy": ({ t }, line) => t("audit.sentence.client-copy", { subject: permissionOf(t, line) }),
  "listen-together": about("listen-together"),
  export: ({ t }, line) =>
    line.detail.what === "audit-log"
      ? t("audit.sentence.export.log")
      : t(`audit.sentence.export.${oneOf(["transcript", "coding"], line.detail.contents, "other")}`, {
          subject: subjectOf(t, line),
        }),
  check: ({ t }, { detail }) => {
    const { phase, deed } = detail;
    const count = numberIn(detail.findings);
    if (deed !== undefined) return t(`audit.sentence.check.deed.${oneOf(checkDeeds, deed, "other")}`);
    if (count === undefined)
      return t(`audit.sentence.check.${oneOf(["begun", "cancelled"], phase, "other")}`);
    return count === 0 ? t("audit.sentence.check.clean") : t("audit.sentence.check.findings", { count });
  },
  "source-erase": ({ t }, line) =>
    t(`audit.sentence.source-erase.${sourceErasureIn(line.detail)}`, { subject: subjectOf(t, line) }),
  "source-settled": ({ t }, line) =>
    t(`audit.sentence.source-settled.${line.detail.settled === true ? "settled" : "reopened"}`, {
      subject: subjectOf(t, line),
    }),
};

const secrets = ["passphrase", "recovery", "device"] as const;
const keyChanges = ["passphrase", "recovery-code", "rotated", "device-on", "device-off", "refused"] as const;
const documents = [
  "certificate",
  "client-copy",
  "for-client",
  "transcript",
  "coding",
  "audit-log",
  "recovery-code",
  "receipt",
] as const;

/** The words for what is damaged; two files say the same of the log. */
const damages = {
  "audit log": "log",
  "audit.json": "outside",
  "checkpoints.jsonl": "outside",
  "schedule.json": "schedule",
  "withdrawals.json": "withdrawals",
  "withdrawal note": "withdrawal-note",
  "vault.json": "header",
  database: "database",
  "clock.json": "clock",
  "key half": "key-half",
  "erased sound": "erased-sound",
} as const satisfies Record<DamagedPart, string>;

function about(
  event:
    | "conversation"
    | "record"
    | "recover"
    | "discard"
    | "reject"
    | "coding-expired"
    | "open"
    | "play"
    | "listen-together",
): Sentence {
  return ({ t }, line) => t(`audit.sentence.${event}`, { subject: subjectOf(t, line) });
}

function subjectOf(t: TFunction, { consentNumber, conversationId }: AuditLine): string {
  if (consentNumber !== null) return t("audit.subject.consent", { number: consentNumber });
  if (conversationId !== null) return t("audit.subject.conversation", { tag: conversationId.slice(0, 4) });
  return t("audit.subject.none");
}

function permissionOf(t: TFunction, line: AuditLine): string {
  return line.consentNumber === null
    ? subjectOf(t, line)
    : t("audit.subject.permission", { number: line.consentNumber });
}

function erasureOf(t: TFunction, line: AuditLine) {
  const category = oneOf(contentCategorySchema.options, line.detail.category);
  const rule = oneOf(erasureRuleSchema.options, line.detail.rule);
  return {
    what: t(`erasure.categoryInText.${category}`),
    rule: t(`erasure.rule.${rule}`),
    subject: subjectOf(t, line),
  };
}

function daysIn({ t }: Writer, { soundDays, transcriptDays, notesDays }: AuditLine["detail"]): string {
  const days = (category: "sound" | "transcript" | "notes", value: unknown) => {
    const count = numberIn(value);
    return count === undefined ? [] : [t(`audit.days.${category}`, { count })];
  };
  return [
    ...days("sound", soundDays),
    ...days("transcript", transcriptDays),
    ...(notesDays === null ? [t("audit.days.notesWithTranscript")] : days("notes", notesDays)),
  ].join(", ");
}

function sourceErasureIn({ phase, outcome, reach, wasOverwritten }: AuditLine["detail"]) {
  if (phase !== "end") return oneOf(["begin", "resume"], phase);
  if (outcome !== "gone") return oneOf(["unfinished", "untouched", "unseen"], outcome);
  if (reach === "copy") return "copy";
  return wasOverwritten === true ? "gone" : "removed";
}

/** A word that there is a text for; what this version does not know becomes the first, or `other`. */
function oneOf<Word extends string, Other extends string = never>(
  words: readonly Word[],
  found: unknown,
  other?: Other,
): Word | Other {
  const fallback = other ?? words[0];
  if (fallback === undefined) throw new RangeError("no words to choose from");
  return words.find((word) => word === found) ?? fallback;
}

function numberIn(value: unknown): number | undefined {
  return typeof value === "number" ? value : undefined;
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLocaleLowerCase() + text.slice(1);
}
