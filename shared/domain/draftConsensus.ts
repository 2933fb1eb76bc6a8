/** The coding that coders make together: what they heard alike is there from the start. */
import { alignCodings, commonSample, speakersOf } from "./alignCodings.ts";
import type { CodedUnit, Coding, CodingSpan, Rating } from "./coding.ts";
import { comparePlaced } from "./codingChange.ts";
import { comparePiece } from "./compareCodings.ts";
import type { SpanId, UnitId } from "./ids.ts";
import { withPlayed } from "./listened.ts";
import type { Scheme } from "./scheme.ts";

/** As many moments speak for one rating at most. */
const mostEvidence = 200;

/** What a consensus takes over from its codings. */
export type ConsensusDraft = Pick<
  Coding,
  "sample" | "target" | "isFromSound" | "units" | "ratings" | "spans" | "heard" | "expiresAt"
>;

/** Fresh ids. */
export interface NewIds {
  unit(): UnitId;
  span(): SpanId;
}

/**
 * Drafts a consensus over what the samples share, cut as finely as all codings together.
 *
 * Utterances that all heard alike are coded, others open; likewise items. A client's listening noise is one where anyone
 * says so, since in doubt a volley is not split. It goes as early as the first of its codings does.
 *
 * @param codings - of one conversation by one scheme
 * @returns `undefined` where the samples share nothing
 */
export function draftConsensus(
  scheme: Scheme,
  codings: readonly Coding[],
  newId: NewIds,
): ConsensusDraft | undefined {
  const common = commonSample(codings);
  const [first] = codings;
  if (common === undefined || first === undefined) return undefined;
  const { sample } = first;
  const isShared = codings.every((one) => JSON.stringify(one.sample) === JSON.stringify(sample));
  const expiries = codings.flatMap(({ expiresAt }) => (expiresAt === null ? [] : [expiresAt]));
  return {
    sample: isShared ? sample : { drawn: "chosen", ...common },
    target: codings.find(({ target }) => target !== null)?.target ?? null,
    isFromSound: codings.every(({ isFromSound }) => isFromSound),
    units: draftUnits(scheme, codings, newId),
    ratings: agreedRatings(codings),
    spans: allSpans(codings, newId),
    heard: codings
      .flatMap(({ heard }) => heard)
      .reduce<Coding["heard"]>((heard, range) => withPlayed(heard, range).slice(), []),
    expiresAt: expiries.length === 0 ? null : Math.min(...expiries),
  };
}

function draftUnits(scheme: Scheme, codings: readonly Coding[], newId: NewIds): CodedUnit[] {
  return alignCodings(codings).map((piece) => {
    const row = comparePiece(scheme, piece);
    const speaker = row?.speaker ?? speakersOf(piece)[0] ?? "other";
    const isNoise = speaker === "client" && piece.units.flat().some((unit) => unit.isFacilitative === true);
    return {
      id: newId.unit(),
      startMs: piece.startMs,
      endMs: piece.endMs,
      speaker,
      ...(piece.place === undefined ? {} : { place: piece.place }),
      codes: row?.verdict === "same" ? [...(row.codes[0] ?? [])] : [],
      ...(isNoise ? { isFacilitative: true } : {}),
    };
  });
}

function agreedRatings(codings: readonly Coding[]): Record<string, Rating> {
  const [first, ...others] = codings;
  const agreed = Object.entries(first?.ratings ?? {}).flatMap(([itemId, { value }]) =>
    value !== undefined && others.every(({ ratings }) => ratings[itemId]?.value === value)
      ? [{ itemId, value }]
      : [],
  );
  return Object.fromEntries(
    agreed.map(({ itemId, value }) => {
      const moments = codings.flatMap(({ ratings }) => ratings[itemId]?.evidenceMs ?? []);
      const evidenceMs = [...new Set(moments)].sort((a, b) => a - b).slice(0, mostEvidence);
      return [itemId, { value, evidenceMs }];
    }),
  );
}

function allSpans(codings: readonly Coding[], newId: NewIds): CodingSpan[] {
  const known = new Map(
    codings
      .flatMap(({ spans }) => spans)
      .map((span) => [`${span.kind} ${span.startMs} ${span.endMs}`, span] as const),
  );
  return [...known.values()].map((span) => ({ ...span, id: newId.span() })).sort(comparePlaced);
}
