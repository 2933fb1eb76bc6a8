/** The content of a screen: up to 1 200 px wide, or a narrow column for what is read and filled in. */
import type { ReactNode } from "react";
import classes from "./Page.module.css";

/** `narrow` is 680 px. */
export interface PageProps {
  readonly narrow?: boolean;
  readonly children: ReactNode;
}

export function Page({ narrow = false, children }: PageProps) {
  return (
    <div className={classes.page} data-narrow={narrow || undefined}>
      {children}
    </div>
  );
}
