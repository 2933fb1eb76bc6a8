/** The arithmetic of MITI 4.2.1 (Moyers, Manuel & Ernst, 2014): from coded turns to counts and summary scores. */

/** The ten behaviour codes, in the manual's order. */
export const mitiBehaviours = [
  "GI",
  "Persuade",
  "PersuadeWithPermission",
  "Q",
  "SR",
  "CR",
  "AF",
  "Seek",
  "Emphasize",
  "Confront",
] as const;
export type MitiBehaviour = (typeof mitiBehaviours)[number];

/** `NC`: deliberately not coded, which is not the same as not yet coded. */
export type MitiCode = MitiBehaviour | "NC";

/** What one person says until another begins. */
export interface MitiTurn {
  readonly speaker: "practitioner" | "client" | "other";
  /** A client's "mm" while the practitioner goes on: it ends no volley. Only a client's turn can be that. */
  readonly facilitative?: boolean;
  /** By utterance; those of anyone but the practitioner count for nothing. */
  readonly codes: readonly (readonly MitiCode[])[];
}

/** Integers from 1 to 5; absent while unrated, the first two also where there is no target behaviour. */
export interface MitiGlobals {
  readonly cultivatingChangeTalk?: number;
  readonly softeningSustainTalk?: number;
  readonly partnership?: number;
  readonly empathy?: number;
}

export type MitiCounts = Readonly<Record<MitiBehaviour, number>>;

/** Where a summary score stands beside the experts' opinion: no norm, and no grade. */
export type MitiGuidance = "below" | "fair" | "good";

/** The scores that there is guidance for. */
export interface MitiScores {
  /** Mean of cultivating change talk and softening sustain talk, 1–5; `undefined` unless both are rated. */
  readonly technical: number | undefined;
  /** Mean of partnership and empathy, 1–5; `undefined` unless both are rated. */
  readonly relational: number | undefined;
  /** 0–100; `undefined` without reflections. */
  readonly percentComplexReflections: number | undefined;
  /** Reflections per question; `undefined` without questions. */
  readonly reflectionToQuestionRatio: number | undefined;
}

export interface MitiSummary extends MitiScores {
  /** Volleys in which each behaviour occurs. */
  readonly counts: MitiCounts;
  /** Seeking collaboration, affirming and emphasizing autonomy. */
  readonly miAdherent: number;
  /** Confronting and persuading; persuading with permission is in neither sum. */
  readonly miNonAdherent: number;
  readonly guidance: Readonly<Record<keyof MitiScores, MitiGuidance | undefined>>;
}

/** Where *fair* and *good* begin (manual 4.2.1, summary scores). */
export const mitiThresholds: Readonly<
  Record<keyof MitiScores, { readonly fair: number; readonly good: number }>
> = {
  technical: { fair: 3, good: 4 },
  relational: { fair: 3.5, good: 4 },
  percentComplexReflections: { fair: 40, good: 50 },
  reflectionToQuestionRatio: { fair: 1, good: 2 },
};

/**
 * Counts each behaviour once per volley and derives the summary scores.
 *
 * @param coding.turns - in the order of the conversation
 * @throws RangeError if a global is not an integer from 1 to 5
 */
export function summarizeMiti(coding: {
  readonly turns: readonly MitiTurn[];
  readonly globals?: MitiGlobals;
}): MitiSummary {
  const { turns, globals = {} } = coding;
  for (const rating of Object.values(globals)) requireRating(rating);
  const counts = countVolleys(turns);
  const reflections = counts.SR + counts.CR;
  const scores: MitiScores = {
    technical: mean(globals.cultivatingChangeTalk, globals.softeningSustainTalk),
    relational: mean(globals.partnership, globals.empathy),
    percentComplexReflections: quotient(100 * counts.CR, reflections),
    reflectionToQuestionRatio: quotient(reflections, counts.Q),
  };
  return {
    counts,
    ...scores,
    miAdherent: counts.Seek + counts.AF + counts.Emphasize,
    miNonAdherent: counts.Confront + counts.Persuade,
    guidance: {
      technical: guidanceOf("technical", scores),
      relational: guidanceOf("relational", scores),
      percentComplexReflections: guidanceOf("percentComplexReflections", scores),
      reflectionToQuestionRatio: guidanceOf("reflectionToQuestionRatio", scores),
    },
  };
}

/**
 * The practitioner's volleys: speech that no other person interrupts.
 *
 * A client's turn ends one unless it is facilitative; anyone else's always does.
 *
 * @returns in order, each with the practitioner's turns in it, at least one
 */
export function volleysOf<Turn extends Pick<MitiTurn, "speaker" | "facilitative">>(
  turns: readonly Turn[],
): Turn[][] {
  const volleys: Turn[][] = [];
  let isOpen = false;
  for (const turn of turns) {
    if (turn.speaker === "practitioner") {
      if (isOpen) volleys.at(-1)?.push(turn);
      else volleys.push([turn]);
      isOpen = true;
    } else if (turn.speaker === "other" || turn.facilitative !== true) {
      isOpen = false;
    }
  }
  return volleys;
}

/**
 * What of the codes in one volley counts: each once, at most eight.
 *
 * Any complex reflection makes the volley's reflections complex; any persuasion with permission makes its persuasion
 * one with permission, also where the two stand in different utterances, for which the manual names no winner.
 */
export function countedInVolley(codes: Iterable<MitiCode>): ReadonlySet<MitiBehaviour> {
  const counted = new Set<MitiBehaviour>();
  for (const code of codes) if (code !== "NC") counted.add(code);
  if (counted.has("CR")) counted.delete("SR");
  if (counted.has("PersuadeWithPermission")) counted.delete("Persuade");
  return counted;
}

function countVolleys(turns: readonly MitiTurn[]): MitiCounts {
  const counts: Record<MitiBehaviour, number> = {
    GI: 0,
    Persuade: 0,
    PersuadeWithPermission: 0,
    Q: 0,
    SR: 0,
    CR: 0,
    AF: 0,
    Seek: 0,
    Emphasize: 0,
    Confront: 0,
  };
  for (const volley of volleysOf(turns)) {
    for (const behaviour of countedInVolley(volley.flatMap(({ codes }) => codes.flat()))) {
      counts[behaviour] += 1;
    }
  }
  return counts;
}

function requireRating(rating: number | undefined): void {
  if (rating === undefined) return;
  const isRating = Number.isInteger(rating) && rating >= 1 && rating <= 5;
  if (!isRating) throw new RangeError(`a global is an integer from 1 to 5, not ${rating}`);
}

function mean(first: number | undefined, second: number | undefined): number | undefined {
  return first === undefined || second === undefined ? undefined : (first + second) / 2;
}

function quotient(numerator: number, denominator: number): number | undefined {
  return denominator === 0 ? undefined : numerator / denominator;
}

function guidanceOf(name: keyof MitiScores, scores: MitiScores): MitiGuidance | undefined {
  const score = scores[name];
  if (score === undefined) return undefined;
  const { fair, good } = mitiThresholds[name];
  return score >= good ? "good" : score >= fair ? "fair" : "below";
}
