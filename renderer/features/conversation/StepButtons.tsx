/** Back and on: the one primary button of a step, last. */
import { Button, Group } from "@mantine/core";
import { useTranslation } from "react-i18next";

/** @param props.next - a verb: what pressing it does */
export function StepButtons(props: {
  readonly onBack: () => void;
  readonly onNext: () => void;
  readonly next: string;
  readonly isBusy?: boolean;
  readonly isBlocked?: boolean;
}) {
  const { t } = useTranslation();
  return (
    <Group gap={8} mt={8}>
      <Button
        variant="filled"
        onClick={props.onNext}
        loading={props.isBusy ?? false}
        disabled={props.isBlocked ?? false}
      >
        {props.next}
      </Button>
      <Button onClick={props.onBack}>{t("conversation.back")}</Button>
    </Group>
  );
}
