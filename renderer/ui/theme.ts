/** The look of every Mantine component, said once. */
import {
  type CSSVariablesResolver,
  createTheme,
  defaultVariantColorsResolver,
  Input,
  type MantineColorsTuple,
  type VariantColorsResolver,
} from "@mantine/core";
import { type ColorRoles, darkColors, lightColors } from "./colorRoles.ts";

/** Mantine wants ten shades; ours are two, one for each scheme. */
function tuple(light: string, dark: string): MantineColorsTuple {
  return [dark, dark, dark, dark, dark, light, light, light, light, light];
}

/** Filled and soft buttons take their colours from the roles, so that text on them is right in both schemes. */
const variantColorResolver: VariantColorsResolver = (input) => {
  const color = input.color ?? input.theme.primaryColor;
  if (color !== "accent" && color !== "danger") return defaultVariantColorsResolver(input);
  const own = `var(--color-${color})`;
  const soft = `color-mix(in srgb, ${own} 12%, var(--color-panel))`;
  switch (input.variant) {
    case "filled":
      return {
        background: own,
        hover: `color-mix(in srgb, ${own} 90%, var(--color-ink))`,
        color: "var(--color-on-accent)",
        border: "1px solid transparent",
      };
    case "light":
      return {
        background: soft,
        hover: `color-mix(in srgb, ${own} 18%, var(--color-panel))`,
        color: own,
        border: "1px solid transparent",
      };
    case "subtle":
      return { background: "transparent", hover: soft, color: own, border: "1px solid transparent" };
    case "outline":
      return { background: "transparent", hover: soft, color: own, border: `1px solid ${own}` };
    default:
      return defaultVariantColorsResolver(input);
  }
};

export const theme = createTheme({
  fontFamily: "'Atkinson Hyperlegible Next Variable', system-ui, sans-serif",
  headings: {
    fontFamily: "'Atkinson Hyperlegible Next Variable', system-ui, sans-serif",
    fontWeight: "700",
    sizes: {
      h1: { fontSize: "1.5rem", lineHeight: "1.3" },
      h2: { fontSize: "1.0625rem", lineHeight: "1.4" },
      h3: { fontSize: "0.9375rem", lineHeight: "1.4" },
    },
  },
  // 13 · 14.5 · 15 · 17 · 24
  fontSizes: { xs: "0.8125rem", sm: "0.90625rem", md: "0.9375rem", lg: "1.0625rem", xl: "1.5rem" },
  lineHeights: { xs: "1.45", sm: "1.5", md: "1.5", lg: "1.5", xl: "1.3" },
  spacing: { xs: "8px", sm: "12px", md: "16px", lg: "24px", xl: "32px" },
  radius: { xs: "5px", sm: "7px", md: "9px", lg: "12px", xl: "16px" },
  defaultRadius: "md",
  shadows: { xs: "none", sm: "none", md: "0 8px 28px rgb(0 0 0 / 12%)", lg: "0 8px 28px rgb(0 0 0 / 12%)" },
  colors: {
    accent: tuple(lightColors.accent, darkColors.accent),
    danger: tuple(lightColors.danger, darkColors.danger),
  },
  primaryColor: "accent",
  primaryShade: { light: 7, dark: 3 },
  respectReducedMotion: true,
  cursorType: "pointer",
  focusRing: "auto",
  variantColorResolver,
  components: {
    // What stands in a field without it, Chromium keeps with the page's state: in some profiles on the disk.
    TextInput: { defaultProps: { autoComplete: "off" } },
    Textarea: { defaultProps: { autoComplete: "off" } },
    NumberInput: { defaultProps: { autoComplete: "off" } },
    Input: Input.extend({ vars: () => ({ wrapper: { "--input-height": "2.5rem" } }) }),
    Button: { defaultProps: { variant: "default" } },
    ActionIcon: { defaultProps: { variant: "subtle", color: "gray", size: 36 } },
    Modal: {
      defaultProps: {
        centered: true,
        radius: "lg",
        padding: "lg",
        shadow: "md",
        transitionProps: { duration: 150 },
      },
    },
    Menu: {
      defaultProps: {
        radius: "md",
        shadow: "md",
        transitionProps: { duration: 120 },
        position: "bottom-end",
        // An element that is no menu item may not stand in a menu; the first item gets the focus.
        withInitialFocusPlaceholder: false,
      },
    },
    Popover: { defaultProps: { radius: "md", shadow: "md", transitionProps: { duration: 120 } } },
    Tooltip: { defaultProps: { openDelay: 400, transitionProps: { duration: 120 } } },
    Notification: { defaultProps: { radius: "lg", withBorder: true } },
    InputWrapper: Input.Wrapper.extend({
      defaultProps: { inputWrapperOrder: ["label", "description", "input", "error"] },
    }),
    Select: { defaultProps: { allowDeselect: false, checkIconPosition: "right" } },
    Tabs: { defaultProps: { variant: "pills", radius: "md" } },
  },
});

/** Hands the roles to CSS as `--color-…` and points Mantine's own variables at them. */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {
    "--font-speech": "'Source Serif 4 Variable', Georgia, serif",
    "--mantine-color-body": "var(--color-ground)",
    "--mantine-color-text": "var(--color-ink)",
    "--mantine-color-bright": "var(--color-ink)",
    "--mantine-color-dimmed": "var(--color-muted)",
    "--mantine-color-placeholder": "var(--color-muted)",
    "--mantine-color-anchor": "var(--color-accent)",
    // Red is for the recording light and what cannot be undone; a field to look over again is neither.
    "--mantine-color-error": "var(--color-warm)",
    "--mantine-color-default": "var(--color-panel)",
    "--mantine-color-default-hover": "color-mix(in srgb, var(--color-ink) 5%, var(--color-panel))",
    "--mantine-color-default-color": "var(--color-ink)",
    "--mantine-color-default-border": "var(--color-control-line)",
    "--mantine-color-disabled": "color-mix(in srgb, var(--color-ink) 6%, var(--color-panel))",
    "--mantine-color-disabled-color": "var(--color-muted)",
    "--mantine-color-disabled-border": "var(--color-line)",
    "--mantine-primary-color-contrast": "var(--color-on-accent)",
  },
  light: roleVariables(lightColors),
  dark: roleVariables(darkColors),
});

function roleVariables(roles: ColorRoles): Record<string, string> {
  return Object.fromEntries(Object.entries(roles).map(([name, value]) => [`--color-${name}`, value]));
}
