/** A client conversation that is coded to its end with MITI. */
import { writeFileSync } from "node:fs";
import path from "node:path";
import {
  changeCoding,
  createCoding,
  finishCoding,
  hearSample,
  readCoding,
} from "../../electron/services/codings.ts";
import { importTranscript } from "../../electron/services/transcripts.ts";
import type { CodingChange, CodingHead, OneCoder } from "../../shared/domain/coding.ts";
import type { ConsentDraft } from "../../shared/domain/consent.ts";
import type { CodingId, ConversationId } from "../../shared/domain/ids.ts";
import type { SchemeId } from "../../shared/domain/scheme.ts";
import { type FilledVault, filledVault } from "./filledVault.ts";
import { temporaryFolder } from "./temporaryFolder.ts";
import type { VaultForTest } from "./vaultForTest.ts";

export interface CodedVault extends FilledVault {
  readonly codingId: CodingId;
}

/** Who says what in {@link codedVault}, 700 ms a line from the start, and the code it gets. */
export const codedLines = [
  ["Rådgivare", "Hej! Vad vill du att vi pratar om i dag?", "Q"],
  ["Klient", "Jag vet inte riktigt, det har varit mycket.", null],
  ["Rådgivare", "Det har varit mycket på en gång.", "SR"],
  ["Rådgivare", "Som om du inte fick luft.", "CR"],
  ["Klient", "Mm.", null],
  ["Rådgivare", "Vad har hjälpt dig förut?", "Q"],
  ["Klient", "Att gå ut. Fast det blir sällan.", null],
  ["Rådgivare", "Det blir sällan av.", "SR"],
  ["Klient", "Nej, men i går gick jag, faktiskt.", null],
  ["Rådgivare", "Du tog dig ut fast det var tungt.", "AF"],
  ["Rådgivare", "Jag skriver upp nästa tid.", "NC"],
] as const;

/** What the globals are rated with in {@link codedVault}. */
export const codedRatings: Readonly<Record<string, number>> = {
  cultivatingChangeTalk: 3,
  softeningSustainTalk: 4,
  partnership: 4,
  empathy: 5,
};

const lineMs = 700;
/** So long that globals are rated, in ms; all of it counts as heard. */
const sampleMs = 300_000;

/**
 * Creates a vault with a conversation in it, coded whole and finished.
 *
 * Counted are two questions, a simple and a complex reflection and an affirmation: the client's "Mm" at 2.8 s is
 * facilitative, so that the volley around it is one. The affirmation is uncertain.
 */
export async function codedVault(consentDraft: Partial<ConsentDraft> = {}): Promise<CodedVault> {
  const filled = await filledVault(consentDraft);
  const { test, conversationId } = filled;
  await writeLines(test, conversationId);
  return { ...filled, codingId: codeLines(test, conversationId) };
}

/** Puts {@link codedLines} in the place of the conversation's text. */
export async function writeLines(test: VaultForTest, conversationId: ConversationId): Promise<void> {
  const cues = codedLines.map(([speaker, text], index) => {
    const at = (ms: number) => `00:00:${(ms / 1_000).toFixed(3).padStart(6, "0")}`;
    return `${at(index * lineMs)} --> ${at((index + 1) * lineMs)}\n<v ${speaker}>${text}\n`;
  });
  const file = path.join(temporaryFolder(), "samtal.vtt");
  writeFileSync(file, ["WEBVTT\n", ...cues].join("\n"));
  await importTranscript(test.context, {
    conversationId,
    sourceId: test.offer(file),
    speakers: [
      { label: "Rådgivare", speaker: "practitioner" },
      { label: "Klient", speaker: "client" },
    ],
    replace: true,
  });
}

/** Codes a conversation that has {@link codedLines}, and finishes the coding. */
export function codeLines(
  { context }: VaultForTest,
  conversationId: ConversationId,
  draft: Partial<Pick<CodingHead, "sample" | "target"> & { coder: OneCoder }> = {},
): CodingId {
  const { codingId } = createCoding(context, {
    conversationId,
    schemeId: "miti-4.2.1" as SchemeId,
    schemeVersion: 1,
    coder: { kind: "owner" },
    sample: { drawn: "whole", startMs: 0, endMs: sampleMs },
    target: "Röra på sig oftare",
    passes: 1,
    ...draft,
  });
  const { units, version, sample } = readCoding(context, { codingId });
  hearSample(context, { codingId, heard: [{ startMs: sample.startMs, endMs: sample.endMs }] });
  const changes = units.flatMap((before): CodingChange[] => {
    const code = codedLines[before.startMs / lineMs]?.[2] ?? null;
    if (code !== null) {
      const isUncertain = code === "AF" ? { isUncertain: true as const } : {};
      return [{ kind: "unit", before, after: { ...before, codes: [code], ...isUncertain } }];
    }
    if (before.startMs !== 4 * lineMs) return [];
    return [{ kind: "unit", before, after: { ...before, isFacilitative: true } }];
  });
  const ratings = Object.entries(codedRatings).map(
    ([itemId, value]): CodingChange => ({
      kind: "rating",
      itemId,
      before: null,
      after: { value, evidenceMs: [] },
    }),
  );
  changeCoding(context, { codingId, baseVersion: version, changes: [...changes, ...ratings] });
  finishCoding(context, { codingId });
  return codingId;
}
