/** A text field that notices what may tell who somebody is, before it is kept. */
import { Button, Group, Text, Textarea, TextInput } from "@mantine/core";
import { type ReactNode, useId, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { growing } from "../../ui/growing.ts";
import classes from "./conversation.module.css";
import { concernOf, openConcerns } from "./identityConcern.ts";
import { useNewConversation } from "./newConversationStore.ts";

/** @param props.field - a name for the answer "that is no name", unique in the form */
export function FreeTextField(props: {
  readonly field: string;
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly description?: ReactNode;
  readonly placeholder?: string;
  readonly error?: ReactNode;
  readonly isPseudonym?: boolean;
  readonly isLong?: boolean;
  readonly maxLength: number;
}) {
  const { t } = useTranslation();
  const [isFocused, setFocused] = useState(false);
  const hintId = useId();
  const input = useRef<HTMLInputElement & HTMLTextAreaElement>(null);
  const { acknowledged, acknowledge } = useNewConversation();
  const freeText = { field: props.field, text: props.value, isPseudonym: props.isPseudonym ?? false };
  const concern = concernOf(freeText);
  const isOpen = !isFocused && openConcerns([freeText], acknowledged).length > 0;
  const field = {
    ref: input,
    label: props.label,
    description: props.description,
    placeholder: props.placeholder ?? "",
    error: props.error,
    value: props.value,
    maxLength: props.maxLength,
    autoComplete: "off",
    onFocus: () => setFocused(true),
    onBlur: () => setFocused(false),
    ...(isOpen ? { "aria-describedby": hintId } : {}),
  };
  return (
    <div>
      {props.isLong ? (
        <Textarea
          {...field}
          styles={growing(2, 12)}
          onChange={(event) => props.onChange(event.currentTarget.value)}
        />
      ) : (
        <TextInput {...field} onChange={(event) => props.onChange(event.currentTarget.value)} />
      )}
      <div role="status">
        {isOpen && concern !== undefined && (
          <div className={classes.concern} id={hintId}>
            <Text size="sm">{t(`conversation.concern.${concern}`)}</Text>
            <Group gap={8} mt={8}>
              <Button size="xs" onClick={() => input.current?.focus()}>
                {t("conversation.concern.change")}
              </Button>
              <Button size="xs" onClick={() => acknowledge(freeText)}>
                {t(`conversation.concern.keep.${concern}`)}
              </Button>
            </Group>
          </div>
        )}
      </div>
    </div>
  );
}
