/** What each colour means, in light and dark; every text on its ground reaches 4.5 : 1. */

/** One scheme's colours; each becomes the CSS variable `--color-<name>`. */
export interface ColorRoles {
  readonly ground: string;
  readonly panel: string;
  readonly line: string;
  readonly ink: string;
  readonly muted: string;
  /** The practitioner, and the primary action. */
  readonly accent: string;
  readonly "accent-soft": string;
  /** Text on a filled button. */
  readonly "on-accent": string;
  /** Borders of fields and buttons: at least 3 : 1 against ground and panel. */
  readonly "control-line": string;
  /** The client's speech, never an action. */
  readonly client: string;
  readonly "client-soft": string;
  /** Time running out, and what is marked: attention without alarm. */
  readonly warm: string;
  readonly "warm-soft": string;
  readonly "warm-line": string;
  /** The recording light and irreversible deeds only. */
  readonly danger: string;
}

export const lightColors: ColorRoles = {
  ground: "#f7f5f1",
  panel: "#fffefb",
  line: "#e6e1d8",
  ink: "#22282b",
  muted: "#656c70",
  accent: "#1f6f68",
  "accent-soft": "#e2efec",
  "on-accent": "#fffefb",
  "control-line": "#857f74",
  client: "#9c4d19",
  "client-soft": "#f6e8dc",
  warm: "#7a5200",
  "warm-soft": "#fbf1d9",
  "warm-line": "#d99a1c",
  danger: "#a6352c",
};

export const darkColors: ColorRoles = {
  ground: "#15191b",
  panel: "#1c2224",
  line: "#2d3538",
  ink: "#e9e6df",
  muted: "#97a0a3",
  accent: "#5fb8ad",
  "accent-soft": "#1d3331",
  "on-accent": "#15191b",
  "control-line": "#7d878b",
  client: "#e29a63",
  "client-soft": "#33261c",
  warm: "#f0c566",
  "warm-soft": "#332b18",
  "warm-line": "#f0c566",
  danger: "#e07a70",
};
