/** The fourth step: the recovery code, shown this once, to print, copy or write down. */
import { Button, Group, Stack } from "@mantine/core";
import { IconCopy, IconPrinter } from "@tabler/icons-react";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Session } from "../../../shared/domain/vaultSummary.ts";
import { printDocument } from "../../api/printing.ts";
import { copyText } from "../../ui/copyText.ts";
import { ErrorNotice } from "../../ui/ErrorNotice.tsx";
import { RecoveryCodePrint } from "./RecoveryCodePrint.tsx";
import classes from "./RecoveryCodeStep.module.css";
import { StepForm, type StepLevel } from "./StepForm.tsx";

export interface RecoveryCodeStepProps {
  readonly session: Session;
  /** Groups with dashes between. */
  readonly recoveryCode: string;
  readonly level?: StepLevel;
  readonly onNext: () => void;
}

export function RecoveryCodeStep({ session, recoveryCode, level = 1, onNext }: RecoveryCodeStepProps) {
  const { t } = useTranslation();
  const [copied, setCopied] = useState<"not-yet" | "copied" | "failed">("not-yet");
  const print = useMutation({ mutationFn: () => printDocument({ kind: "recovery-code" }) });
  return (
    <>
      <StepForm
        title={t("vaults.recovery.title")}
        level={level}
        text={t("vaults.recovery.text")}
        nextLabel={t("vaults.recovery.saved")}
        onNext={onNext}
      >
        <ol className={classes.groups} aria-label={t("vaults.recoveryCode")}>
          {recoveryCode.split("-").map((group, index) => (
            // The groups of one code never change places.
            // biome-ignore lint/suspicious/noArrayIndexKey: a fixed list
            <li key={index} className={classes.group} value={index + 1}>
              {group}
            </li>
          ))}
        </ol>
        <Stack gap="xs">
          <Group gap="sm">
            <Button
              leftSection={<IconPrinter size={18} stroke={1.6} />}
              loading={print.isPending}
              onClick={() => print.mutate()}
            >
              {t("vaults.recovery.print")}
            </Button>
            <Button
              leftSection={<IconCopy size={18} stroke={1.6} />}
              onClick={() => setCopied(copyText(recoveryCode) ? "copied" : "failed")}
            >
              {t("vaults.recovery.copy")}
            </Button>
          </Group>
          <ErrorNotice error={print.error} />
          <p role="status" className={classes.copied}>
            {print.data === "printed" ? `${t("vaults.recovery.printed")} ` : null}
            {copied === "copied" ? t("vaults.recovery.copied") : null}
            {copied === "failed" ? t("vaults.recovery.notCopied") : null}
          </p>
        </Stack>
      </StepForm>
      <RecoveryCodePrint session={session} recoveryCode={recoveryCode} />
    </>
  );
}
