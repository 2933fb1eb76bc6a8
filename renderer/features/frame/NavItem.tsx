/** One line of the navigation: an icon, its word, and where needed a count or a key. */
import type { ReactNode } from "react";
import classes from "./NavItem.module.css";

export interface NavItemProps {
  readonly icon: ReactNode;
  readonly label: string;
  readonly hint?: ReactNode;
  readonly current: boolean;
  readonly onSelect: () => void;
}

export function NavItem({ icon, label, hint, current, onSelect }: NavItemProps) {
  return (
    <li>
      <button
        type="button"
        className={classes.item}
        aria-current={current ? "page" : undefined}
        onClick={onSelect}
      >
        <span className={classes.icon} aria-hidden="true">
          {icon}
        </span>
        <span className={classes.label}>{label}</span>
        {hint === undefined ? null : <span aria-hidden="true">{hint}</span>}
      </button>
    </li>
  );
}
