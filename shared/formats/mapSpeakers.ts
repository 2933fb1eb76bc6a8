/** Guesses which label in a transcript is the practitioner and which the client; a person confirms it. */
import type { Speaker } from "../domain/segment.ts";
import type { ParsedSegment } from "./parsedTranscript.ts";
import { roleOfLabel } from "./roleWords.ts";

/** One label (empty: lines without any), how many segments have it, and the guess. */
export interface SpeakerGuess {
  readonly label: string;
  readonly segmentCount: number;
  readonly guess: Speaker;
}

/** Pairs of letters in use, practitioner first; the first pair that is there whole decides, since B and P mean both. */
const letterPairs = [
  "RK",
  "HK",
  "BK",
  "TK",
  "IK",
  "VK",
  "PK",
  "TC",
  "PC",
  "IC",
  "CK",
  "TP",
  "IP",
  "BP",
  "LP",
  "VB",
  "RB",
  "SB",
];

/**
 * Guesses by words for roles, then by pairs of letters (`B`/`K`, `T`/`C` …), then by who asks more of the
 * questions, and at last by who speaks first.
 *
 * @returns labels in order of first appearance; empty for no segments; without any labels everything is `other`
 */
export function mapSpeakers(segments: readonly ParsedSegment[]): SpeakerGuess[] {
  const found = new Map<string, { count: number; questions: number }>();
  for (const { speaker = "", text } of segments) {
    const known = found.get(speaker) ?? { count: 0, questions: 0 };
    known.count += 1;
    if (text.includes("?")) known.questions += 1;
    found.set(speaker, known);
  }
  const labels = [...found.keys()].filter((label) => label !== "");
  const guesses = new Map<string, Speaker>();
  for (const label of labels) {
    const role = roleOfLabel(label);
    if (role !== undefined) guesses.set(label, role);
  }
  guessByLetters(labels, guesses);
  const open = labels.filter((label) => !guesses.has(label));
  const share = (label: string) => (found.get(label)?.questions ?? 0) / (found.get(label)?.count ?? 1);
  const byQuestions = open.toSorted((a, b) => share(b) - share(a));
  for (const role of ["practitioner", "client"] as const) {
    if ([...guesses.values()].includes(role)) continue;
    const next = role === "practitioner" ? byQuestions[0] : open.find((label) => !guesses.has(label));
    if (next !== undefined && !guesses.has(next)) guesses.set(next, role);
  }
  return [...found].map(([label, { count }]) => ({
    label,
    segmentCount: count,
    guess: guesses.get(label) ?? "other",
  }));
}

function guessByLetters(labels: readonly string[], guesses: Map<string, Speaker>): void {
  if (guesses.size > 0) return;
  const byLetter = new Map(labels.map((label) => [label.toUpperCase(), label]));
  for (const [practitioner, client] of letterPairs) {
    const first = byLetter.get(practitioner ?? "");
    const second = byLetter.get(client ?? "");
    if (first === undefined || second === undefined) continue;
    guesses.set(first, "practitioner").set(second, "client");
    return;
  }
}
