/** What allows a role play, an exercise or something published to be here: the form, and what it becomes. */
import {
  type ConversationKind,
  type Permission,
  permissionSchema,
} from "../../../shared/domain/conversation.ts";
import type { IsoDate } from "../../../shared/domain/isoDate.ts";
import type { FreeText } from "./identityConcern.ts";

/** A colleague's yes as it is being filled in. */
export interface ParticipantRow {
  readonly name: string;
  readonly saidYesOn: IsoDate;
  readonly saidYes: boolean;
}

/** Role play and exercise: a title, and each participant's dated yes. */
export interface ColleaguesForm {
  readonly title: string;
  readonly participants: readonly ParticipantRow[];
}

/** Published film or audio: a title, where it comes from, and what allows its use. */
export interface PublishedForm {
  readonly title: string;
  readonly source: string;
  readonly licence: string;
}

/** The kinds among colleagues. */
export type ColleaguesKind = Extract<ConversationKind, "role-play" | "exercise">;

/** How many take part at least: an exercise is always between colleagues. */
export const fewestParticipants: Readonly<Record<ColleaguesKind, number>> = { "role-play": 1, exercise: 2 };

/** Two empty rows, dated today. */
export function newColleaguesForm(today: IsoDate): ColleaguesForm {
  return { title: "", participants: [newParticipant(today), newParticipant(today)] };
}

/** One empty row. */
export function newParticipant(today: IsoDate): ParticipantRow {
  return { name: "", saidYesOn: today, saidYes: false };
}

/**
 * What the form becomes.
 *
 * Rows without a name are left out; a row with a name counts only with its yes, dated today or earlier.
 *
 * @returns `null` while something is missing
 */
export function colleaguesPermission(
  kind: ColleaguesKind,
  form: ColleaguesForm,
  today: IsoDate,
): Permission | null {
  const named = form.participants.filter(({ name }) => name.trim() !== "");
  if (named.length < fewestParticipants[kind]) return null;
  if (named.some(({ saidYes, saidYesOn }) => !saidYes || saidYesOn > today)) return null;
  const participants = named.map(({ name, saidYesOn }) => ({ name, saidYesOn }));
  return parsed({ kind, title: form.title, participants });
}

/** @returns `null` while something is missing */
export function publishedPermission(form: PublishedForm): Permission | null {
  return parsed({ kind: "published", ...form });
}

/** The fields in which a client's number may stand by mistake; colleagues go by their names. */
export function colleaguesFreeTexts(form: ColleaguesForm): FreeText[] {
  return [
    { field: "title", text: form.title },
    ...form.participants.map(({ name }, index) => ({ field: `participant-${index}`, text: name })),
  ];
}

/** The fields in which a number may stand by mistake. */
export function publishedFreeTexts(form: PublishedForm): FreeText[] {
  return [
    { field: "title", text: form.title },
    { field: "source", text: form.source },
    { field: "licence", text: form.licence },
  ];
}

function parsed(candidate: unknown): Permission | null {
  const result = permissionSchema.safeParse(candidate);
  return result.success ? result.data : null;
}
