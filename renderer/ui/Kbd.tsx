/** A key as it is printed on the keyboard. */
import type { ReactNode } from "react";
import classes from "./Kbd.module.css";

/** One key or combination: `<Kbd>{keys.mod} L</Kbd>`, with names from `useKeyNames`. */
export interface KbdProps {
  readonly children: ReactNode;
}

export function Kbd({ children }: KbdProps) {
  return <kbd className={classes.key}>{children}</kbd>;
}
