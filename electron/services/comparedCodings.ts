/** Codings of several coders together: a consensus of them, and their agreement over several conversations. */
import { randomUUID } from "node:crypto";
import type { ParsedInput, RequestOutput } from "../../shared/contract.ts";
import { agreementOverview, codedByAll } from "../../shared/domain/agreementOverview.ts";
import { commonSample } from "../../shared/domain/alignCodings.ts";
import type { Coder, Coding } from "../../shared/domain/coding.ts";
import { areComparable } from "../../shared/domain/comparableCodings.ts";
import { draftConsensus } from "../../shared/domain/draftConsensus.ts";
import type { CodingId, SpanId, UnitId } from "../../shared/domain/ids.ts";
import { Failure } from "../../shared/errors.ts";
import { insertCoding, listCodings, listCodingsOfScheme } from "../vault/codingRepository.ts";
import { logAccess } from "./accessLog.ts";
import { requireCodable, requireCoding } from "./codings.ts";
import type { ServiceContext } from "./context.ts";
import { requireConversation } from "./requireConversation.ts";
import { requireScheme } from "./schemes.ts";

/**
 * Begins the consensus of codings, or finds the one that was begun.
 *
 * @throws Failure `coding.not-comparable` unless they are finished, of one conversation and one scheme, by different
 *   coders, and share a part of their samples; otherwise as `coding.create`, and `coding.blind`
 */
export function createConsensus(
  context: ServiceContext,
  { of }: ParsedInput<"coding.createConsensus">,
): RequestOutput<"coding.createConsensus"> {
  const { vault, sitting } = context;
  const codings = requireComparable(context, of);
  const [{ conversationId, schemeId, schemeVersion }] = codings;
  const scheme = requireScheme(context, schemeId, schemeVersion);
  logAccess(vault, sitting, requireConversation(vault, conversationId), "open");
  const known = listCodings(vault.db, conversationId).find(({ coder }) => isConsensusOf(coder, of));
  if (known !== undefined) return { codingId: known.id };
  const draft = draftConsensus(scheme, codings, {
    unit: () => randomUUID() as UnitId,
    span: () => randomUUID() as SpanId,
  });
  if (draft === undefined) throw new Failure("coding.not-comparable");
  const id = randomUUID() as CodingId;
  const at = vault.clock.now();
  vault.db
    .transaction(() => {
      requireCodable(context, conversationId);
      insertCoding(vault.db, {
        ...draft,
        id,
        conversationId,
        schemeId,
        schemeVersion,
        coder: { kind: "consensus", of },
        passes: 1,
        pass: "count",
        reflection: null,
        version: 0,
        createdAt: at,
        changedAt: at,
        finishedAt: null,
      });
    })
    .immediate();
  context.emit({ name: "codings.changed", payload: { conversationId } });
  return { codingId: id };
}

/**
 * How far the coders of these codings agree over all conversations that each of them has coded by the same scheme.
 *
 * @throws Failure `coding.not-comparable`, `coding.not-found`, `coding.blind`
 */
export function readOverview(
  context: ServiceContext,
  { codingIds }: ParsedInput<"agreement.overview">,
): RequestOutput<"agreement.overview"> {
  const { vault, sitting } = context;
  const compared = requireComparable(context, codingIds);
  const [{ schemeId, schemeVersion }] = compared;
  const together = codedByAll(listCodingsOfScheme(vault.db, schemeId), compared);
  for (const conversationId of together.keys()) {
    logAccess(vault, sitting, requireConversation(vault, conversationId), "open");
  }
  const conversations = [...together.values()]
    .map((ids) => ids.map((id) => requireCoding(context, id)))
    .filter((codings) => commonSample(codings) !== undefined);
  return {
    conversations: conversations.length,
    parts: agreementOverview(requireScheme(context, schemeId, schemeVersion), conversations),
  };
}

type Comparable = readonly [Coding, Coding, ...Coding[]];

function requireComparable(context: ServiceContext, ids: readonly CodingId[]): Comparable {
  const codings = ids.map((id) => requireCoding(context, id));
  const [first, second, ...more] = codings;
  if (first === undefined || second === undefined || !areComparable(codings)) {
    throw new Failure("coding.not-comparable");
  }
  return [first, second, ...more];
}

function isConsensusOf(coder: Coder, of: readonly CodingId[]): boolean {
  return (
    coder.kind === "consensus" &&
    new Set([...coder.of, ...of]).size === of.length &&
    coder.of.length === of.length
  );
}
