/** The vaults on this computer, one line each. */
import { Anchor, Stack, Title } from "@mantine/core";
import { IconChevronRight } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { VaultId } from "../../../shared/domain/ids.ts";
import type { VaultSummary } from "../../../shared/domain/vaultSummary.ts";
import { useFormat } from "../../ui/useFormat.ts";
import classes from "./VaultChooser.module.css";

export interface VaultChooserProps {
  /** At least one. */
  readonly vaults: readonly VaultSummary[];
  /** What is asked. */
  readonly title: string;
  readonly onChoose: (vaultId: VaultId) => void;
  /** What else there is to do; absent where it is not offered. */
  readonly onCreate?: () => void;
  readonly onRestore?: () => void;
  readonly onWithdrawal?: () => void;
  readonly onBack?: () => void;
}

export function VaultChooser(props: VaultChooserProps) {
  const { vaults, title, onChoose, onCreate, onRestore, onWithdrawal, onBack } = props;
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <Stack gap="md">
      <Title order={1}>{title}</Title>
      <ul className={classes.list}>
        {vaults.map((vault) => (
          <li key={vault.id}>
            <button type="button" className={classes.vault} onClick={() => onChoose(vault.id)}>
              <span className={classes.words}>
                <span className={classes.name}>{vault.name}</span>
                <span className={classes.opened}>
                  {vault.lastUnlockedAt === null
                    ? t("vaults.neverOpened")
                    : t("vaults.lastOpened", { when: format.relativeDays(vault.lastUnlockedAt) })}
                </span>
              </span>
              <IconChevronRight size={20} stroke={1.6} aria-hidden="true" />
            </button>
          </li>
        ))}
      </ul>
      <Stack gap="xs" align="flex-start">
        {onCreate === undefined ? null : (
          <Anchor component="button" type="button" size="sm" onClick={onCreate}>
            {t("vaults.createAnother")}
          </Anchor>
        )}
        {onRestore === undefined ? null : (
          <Anchor component="button" type="button" size="sm" onClick={onRestore}>
            {t("backup.restore.open")}
          </Anchor>
        )}
        {onWithdrawal === undefined ? null : (
          <Anchor component="button" type="button" size="sm" c="dimmed" onClick={onWithdrawal}>
            {t("withdrawal.link")}
          </Anchor>
        )}
        {onBack === undefined ? null : (
          <Anchor component="button" type="button" size="sm" onClick={onBack}>
            {t("withdrawal.back")}
          </Anchor>
        )}
      </Stack>
    </Stack>
  );
}
