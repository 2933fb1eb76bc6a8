/** The calm page outside a vault: the name of the program, one sheet of paper in the middle. */
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { LockedHelp } from "../help/LockedHelp.tsx";
import classes from "./DoorLayout.module.css";
import { HomeWarning } from "./HomeWarning.tsx";
import { UndestroyedWarning } from "./UndestroyedWarning.tsx";

/** `footer` stands below the sheet, such as the choice of language. */
export interface DoorLayoutProps {
  readonly children: ReactNode;
  readonly footer?: ReactNode;
}

export function DoorLayout({ children, footer }: DoorLayoutProps) {
  const { t } = useTranslation();
  return (
    <div className={classes.door}>
      <header className={classes.name}>{t("app.name")}</header>
      <main className={classes.main}>
        <div className={classes.sheet}>{children}</div>
        <HomeWarning />
        <UndestroyedWarning />
        <LockedHelp />
      </main>
      {footer === undefined ? null : <footer className={classes.footer}>{footer}</footer>}
    </div>
  );
}
