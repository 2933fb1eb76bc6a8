/** The quick way to a coding that is finished: a role play with sound, coded whole with MITI. */
import type { Page } from "@playwright/test";
import type { CodingChange } from "../../../shared/domain/coding.ts";
import type { CodingId, ConversationId } from "../../../shared/domain/ids.ts";
import type { SchemeId } from "../../../shared/domain/scheme.ts";
import type { LaunchedApplication } from "../../host/launch.ts";
import { ask } from "./ask.ts";
import { localDate, quickConversation } from "./quickVault.ts";

/** So long that globals are rated, in ms; the sound is shorter. */
const sampleMs = 300_000;

/** A role play that is coded: the practitioner's question, and their reflection. */
export async function quickFinishedCoding(
  application: LaunchedApplication,
  page: Page,
): Promise<{ conversationId: ConversationId; codingId: CodingId }> {
  const conversationId = await quickConversation(application, page, {
    permission: {
      kind: "role-play",
      title: "Skorna vid dörren",
      participants: [{ name: "Anna", saidYesOn: localDate(0) }],
    },
    sound: "speech.ogg",
    transcript: "talk.vtt",
  });
  return { conversationId, codingId: await finishedCoding(page, conversationId) };
}

/** Codes what the practitioner says in turn as question and as simple reflection, rates all, and ends. */
export async function finishedCoding(page: Page, conversationId: ConversationId): Promise<CodingId> {
  const { codingId } = await ask(page, "coding.create", {
    conversationId,
    schemeId: "miti-4.2.1" as SchemeId,
    schemeVersion: 1,
    coder: { kind: "owner" },
    sample: { drawn: "whole", startMs: 0, endMs: sampleMs },
    target: "Röra på sig oftare",
    passes: 1,
  });
  await ask(page, "coding.hear", { codingId, heard: [{ startMs: 0, endMs: sampleMs }] });
  const { units, version: baseVersion } = await ask(page, "coding.read", { codingId });
  const codes = units
    .filter(({ speaker }) => speaker === "practitioner")
    .map((before, index): CodingChange => {
      const code = index % 2 === 0 ? "Q" : "SR";
      return { kind: "unit", before, after: { ...before, codes: [code] } };
    });
  const ratings = ["cultivatingChangeTalk", "softeningSustainTalk", "partnership", "empathy"].map(
    (itemId, index): CodingChange => ({
      kind: "rating",
      itemId,
      before: null,
      after: { value: 2 + index, evidenceMs: [] },
    }),
  );
  await ask(page, "coding.apply", { codingId, baseVersion, changes: [...codes, ...ratings] });
  await ask(page, "coding.finish", { codingId });
  return codingId;
}
