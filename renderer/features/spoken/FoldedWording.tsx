/** The text of a spoken permission as it was shown, folded: it is long, and seldom asked for. */
import { useTranslation } from "react-i18next";
import type { ShownWording } from "../../../shared/domain/spokenPermission.ts";
import classes from "./spoken.module.css";
import { WordingText } from "./WordingText.tsx";

export function FoldedWording({ wording }: { readonly wording: ShownWording }) {
  const { t } = useTranslation();
  return (
    <details className={classes.folded}>
      <summary>{t("spoken.record.text")}</summary>
      <WordingText wording={wording} />
    </details>
  );
}
