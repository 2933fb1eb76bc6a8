/** The quick way to a finished coding: the page's own requests, with moments instead of a text. */
import { randomUUID } from "node:crypto";
import type { Page } from "@playwright/test";
import type { CodedUnit, CodingChange, Sample } from "../../../shared/domain/coding.ts";
import type { CodingId, ConversationId, UnitId } from "../../../shared/domain/ids.ts";
import type { SchemeId } from "../../../shared/domain/scheme.ts";
import { ask } from "./ask.ts";

/** What was heard: codes of MITI in their order, and a client between each two. */
export interface QuickCoding {
  readonly codes: readonly string[];
  readonly drawn?: Sample["drawn"];
}

/** Codes a conversation with MITI, a moment every ten seconds, and finishes. */
export async function quickCoding(
  page: Page,
  conversationId: ConversationId,
  { codes, drawn = "random" }: QuickCoding,
): Promise<CodingId> {
  const { codingId } = await ask(page, "coding.create", {
    conversationId,
    schemeId: "miti-4.2.1" as SchemeId,
    schemeVersion: 1,
    coder: { kind: "owner" },
    sample: { drawn, startMs: 0, endMs: 1_200_000 },
    target: "Röra på sig oftare",
    passes: 1,
  });
  const { version, units } = await ask(page, "coding.read", { codingId });
  const moment = (atMs: number, speaker: CodedUnit["speaker"], given: readonly string[]): CodingChange => {
    const id = randomUUID() as UnitId;
    const after = { id, startMs: atMs, endMs: atMs, speaker, codes: [...given] };
    return { kind: "unit", before: null, after };
  };
  const changes: CodingChange[] = [
    ...units.map((before): CodingChange => ({ kind: "unit", before, after: null })),
    ...codes.flatMap((code, index) => [
      moment(index * 10_000, "practitioner", [code]),
      moment(index * 10_000 + 5_000, "client", []),
    ]),
  ];
  await ask(page, "coding.apply", { codingId, baseVersion: version, changes });
  await ask(page, "coding.finish", { codingId });
  return codingId;
}
