/** The door of one vault: its name, what happened while it was locked, and the form that opens it. */
import { Anchor, Group, Stack, Title } from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { VaultSummary } from "../../../shared/domain/vaultSummary.ts";
import { Panel } from "../../ui/Panel.tsx";

export interface VaultDoorProps {
  readonly vault: VaultSummary;
  /** Absent if there is no other vault. */
  readonly onOthers: (() => void) | undefined;
  readonly onCreate: () => void;
  readonly onRestore: () => void;
  /** Someone has changed their mind. */
  readonly onWithdrawal: () => void;
  /** The form. */
  readonly children: ReactNode;
}

export function VaultDoor(props: VaultDoorProps) {
  const { vault, onOthers, onCreate, onRestore, onWithdrawal, children } = props;
  const { t } = useTranslation();
  return (
    <Stack gap="lg">
      <div>
        <p style={{ color: "var(--color-muted)" }}>{t("vaults.welcomeBack")}</p>
        <Title order={1}>{vault.name}</Title>
      </div>
      {vault.erasedWhileLocked > 0 ? (
        <p>{t("vaults.erasedWhileLocked", { count: vault.erasedWhileLocked })}</p>
      ) : null}
      {vault.overdueSounds > 0 ? (
        <Panel title={t("vaults.overdueSounds", { count: vault.overdueSounds })} tone="warm">
          <p>{t("vaults.overdueAdvice")}</p>
        </Panel>
      ) : null}
      {vault.clockNeedsConfirmation ? <p>{t("vaults.clockWaits")}</p> : null}
      {children}
      <Stack gap="xs" pt="md" style={{ borderTop: "1px solid var(--color-line)" }}>
        <Group justify="space-between">
          {onOthers === undefined ? null : (
            <Anchor component="button" type="button" size="sm" c="dimmed" onClick={onOthers}>
              {t("vaults.otherVault")}
            </Anchor>
          )}
          <Anchor component="button" type="button" size="sm" c="dimmed" onClick={onCreate}>
            {t("vaults.createAnother")}
          </Anchor>
          <Anchor component="button" type="button" size="sm" c="dimmed" onClick={onRestore}>
            {t("backup.restore.open")}
          </Anchor>
        </Group>
        <Anchor component="button" type="button" size="sm" c="dimmed" ta="start" onClick={onWithdrawal}>
          {t("withdrawal.link")}
        </Anchor>
      </Stack>
    </Stack>
  );
}
