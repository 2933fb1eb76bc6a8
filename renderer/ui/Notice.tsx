/** A tinted box with a sign: what went well, or what to mind. */
import type { Icon } from "@tabler/icons-react";
import type { ReactNode } from "react";
import classes from "./Notice.module.css";

/** @param props.role - `status` where it appears after a deed and is to be read aloud */
export function Notice(props: {
  readonly tone: "good" | "warm";
  readonly icon: Icon;
  readonly role?: "status";
  readonly children: ReactNode;
}) {
  const { tone, icon: Sign, role, children } = props;
  return (
    <div className={classes.notice} data-tone={tone} role={role}>
      <Sign size={20} stroke={1.6} aria-hidden="true" />
      <div>{children}</div>
    </div>
  );
}
