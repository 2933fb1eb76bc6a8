/** Figures of schemes in words: shares with their sign. */
import type { SchemeFormula } from "../../shared/domain/scheme.ts";
import { useFormat } from "./useFormat.ts";

/** @returns writes a value that a formula gives; percentages come as 0–100 */
export function useFigureText(): (formula: SchemeFormula, value: number) => string {
  const format = useFormat();
  return ({ kind }, value) => (kind === "percent" ? format.percent(value / 100) : format.number(value));
}
