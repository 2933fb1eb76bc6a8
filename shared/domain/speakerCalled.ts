/** Who speaks a line, in words: the line's own name, what the transcript calls that speaker, or the word for the role. */
import { z } from "zod";
import { type Segment, type Speaker, speakerNameSchema, speakerSchema } from "./segment.ts";

/** What a role is called in one transcript; a role that is not there has the vault's word. */
export const speakerNamesSchema = z.partialRecord(speakerSchema, speakerNameSchema);
export type SpeakerNames = Readonly<Partial<Record<Speaker, string>>>;

/** The vault's words for the roles, as chosen in the settings. */
export type RoleNames = Readonly<Record<Speaker, string>>;

/** Who speaks a line. @returns never empty */
export function speakerCalled(
  { speaker, speakerName }: Pick<Segment, "speaker" | "speakerName">,
  names: SpeakerNames,
  words: RoleNames,
): string {
  return speakerName ?? roleCalled(speaker, names, words);
}

/** Who speaks the lines of a role that have no name of their own. */
export function roleCalled(speaker: Speaker, names: SpeakerNames, words: RoleNames): string {
  return names[speaker] ?? words[speaker];
}

/** A name as it is kept, of what a person has typed. @returns `undefined` for nothing but white space */
export function typedName(text: string): string | undefined {
  const name = text.normalize("NFC").replace(/\s+/g, " ").trim();
  return name === "" ? undefined : name;
}

/** The names that lines of their own have, each once, in the order in which they are first heard. */
export function ownNames(segments: readonly Segment[]): string[] {
  return [
    ...new Set(segments.flatMap(({ speakerName }) => (speakerName === undefined ? [] : [speakerName]))),
  ];
}
