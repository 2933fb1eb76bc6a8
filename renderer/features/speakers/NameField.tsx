/** What somebody is called in a text: a field that gently says when it looks like a real name. */
import { TextInput } from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { concernOf } from "../conversation/identityConcern.ts";
import classes from "./speakers.module.css";

/** The most a name may have (shared/domain/segment.ts). */
const longest = 60;

export function NameField(props: {
  readonly label: string;
  readonly value: string;
  readonly placeholder?: string;
  readonly description?: ReactNode;
  readonly error?: ReactNode;
  readonly onChange: (value: string) => void;
}) {
  const { label, value, placeholder, description, error, onChange } = props;
  const { t } = useTranslation();
  // Said while one types: what appears on leaving the field would push away the button that one is about to press.
  const concern = concernOf({ field: label, text: value, isPseudonym: true });
  return (
    <div>
      <TextInput
        label={label}
        value={value}
        description={description}
        placeholder={placeholder ?? ""}
        error={error}
        maxLength={longest}
        autoComplete="off"
        onChange={(event) => onChange(event.currentTarget.value)}
      />
      <p role="status" className={classes.concern}>
        {concern === undefined ? "" : t(`conversation.concern.${concern}`)}
      </p>
    </div>
  );
}
