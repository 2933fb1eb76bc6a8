/** A certificate in words, in four languages: it says what was signed, and no more. */
import { describe, expect, test } from "vitest";
import { readCertificateText } from "../../renderer/features/erasure/certificateText.ts";
import { certificateFacts } from "../../renderer/features/erasure/useCertificateFacts.ts";
import { formatDate, formatInstant, formatPaperInstant } from "../../renderer/ui/formatDate.ts";
import { type Language, languages } from "../../shared/domain/settings.ts";
import { fixedTexts } from "../support/fixedTexts.ts";

const now = Date.parse("2026-11-24T12:00:00Z");
const overwritten = "overwritten and deleted";
const signed = {
  document: "lyhord-certificate-of-erasure/1",
  number: 3,
  vault: "v",
  signingKeyFingerprint: "f",
  conversation: {
    kind: "client",
    heldOn: "2026-11-01",
    clocksStartedAt: null,
    consent: {
      number: 17,
      givenOn: "2026-10-01",
      lastOn: "2026-12-01",
      withdrawnAt: null,
      wordingVersion: "sv-1",
      keptWhere: "Ärende 2026-1",
    },
    recordWritten: true,
  },
  decision: null,
  rule: "clock",
  dueAt: null,
  executedBy: "automatic",
  executedWhileLocked: false,
  category: "sound",
  medium: "storage of this computer",
  method: {
    kind: "cryptographic erasure",
    keyHalfInFile: overwritten,
    keyHalfInDatabase: "deleted and overwritten",
    encryptedSound: overwritten,
  },
  places: ["database", "peaks"],
  startedAt: "2026-11-22T00:00:00.000Z",
  finishedAt: "2026-11-22T00:00:01.000Z",
  zone: "Europe/Stockholm",
  verification: {
    writeAheadLogEmpty: true,
    canariesLookedFor: 1,
    canariesFound: 0,
    rowsAbsent: true,
    filesAbsent: true,
    cannotBeOpened: true,
  },
  copiesOutsideControl: { exported: 0, shared: 0, numberedCopies: { returned: 0, missing: 0 } },
  remains: { sound: false, transcript: false, notes: false, underPseudonym: true },
  tool: { name: "Lyhörd", version: "0.1.0" },
  audit: { sequence: 1, hash: "00" },
  limits: "…",
};
const rows = { kind: "rows deleted and overwritten in the encrypted database, write-ahead log emptied" };

/** What stands beside "how" and "still in the vault". */
function saidOf(language: Language, part: object) {
  const text = readCertificateText(JSON.stringify({ ...signed, ...part }));
  if (text === null) throw new Error("not read");
  const t = fixedTexts(language);
  const facts = certificateFacts(
    {
      t,
      format: {
        date: (value, style) => formatDate(language, value, style, now),
        instant: (at) => formatInstant(language, at, now),
        paperInstant: (at, zone) => formatPaperInstant(language, at, zone),
      },
    },
    text,
    "paper",
  );
  const textOf = (name: string) => facts.find((fact) => fact.name === name)?.value;
  return { how: textOf(t("certificate.method")), left: textOf(t("certificate.remains")) };
}

const fates = [overwritten, "deleted", "absent"];
const methods = [...fates, "found absent"].flatMap((keyHalfInFile) =>
  fates.map((encryptedSound) => ({ kind: "cryptographic erasure", keyHalfInFile, encryptedSound })),
);
const left = ["permission", "title and names", "title and source"].flatMap((record) =>
  [true, false].map((figures) => ({ ...signed.remains, record, figures })),
);

describe.each(languages)("in %s", (language) => {
  test("what became of each part of a sound has sentences of its own", () => {
    const said = methods.map((method) => saidOf(language, { method }).how);
    expect(new Set(said).size).toBe(methods.length);
    for (const sentence of said) expect(sentence).toMatch(/^\p{Lu}[^{}]*\.$/u);
  });

  test("notes are not in the search index, and so are not said to have been", () => {
    const [ofText, ofNotes] = ["transcript", "notes"].map(
      (category) => saidOf(language, { category, method: rows }).how,
    );
    expect(ofText).toMatch(/index|register|registret|registeret/);
    expect(ofNotes).not.toMatch(/index|register|registret|registeret/);
  });

  test("what is left has sentences of its own, and is never nothing", () => {
    const said = left.map((remains) => saidOf(language, { remains }).left);
    expect(new Set(said).size).toBe(left.length);
    for (const sentence of said) expect(sentence).toMatch(/^\p{Lu}[^{}]*\. [^{}]*\.$/u);
  });
});

test("the paper says what was signed", () => {
  const ofSound = (keyHalfInFile: string, encryptedSound: string) =>
    saidOf("en", { method: { ...signed.method, keyHalfInFile, encryptedSound } }).how;
  expect([
    ofSound(overwritten, overwritten),
    ofSound("deleted", "deleted"),
    ofSound("absent", "absent"),
    ofSound("found absent", "absent"),
    saidOf("en", { remains: { ...signed.remains, transcript: true, figures: true } }).left,
  ]).toEqual([
    "Both halves of the key to the sound were overwritten and removed. The encrypted file was overwritten and removed.",
    "Both halves of the key to the sound were removed. This certificate does not say that the one in a file was overwritten. The encrypted file was removed. This certificate does not say that it was overwritten.",
    "One half of the key to the sound was removed from the database and overwritten there. The other, which lay in a file, is gone; this certificate does not say how. The encrypted file is gone; this certificate does not say how.",
    "One half of the key to the sound was found absent at unlock, and the other was destroyed then. The encrypted file is gone; this certificate does not say how.",
    "The transcript. The record of the permission is still there, under the pseudonym. Figures without words are still there under My practice, with the date of the conversation.",
  ]);
});

test("a certificate from before the record was named says by its kind what is left", () => {
  const ofKind = (kind: string) => saidOf("en", { conversation: { ...signed.conversation, kind } }).left;
  expect(["client", "exercise", "published"].map(ofKind)).toEqual([
    "Nothing of the content. The record of the permission is still there, under the pseudonym.",
    "Nothing of the content. The conversation’s title and the names of those who took part are still there.",
    "Nothing of the content. The title and where the material comes from are still there.",
  ]);
});
