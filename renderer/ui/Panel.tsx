/** A sheet of paper on the ground: hairline, rounded corners, no shadow. */
import type { ReactNode } from "react";
import { useId } from "react";
import classes from "./Panel.module.css";

/** With a title it is a region named by it. */
export interface PanelProps {
  readonly title?: ReactNode;
  /** `warm` draws attention to what runs out. */
  readonly tone?: "plain" | "warm";
  /** Leaves the padding to the content, as for lists with hairlines. */
  readonly flush?: boolean;
  readonly className?: string | undefined;
  readonly children: ReactNode;
}

export function Panel({ title, tone = "plain", flush = false, className, children }: PanelProps) {
  const titleId = useId();
  const names = [classes.panel, className].filter(Boolean).join(" ");
  if (title === undefined) {
    return (
      <div className={names} data-tone={tone} data-flush={flush || undefined}>
        {children}
      </div>
    );
  }
  return (
    <section className={names} data-tone={tone} data-flush={flush || undefined} aria-labelledby={titleId}>
      <h2 id={titleId} className={classes.title}>
        {title}
      </h2>
      {children}
    </section>
  );
}
