/** A coding with nothing in it yet, for tests of what reads codings. */
import type { Coding, CodingHead } from "../../shared/domain/coding.ts";
import type { CodingId, ConversationId } from "../../shared/domain/ids.ts";
import type { SchemeId } from "../../shared/domain/scheme.ts";

/** The owner's, of a sample of 100 s that is heard; it goes on. */
export const headForTest: CodingHead = {
  id: "coding" as CodingId,
  conversationId: "conversation" as ConversationId,
  schemeId: "small" as SchemeId,
  schemeVersion: 1,
  coder: { kind: "owner" },
  sample: { drawn: "whole", startMs: 0, endMs: 100_000 },
  target: null,
  isFromSound: true,
  passes: 1,
  pass: "count",
  reflection: null,
  version: 0,
  createdAt: 0,
  changedAt: 0,
  finishedAt: null,
  expiresAt: null,
};

/** The same whole, but for what a test is about. */
export function codingForTest(part: Partial<Coding> = {}): Coding {
  return { ...headForTest, units: [], ratings: {}, spans: [], heard: [], ...part };
}
