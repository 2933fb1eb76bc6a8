/** Positions, lengths and shares as people write them: "12:26,4", "41 min", "69 %". */
import type { Language } from "../../shared/domain/settings.ts";
import { locales } from "./locale.ts";

/**
 * Writes a position in a recording: "4:07", "1:02:26".
 *
 * @param positionMs - rounded down to what is shown
 * @param tenths - adds a decimal, with the language's sign: "12:26,4"
 */
export function formatPosition(language: Language, positionMs: number, tenths = false): string {
  const whole = Math.floor(Math.max(0, positionMs) / 1_000);
  const hours = Math.floor(whole / 3_600);
  const minutes = Math.floor(whole / 60) % 60;
  const seconds = String(whole % 60).padStart(2, "0");
  const clock =
    hours > 0 ? `${hours}:${String(minutes).padStart(2, "0")}:${seconds}` : `${minutes}:${seconds}`;
  if (!tenths) return clock;
  return `${clock}${decimalSign(language)}${Math.floor((Math.max(0, positionMs) % 1_000) / 100)}`;
}

/** Writes a length as one would say it: "41 min", "1 tim 5 min", "45 sek". */
export function formatDuration(language: Language, durationMs: number): string {
  if (durationMs < 60_000) return unit(language, Math.round(durationMs / 1_000), "second");
  const minutes = Math.round(durationMs / 60_000);
  const hours = Math.floor(minutes / 60);
  const parts = [
    ...(hours > 0 ? [unit(language, hours, "hour")] : []),
    ...(hours === 0 || minutes % 60 > 0 ? [unit(language, minutes % 60, "minute")] : []),
  ];
  return parts.join(" ");
}

/** Writes a share from 0 to 1 in whole percent. */
export function formatPercent(language: Language, share: number): string {
  return new Intl.NumberFormat(locales[language], { style: "percent", maximumFractionDigits: 0 }).format(
    share,
  );
}

/** Writes a number with at most two decimals: "0,8". What rounds to nothing has no sign. */
export function formatNumber(language: Language, value: number): string {
  return new Intl.NumberFormat(locales[language], {
    maximumFractionDigits: 2,
    signDisplay: "negative",
  }).format(value);
}

/** Writes a file's size: "31 MB". */
export function formatSize(language: Language, sizeBytes: number): string {
  if (sizeBytes < 1_000_000) return unit(language, Math.ceil(sizeBytes / 1_000), "kilobyte");
  return unit(language, Math.round(sizeBytes / 100_000) / 10, "megabyte");
}

function decimalSign(language: Language): string {
  return language === "en" ? "." : ",";
}

function unit(language: Language, value: number, name: string): string {
  return new Intl.NumberFormat(locales[language], { style: "unit", unit: name, unitDisplay: "short" }).format(
    value,
  );
}
