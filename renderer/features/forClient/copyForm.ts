/** What a person has chosen for a copy to the client, and whether it can be made. */
import {
  type ClientCopyChoice,
  type ClientCopyOffer,
  mayHideOthers,
} from "../../../shared/domain/clientCopy.ts";
import type { NoteId } from "../../../shared/domain/ids.ts";
import type { Language } from "../../../shared/domain/settings.ts";

/** The form as it stands; what the conversation does not have is never asked for. */
export interface CopyForm {
  readonly form: "file" | "paper";
  readonly sound: boolean;
  readonly listenedThrough: boolean;
  readonly transcript: boolean;
  readonly permission: boolean;
  readonly access: boolean;
  readonly noteIds: readonly NoteId[];
  readonly language: Language;
}

/** A file with all but the notes: which of them are about the client, a person must say. */
export function newCopyForm(offer: ClientCopyOffer, language: Language): CopyForm {
  return {
    form: "file",
    sound: offer.sound !== null,
    listenedThrough: false,
    transcript: offer.rows > 0,
    permission: offer.hasPermission,
    access: true,
    noteIds: [],
    language,
  };
}

/** Sound goes into files only. */
export function hasSound({ form, sound }: CopyForm): boolean {
  return form === "file" && sound;
}

/** Somebody may be heard whom the transcript does not tell apart: then the person must have listened. */
export function mustListen(offer: ClientCopyOffer, form: CopyForm): boolean {
  return hasSound(form) && mayHideOthers(offer);
}

/** Something is chosen, and everything is listened to that must be. */
export function canMake(offer: ClientCopyOffer, form: CopyForm): boolean {
  const { transcript, permission, access, noteIds } = form;
  const isSomething = hasSound(form) || transcript || permission || access || noteIds.length > 0;
  return isSomething && (form.listenedThrough || !mustListen(offer, form));
}

/** The form as the contract takes it. */
export function choiceOf({ transcript, noteIds, permission, access, language }: CopyForm): ClientCopyChoice {
  return { transcript, noteIds: [...noteIds], permission, access, language };
}
