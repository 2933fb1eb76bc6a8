/** One scheme in the list. */
import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Scheme } from "../../../shared/domain/scheme.ts";
import type { SchemeOrigin } from "../../../shared/domain/schemePreview.ts";
import { SchemeMenu } from "./SchemeMenu.tsx";
import type { SchemeDialog } from "./schemeDialog.ts";
import classes from "./schemes.module.css";
import { lookAtScheme } from "./schemesStore.ts";
import { useSchemeFacts } from "./useSchemeFacts.ts";
import { useWord } from "./useWord.ts";

export function SchemeRow(props: {
  readonly scheme: Scheme;
  readonly origin: SchemeOrigin;
  readonly onAsk: (dialog: SchemeDialog, trigger: HTMLElement | null) => void;
}) {
  const { scheme, origin, onAsk } = props;
  const { t } = useTranslation();
  const word = useWord();
  const facts = useSchemeFacts();
  const title = word(scheme.title);
  return (
    <li className={classes.row}>
      <div className={classes.words}>
        <h3 className={classes.name}>{title}</h3>
        <p>{word(scheme.about)}</p>
        <p className={classes.quiet}>{facts(scheme)}</p>
      </div>
      <Button
        size="sm"
        aria-label={t("schemes.deed.lookAt", { title })}
        onClick={() => lookAtScheme(scheme.id, scheme.version)}
      >
        {t("schemes.deed.look")}
      </Button>
      <SchemeMenu scheme={scheme} origin={origin} onAsk={onAsk} />
    </li>
  );
}
