/** What came of it, and the way back to the door. */
import { Button, Group, Stack, Title } from "@mantine/core";
import { IconCircleCheck } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { ErrorNotice } from "../../ui/ErrorNotice.tsx";
import { useFormat } from "../../ui/useFormat.ts";
import { useSoundErasedAt } from "../../ui/useSoundErasedAt.ts";
import classes from "./WithdrawalFlow.module.css";
import type { WithdrawalOutcome } from "./withdrawalStep.ts";

/** It is done: what is erased, and what is held until when. */
export function WithdrawalDone({
  outcome,
  onBack,
}: {
  readonly outcome: WithdrawalOutcome;
  readonly onBack: () => void;
}) {
  const { t } = useTranslation();
  const format = useFormat();
  const erasedAt = useSoundErasedAt();
  return (
    <Ending onBack={onBack}>
      <p>
        {outcome.erasedSounds > 0
          ? t("withdrawal.done.erased", { count: outcome.erasedSounds })
          : t("withdrawal.done.noted")}
      </p>
      {outcome.heldUntil === null ? null : (
        <p>{t(`withdrawal.done.held.${erasedAt}`, { date: format.date(outcome.heldUntil, "long") })}</p>
      )}
      <p>{t("withdrawal.done.owner")}</p>
    </Ending>
  );
}

/** It was done before. */
export function WithdrawnAlready({ onBack }: { readonly onBack: () => void }) {
  const { t } = useTranslation();
  return (
    <Ending onBack={onBack}>
      <p>{t("withdrawal.already")}</p>
    </Ending>
  );
}

/** As in a vault that has not been opened since codes came about. */
export function NoWithdrawalCodes(props: { readonly error: unknown; readonly onBack: () => void }) {
  const { t } = useTranslation();
  return (
    <Stack gap="lg">
      <Title order={1}>{t("withdrawal.title")}</Title>
      {props.error === null ? (
        <div role="status">
          <p className={classes.strong}>{t("error.withdrawal.no-codes.title")}</p>
          <p>{t("error.withdrawal.no-codes.advice")}</p>
        </div>
      ) : (
        <ErrorNotice error={props.error} />
      )}
      <Group>
        <Button autoFocus onClick={props.onBack}>
          {t("withdrawal.back")}
        </Button>
      </Group>
    </Stack>
  );
}

function Ending(props: { readonly children: ReactNode; readonly onBack: () => void }) {
  const { t } = useTranslation();
  return (
    <Stack gap="lg">
      <Title order={1}>{t("withdrawal.title")}</Title>
      <div className={classes.ending} role="status">
        <IconCircleCheck size={22} stroke={1.6} aria-hidden="true" />
        <Stack gap="sm">{props.children}</Stack>
      </div>
      <Group>
        <Button autoFocus onClick={props.onBack}>
          {t("withdrawal.back")}
        </Button>
      </Group>
    </Stack>
  );
}
