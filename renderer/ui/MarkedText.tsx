/** Text in which something was found: the hits are marked by weight and line, not by colour alone. */
import { Fragment } from "react";
import type { TextRange } from "../../shared/domain/findInText.ts";
import classes from "./MarkedText.module.css";

/** @param props.currentStart - where the hit begins that one stands at */
export function MarkedText(props: {
  readonly text: string;
  readonly marks: readonly TextRange[];
  readonly currentStart?: number | undefined;
}) {
  const { text, marks, currentStart } = props;
  return (
    <>
      {marks.map(({ start, end }, index) => (
        <Fragment key={start}>
          {text.slice(marks[index - 1]?.end ?? 0, start)}
          <mark className={classes.mark} aria-current={start === currentStart ? "true" : undefined}>
            {text.slice(start, end)}
          </mark>
        </Fragment>
      ))}
      {text.slice(marks.at(-1)?.end ?? 0)}
    </>
  );
}
