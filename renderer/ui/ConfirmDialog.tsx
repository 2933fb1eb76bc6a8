/** A question before a deed: the title says the deed, the text its consequence, the buttons are verbs. */
import { Button, Group, Modal, Stack, TextInput } from "@mantine/core";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { ErrorNotice } from "./ErrorNotice.tsx";

/** The dialog waits for `onConfirm`, closes when it succeeds, and stays with the reason when it fails. */
export interface ConfirmDialogProps {
  readonly opened: boolean;
  readonly title: ReactNode;
  /** The consequence. */
  readonly children: ReactNode;
  /** A verb: "Erase the sound". */
  readonly confirmLabel: string;
  /** What not doing it means: "Keep it until 31 January"; else "Cancel". */
  readonly cancelLabel?: string;
  /** `danger` only for what cannot be undone. */
  readonly tone?: "accent" | "danger";
  /** Must be typed before the deed can be done; case and outer spaces do not matter. */
  readonly typed?: { readonly label: string; readonly expected: string };
  /** `typedText` is what was typed, trimmed; empty without `typed`. */
  readonly onConfirm: (typedText: string) => Promise<unknown> | undefined;
  readonly onClose: () => void;
}

type Deed = { phase: "asking" } | { phase: "doing" } | { phase: "failed"; error: unknown };

export function ConfirmDialog(props: ConfirmDialogProps) {
  const { opened, title, onClose } = props;
  return (
    <Modal opened={opened} onClose={onClose} title={title}>
      <Question {...props} />
    </Modal>
  );
}

/** Mounted anew each time the dialog opens, so that nothing typed remains. */
function Question({
  children,
  confirmLabel,
  cancelLabel,
  tone = "accent",
  typed,
  onConfirm,
  onClose,
}: ConfirmDialogProps) {
  const { t } = useTranslation();
  const [deed, setDeed] = useState<Deed>({ phase: "asking" });
  const [text, setText] = useState("");
  const mayConfirm = typed === undefined || isSame(text, typed.expected);

  async function confirm() {
    setDeed({ phase: "doing" });
    try {
      await onConfirm(text.trim());
      onClose();
    } catch (error) {
      setDeed({ phase: "failed", error });
    }
  }

  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (mayConfirm && deed.phase !== "doing") void confirm();
      }}
    >
      <Stack gap="md">
        <div>{children}</div>
        {typed === undefined ? null : (
          <TextInput
            label={typed.label}
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
            autoComplete="off"
            data-autofocus
          />
        )}
        {deed.phase === "failed" ? <ErrorNotice error={deed.error} /> : null}
        <Group justify="flex-end" gap="sm">
          <Button onClick={onClose} data-autofocus={typed === undefined ? true : undefined}>
            {cancelLabel ?? t("common.cancel")}
          </Button>
          <Button
            type="submit"
            variant="filled"
            color={tone}
            disabled={!mayConfirm}
            loading={deed.phase === "doing"}
          >
            {confirmLabel}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

function isSame(typed: string, expected: string): boolean {
  return typed.trim().toLocaleLowerCase() === expected.trim().toLocaleLowerCase();
}
