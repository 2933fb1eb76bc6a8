/** Makes the page and the shell look and speak as the vault's settings say. */
import { useMantineColorScheme } from "@mantine/core";
import { useEffect, useEffectEvent } from "react";
import type { Settings } from "../../../shared/domain/settings.ts";
import { call } from "../../api/call.ts";
import { useRequest } from "../../api/useRequest.ts";
import { changeLanguage, changeRolePair } from "../../ui/i18n.ts";

/** Follows the settings as they change. */
export function useAppearance(): void {
  const { setColorScheme } = useMantineColorScheme();
  const settings = useRequest("settings.read", {});
  const language = settings.data?.language;
  const theme = settings.data?.theme;
  const rolePair = settings.data?.rolePair;
  const show = useEffectEvent((chosen: Pick<Settings, "language" | "theme">) => {
    setColorScheme(chosen.theme === "system" ? "auto" : chosen.theme);
    void changeLanguage(chosen.language);
    // A menu in another language than the page is no reason to disturb anyone.
    call("shell.setAppearance", chosen).catch(() => undefined);
  });
  useEffect(() => {
    if (language !== undefined && theme !== undefined) show({ language, theme });
  }, [language, theme]);
  useEffect(() => {
    if (rolePair !== undefined) changeRolePair(rolePair);
  }, [rolePair]);
}
