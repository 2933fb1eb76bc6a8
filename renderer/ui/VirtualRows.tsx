/** The rows of a long list that are in sight, each in its place, with their number in the whole for screen readers. */
import type { Virtualizer } from "@tanstack/react-virtual";
import type { ReactNode, Ref } from "react";
import classes from "./VirtualRows.module.css";

/**
 * @param props.row - the content of a row; `null` for one that is not there any more
 * @param props.ref - the list itself, for what measures where it begins
 */
export function VirtualRows<Scrolled extends Element>(props: {
  readonly list: Virtualizer<Scrolled, Element>;
  readonly label?: string;
  readonly currentIndex?: number;
  readonly ref?: Ref<HTMLOListElement>;
  readonly row: (index: number) => ReactNode;
}) {
  const { list, label, currentIndex, ref, row } = props;
  const { count, scrollMargin } = list.options;
  return (
    <ol ref={ref} className={classes.rows} style={{ height: list.getTotalSize() }} aria-label={label}>
      {list.getVirtualItems().map(({ index, key, start }) => {
        const content = row(index);
        return content === null ? null : (
          <li
            key={key}
            ref={list.measureElement}
            data-index={index}
            className={classes.item}
            style={{ transform: `translateY(${start - scrollMargin}px)` }}
            aria-setsize={count}
            aria-posinset={index + 1}
            aria-current={index === currentIndex ? "true" : undefined}
          >
            {content}
          </li>
        );
      })}
    </ol>
  );
}
