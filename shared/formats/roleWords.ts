/** Words by which transcripts call the people in a conversation, in five languages. */
import type { Speaker } from "../domain/segment.ts";

const roles: Readonly<Record<Speaker, string>> = {
  practitioner: `
    rådgivare handläggare behandlare terapeut intervjuare kurator coach coachen samtalsledare arbetsförmedlare
    frivårdsinspektör sjuksköterska sköterska läkare doktor psykolog personal socialsekreterare samordnare mi-rådgivare
    veileder rådgiver behandler saksbehandler intervjuer sykepleier lege fastlege jobbveileder
    sagsbehandler interviewer jobkonsulent læge sygeplejerske konsulent
    counsellor counselor therapist practitioner clinician adviser advisor officer nurse doctor caseworker interviewer
    provider helper`,
  client: `
    klient klienten kund kunden patient patienten brukare deltagare intervjuperson respondent sökande arbetssökande
    försäkrad sjukskriven bruker brukeren pasient pasienten deltaker jobbsøker informant
    borger borgeren deltager client customer participant interviewee service-user user`,
  other: `
    tolk tolken barn anhörig närstående mamma pappa kollega observatör medföljande okänd
    tolken barnet pårørende observatør ukjent ukendt ledsager
    interpreter child relative observer companion unknown colleague`,
};

const roleByWord = new Map<string, Speaker>(
  (["practitioner", "client", "other"] as const).flatMap((role) =>
    roles[role]
      .trim()
      .split(/\s+/)
      .map((word): [string, Speaker] => [word, role]),
  ),
);

/**
 * The role a label names, whatever its case and a number after it ("Rådgivare 2", "TOLK").
 *
 * @returns `undefined` for names, letters and unknown words
 */
export function roleOfLabel(label: string): Speaker | undefined {
  return roleByWord.get(
    label
      .toLowerCase()
      .replace(/[\s()#]*\d*[\s)]*$/, "")
      .trim(),
  );
}
