/** The client's pseudonym, with some to choose from. */
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { suggestPseudonyms } from "../../../shared/domain/pseudonym.ts";
import { Pills } from "../../ui/Pills.tsx";
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
      <div className={classes.suggestions}>
        <Pills
          legend={t("consent.pseudonym.suggestions")}
          pills={suggestions.map((suggestion) => ({
            key: suggestion,
            label: suggestion,
            isPressed: props.value === suggestion,
            onPress: () => props.onChange(suggestion),
          }))}
        />
      </div>
    </div>
  );
}
