/** Words for how far coders agree, each with whose they are: without that, an adjective says nothing. */

export type KappaBand = "poor" | "slight" | "fair" | "moderate" | "substantial" | "almost-perfect";

/** The band of a κ by Landis & Koch (1977), as it reads with two decimals. */
export function kappaBand(kappa: number): KappaBand {
  const shown = Math.round(kappa * 100) / 100;
  if (shown < 0) return "poor";
  if (shown < 0.21) return "slight";
  if (shown < 0.41) return "fair";
  if (shown < 0.61) return "moderate";
  return shown < 0.81 ? "substantial" : "almost-perfect";
}

export type IccBand = "poor" | "fair" | "good" | "excellent";

/** The band of an intraclass correlation by Cicchetti (1994), as it reads with two decimals. */
export function iccBand(icc: number): IccBand {
  const shown = Math.round(icc * 100) / 100;
  if (shown < 0.4) return "poor";
  if (shown < 0.6) return "fair";
  return shown < 0.75 ? "good" : "excellent";
}
