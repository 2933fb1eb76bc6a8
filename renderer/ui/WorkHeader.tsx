/** The head of a screen one works on: the way back, its one `h1`, a quiet line of facts, and more to the right. */
import { ActionIcon, Tooltip } from "@mantine/core";
import { IconArrowLeft } from "@tabler/icons-react";
import type { ReactNode } from "react";
import classes from "./WorkHeader.module.css";

export function WorkHeader(props: {
  readonly back: string;
  readonly onBack: () => void;
  readonly title: string;
  readonly facts: readonly string[];
  readonly children?: ReactNode;
}) {
  const { back, onBack, title, facts, children } = props;
  const line = facts.join(" · ");
  return (
    <header className={classes.header}>
      <Tooltip label={back}>
        <ActionIcon aria-label={back} onClick={onBack}>
          <IconArrowLeft size={20} />
        </ActionIcon>
      </Tooltip>
      <div className={classes.names}>
        <h1 className={classes.title}>{title}</h1>
        <p className={classes.facts} title={line}>
          {line}
        </p>
      </div>
      {children}
    </header>
  );
}
