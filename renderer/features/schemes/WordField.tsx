/** A part's word in the language that is written; where it has none, that of another language shows through. */
import { Textarea, TextInput } from "@mantine/core";
import { labelIn } from "../../../shared/domain/labelIn.ts";
import type { Labels } from "../../../shared/domain/scheme.ts";
import type { Language } from "../../../shared/domain/settings.ts";
import { growing } from "../../ui/growing.ts";

/** @param props.isNamed - the label stands above the field; else it is said only */
export function WordField(props: {
  readonly label: string;
  readonly labels: Labels | undefined;
  readonly language: Language;
  readonly fault?: string | null;
  readonly isLong?: boolean;
  readonly isNamed?: boolean;
  readonly isFirst?: boolean;
  readonly onChange: (text: string) => void;
}) {
  const {
    label,
    labels = {},
    language,
    fault = null,
    isLong = false,
    isNamed = true,
    isFirst = false,
  } = props;
  const common = {
    ...(isNamed ? { label } : { "aria-label": label }),
    placeholder: labelIn(labels, language),
    value: labels[language] ?? "",
    error: fault,
    maxLength: 2_000,
    autoFocus: isFirst,
  };
  return isLong ? (
    <Textarea
      {...common}
      styles={growing(1, 8)}
      onChange={(event) => props.onChange(event.currentTarget.value)}
    />
  ) : (
    <TextInput {...common} onChange={(event) => props.onChange(event.currentTarget.value)} />
  );
}
