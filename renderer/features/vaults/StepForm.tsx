/** One step of something calm: a title, a few words, what there is to do, back and on. */
import { Button, Group, Stack, Title } from "@mantine/core";
import { type ReactNode, useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";

/** Under which heading a step stands: a page of its own, or a dialog that has one already. */
export type StepLevel = 1 | 3;

export interface StepFormProps {
  readonly title: string;
  readonly level?: StepLevel;
  readonly text?: string;
  readonly children?: ReactNode;
  /** A verb; "Continue" if left out. */
  readonly nextLabel?: string;
  readonly canGoOn?: boolean;
  readonly isBusy?: boolean;
  readonly backLabel?: string;
  /** Absent where there is no way back. */
  readonly onBack?: () => void;
  readonly onNext: () => void;
}

export function StepForm(props: StepFormProps) {
  const { t } = useTranslation();
  const { level = 1, canGoOn = true, isBusy = false } = props;
  const title = useRef<HTMLHeadingElement>(null);

  // The button that led here is gone: a step without a field of its own begins at its title.
  useEffect(() => {
    if (document.activeElement === document.body) title.current?.focus();
  }, []);

  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (canGoOn && !isBusy) props.onNext();
      }}
    >
      <Stack gap="lg">
        <div>
          <Title order={level} ref={title} tabIndex={-1} style={{ outline: "none" }}>
            {props.title}
          </Title>
          {props.text === undefined ? null : <p style={{ marginTop: 6 }}>{props.text}</p>}
        </div>
        {props.children}
        <Group justify="space-between">
          {props.onBack === undefined ? (
            <span />
          ) : (
            <Button onClick={props.onBack} disabled={isBusy}>
              {props.backLabel ?? t("common.back")}
            </Button>
          )}
          <Button type="submit" variant="filled" disabled={!canGoOn} loading={isBusy}>
            {props.nextLabel ?? t("common.continue")}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
