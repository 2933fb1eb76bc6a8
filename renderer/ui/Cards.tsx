/** Cards to choose from: each a picture, a title and a sentence. */
import type { TablerIcon } from "@tabler/icons-react";
import type { ReactNode } from "react";
import classes from "./Cards.module.css";

/** @param props.children - `Card`s */
export function Cards(props: { readonly children: ReactNode }) {
  return <ul className={classes.cards}>{props.children}</ul>;
}

/** @param props.isChosen - stays marked, for who comes back to it */
export function Card(props: {
  readonly Icon: TablerIcon;
  readonly title: string;
  readonly text: string;
  readonly isChosen?: boolean;
  readonly onChoose: () => void;
}) {
  const { Icon } = props;
  return (
    <li>
      <button
        type="button"
        className={classes.card}
        data-chosen={props.isChosen || undefined}
        onClick={props.onChoose}
      >
        <Icon size={22} stroke={1.6} aria-hidden="true" className={classes.icon} />
        <span className={classes.words}>
          <span className={classes.title}>{props.title}</span>
          <span className={classes.text}>{props.text}</span>
        </span>
      </button>
    </li>
  );
}
