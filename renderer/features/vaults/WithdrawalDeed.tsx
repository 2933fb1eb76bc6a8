/** The third step: what will happen, and the button that does it. */
import { Button, Group, Stack, Title } from "@mantine/core";
import { type FormEvent, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { VaultSummary } from "../../../shared/domain/vaultSummary.ts";
import { call } from "../../api/call.ts";
import { ErrorNotice } from "../../ui/ErrorNotice.tsx";
import { withSecretBytes } from "./secretBytes.ts";
import classes from "./WithdrawalFlow.module.css";
import type {
  TypedPaper,
  WithdrawalAttempt,
  WithdrawalOutcome,
  WithdrawalOutlook,
  WithdrawalWish,
} from "./withdrawalStep.ts";

export function WithdrawalDeed(props: {
  readonly vault: VaultSummary;
  readonly paper: TypedPaper;
  readonly outlook: WithdrawalOutlook;
  readonly wish: WithdrawalWish;
  readonly onBack: () => void;
  readonly onDone: (outcome: WithdrawalOutcome) => void;
}) {
  const { vault, paper, outlook, wish, onBack, onDone } = props;
  const { t } = useTranslation();
  const [attempt, setAttempt] = useState<WithdrawalAttempt>({ phase: "typing" });
  const title = useFocusAtFirst<HTMLHeadingElement>();

  async function act(event: FormEvent) {
    event.preventDefault();
    if (attempt.phase === "asking") return;
    setAttempt({ phase: "asking" });
    try {
      const { consentNumber } = paper;
      const outcome = await withSecretBytes(paper.code, (bytes) =>
        call("withdrawal.carryOut", { vaultId: vault.id, consentNumber, code: bytes, wish }),
      );
      onDone(outcome);
    } catch (error) {
      setAttempt({ phase: "failed", error });
    }
  }

  const isBusy = attempt.phase === "asking";
  return (
    <form onSubmit={(event) => void act(event)}>
      <Stack gap="lg">
        <Title order={1} ref={title} tabIndex={-1} className={classes.title ?? ""}>
          {t("withdrawal.sure.title")}
        </Title>
        <Stack gap="sm">
          {wish === "hold" ? <HoldConsequence /> : <EraseConsequence outlook={outlook} />}
        </Stack>
        {attempt.phase === "failed" ? <ErrorNotice error={attempt.error} /> : null}
        <Group justify="space-between">
          <Button onClick={onBack} disabled={isBusy}>
            {t("common.back")}
          </Button>
          <Button
            type="submit"
            variant="filled"
            color={wish === "hold" ? "accent" : "danger"}
            loading={isBusy}
          >
            {t(`withdrawal.act.${wish}`)}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

function EraseConsequence({ outlook }: { readonly outlook: WithdrawalOutlook }) {
  const { t } = useTranslation();
  const free = outlook.sounds - outlook.heldSounds;
  return (
    <>
      {free > 0 ? <p>{t("withdrawal.sure.sounds", { count: free })}</p> : null}
      {outlook.heldSounds > 0 ? <p>{t("withdrawal.sure.held", { count: outlook.heldSounds })}</p> : null}
      {outlook.sounds === 0 ? <p>{t("withdrawal.sure.noSound")}</p> : null}
      <p>{t(outlook.heldSounds > 0 ? "withdrawal.sure.restButHeld" : "withdrawal.sure.rest")}</p>
    </>
  );
}

function HoldConsequence() {
  const { t } = useTranslation();
  return (
    <>
      <p>{t("withdrawal.wish.holdText")}</p>
      <p>{t("withdrawal.sure.restHeld")}</p>
    </>
  );
}

/** The irreversible deed is not under the finger that pressed the last button. */
function useFocusAtFirst<Element extends HTMLElement>() {
  const element = useRef<Element>(null);
  useEffect(() => element.current?.focus(), []);
  return element;
}
