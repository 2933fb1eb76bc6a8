/** A small rounded sign such as "permission until 31 Jan". */
import type { ReactNode } from "react";
import classes from "./Chip.module.css";

/** `warm` is for time running out; colour never says it alone, the text does. */
export interface ChipProps {
  readonly tone?: "plain" | "accent" | "warm";
  /** A Tabler icon at 16 px. */
  readonly icon?: ReactNode;
  readonly children: ReactNode;
}

export function Chip({ tone = "plain", icon, children }: ChipProps) {
  return (
    <span className={classes.chip} data-tone={tone}>
      {icon === undefined ? null : (
        <span className={classes.icon} aria-hidden="true">
          {icon}
        </span>
      )}
      {children}
    </span>
  );
}
