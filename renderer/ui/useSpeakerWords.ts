/** What the people in a conversation are called in this vault, and the letters that stand for them. */
import { useTranslation } from "react-i18next";
import type { Segment, Speaker } from "../../shared/domain/segment.ts";
import type { RolePair } from "../../shared/domain/settings.ts";
import type { SpeakerNames } from "../../shared/domain/speakerCalled.ts";
import { useRequest } from "../api/useRequest.ts";

/** A role in words, small initial letter: `{ name: "rådgivare", letter: "R" }`. */
export interface SpeakerWord {
  readonly name: string;
  readonly letter: string;
}

/** By speaker, from the pair of words chosen in the settings. */
export type SpeakerWords = Readonly<Record<Speaker, SpeakerWord>>;

export function useSpeakerWords(): SpeakerWords {
  const settings = useRequest("settings.read", {});
  return useRoleWords(settings.data?.rolePair ?? "adviser-client");
}

/** As `useSpeakerWords`, for a pair that is not chosen yet. */
export function useRoleWords(pair: RolePair): SpeakerWords {
  const { t } = useTranslation();
  return {
    practitioner: withLetter(t(`roles.${pair}.practitioner`)),
    client: withLetter(t(`roles.${pair}.client`)),
    other: withLetter(t("roles.other")),
  };
}

/** Who speaks a line, in words: its own name, the transcript's name for the role, or the vault's word. */
export function speakerWordOf(
  { speaker, speakerName }: Pick<Segment, "speaker" | "speakerName">,
  names: SpeakerNames,
  words: SpeakerWords,
): SpeakerWord {
  const name = speakerName ?? names[speaker];
  return name === undefined ? words[speaker] : withLetter(name);
}

function withLetter(name: string): SpeakerWord {
  const [first = ""] = name;
  return { name, letter: first.toLocaleUpperCase() };
}
