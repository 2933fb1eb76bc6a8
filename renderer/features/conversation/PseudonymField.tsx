/** The client's pseudonym, with some to choose from. */
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { suggestPseudonyms } from "../../../shared/domain/pseudonym.ts";
import { useLanguage } from "../../ui/useLanguage.ts";
import classes from "./conversation.module.css";
import { FreeTextField } from "./FreeTextField.tsx";

const suggestionCount = 4;

/** @param props.taken - pseudonyms that are in use */
export function PseudonymField(props: {
  readonly value: string;
  readonly taken: readonly string[];
  readonly error: string | null;
  readonly onChange: (pseudonym: string) => void;
}) {
  const { t } = useTranslation();
  const language = useLanguage();
  const [suggestions] = useState(() =>
    suggestPseudonyms(language, props.taken, Math.random, suggestionCount),
  );
  return (
    <div>
      <FreeTextField
        field="pseudonym"
        label={t("consent.pseudonym.label")}
        description={t("consent.pseudonym.text")}
        value={props.value}
        onChange={props.onChange}
        error={props.error}
        isPseudonym
        maxLength={60}
      />
      <fieldset className={classes.suggestions}>
        <legend className={classes.hiddenLegend}>{t("consent.pseudonym.suggestions")}</legend>
        {suggestions.map((suggestion) => (
          <button
            key={suggestion}
            type="button"
            className={classes.suggestion}
            aria-pressed={props.value === suggestion}
            onClick={() => props.onChange(suggestion)}
          >
            {suggestion}
          </button>
        ))}
      </fieldset>
    </div>
  );
}
