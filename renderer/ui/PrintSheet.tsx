/** A sheet for the printer: invisible on the screen, and the only thing on paper. */
import type { ReactNode } from "react";
import { createPortal } from "react-dom";
import classes from "./PrintSheet.module.css";

/**
 * `label` names the sheet in a tagged PDF.
 *
 * The content flows over as many A4 pages as it needs; headings, paragraphs, lists, tables and definition lists are
 * set. Where several sheets are on the page, the one that came last is printed.
 */
export interface PrintSheetProps {
  readonly label: string;
  readonly children: ReactNode;
}

export function PrintSheet({ label, children }: PrintSheetProps) {
  return createPortal(
    <article className={classes.sheet} aria-label={label}>
      {children}
    </article>,
    document.body,
  );
}
