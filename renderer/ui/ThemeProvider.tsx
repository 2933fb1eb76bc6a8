/** Dresses the page in its theme, with the words that Mantine's own buttons need. */
import { type MantineColorSchemeManager, MantineProvider, mergeThemeOverrides } from "@mantine/core";
import { type ReactNode, useMemo } from "react";
import { useTranslation } from "react-i18next";
import { cssVariables, theme } from "./theme.ts";

export interface ThemeProviderProps {
  readonly colorSchemeManager: MantineColorSchemeManager;
  readonly children: ReactNode;
}

export function ThemeProvider({ colorSchemeManager, children }: ThemeProviderProps) {
  const { t } = useTranslation();
  const close = t("common.close");
  const spoken = useMemo(() => {
    const closeButtonProps = { "aria-label": close };
    return mergeThemeOverrides(theme, {
      components: {
        Modal: { defaultProps: { closeButtonProps } },
        Notification: { defaultProps: { closeButtonProps } },
      },
    });
  }, [close]);
  return (
    <MantineProvider
      theme={spoken}
      cssVariablesResolver={cssVariables}
      colorSchemeManager={colorSchemeManager}
      defaultColorScheme="auto"
    >
      {children}
    </MantineProvider>
  );
}
