/** A long WebVTT transcript, the same each time. */
import { print as printWebVtt } from "../../shared/formats/webVtt.ts";

const said = {
  Rådgivare: [
    "Vad skulle du vilja att vi pratar om i dag?",
    "Du vill komma ut, och så kommer något emellan.",
    "Det har varit mycket på en gång.",
    "Hur gick det till?",
    "Du hittade ett eget knep som fungerar.",
  ],
  Klient: [
    "Jag vet inte riktigt.",
    "När jag väl är hemma är jag så trött att jag blir sittande.",
    "Mm.",
    "Fast förra veckan gick jag faktiskt två gånger, och då sov jag bättre.",
  ],
} as const;

/**
 * Writes WebVTT with `segmentCount` cues of 1.4–3.2 s that follow each other over `durationMs`.
 *
 * Every tenth line has its number in it ("rad 10"), to be searched for.
 */
export function longTranscript(segmentCount: number, durationMs: number): string {
  const segments = Array.from({ length: segmentCount }, (_, index) => {
    const speaker = index % 5 < 3 ? (index % 2 === 0 ? "Rådgivare" : "Klient") : "Klient";
    const lines = said[speaker];
    const text = lines[(index * 7) % lines.length] ?? "Mm.";
    const startMs = Math.floor((index * durationMs) / segmentCount);
    const nextMs = Math.floor(((index + 1) * durationMs) / segmentCount);
    return {
      startMs,
      endMs: Math.max(startMs + 1, nextMs - (index % 3) * 40),
      speaker,
      text: index % 10 === 0 ? `${text} (rad ${index})` : text,
    };
  });
  return printWebVtt({ segments });
}
