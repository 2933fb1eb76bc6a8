/** The end of a dialog that may be longer than the window: its buttons stay in sight at the lower edge. */
import type { ReactNode } from "react";
import classes from "./DialogEnd.module.css";

export function DialogEnd({ children }: { readonly children: ReactNode }) {
  return <div className={classes.end}>{children}</div>;
}
