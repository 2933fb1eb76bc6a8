/** What the people in a conversation are called in this vault, and the letters that stand for them. */
import { useTranslation } from "react-i18next";
import type { Speaker } from "../../shared/domain/segment.ts";
import type { RolePair } from "../../shared/domain/settings.ts";
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

function withLetter(name: string): SpeakerWord {
  return { name, letter: name.slice(0, 1).toUpperCase() };
}
