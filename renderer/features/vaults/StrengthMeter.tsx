/** The strength of a passphrase in words, with a line of four parts that says the same. */
import { useTranslation } from "react-i18next";
import type { PassphraseScore } from "./passphraseStrength.ts";
import classes from "./StrengthMeter.module.css";

const parts = [1, 2, 3, 4] as const;

export function StrengthMeter({ score }: { readonly score: PassphraseScore | null }) {
  const { t } = useTranslation();
  return (
    <div className={classes.meter}>
      <div className={classes.line} aria-hidden="true">
        {parts.map((part) => (
          <span
            key={part}
            className={classes.part}
            data-filled={(score !== null && score >= part) || undefined}
          />
        ))}
      </div>
      <p role="status" aria-label={t("vaults.strength.label")}>
        {score === null ? t("vaults.strength.reason") : t(`vaults.strength.${score}`)}
      </p>
    </div>
  );
}
