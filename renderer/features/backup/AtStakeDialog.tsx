/** Asks before a restore destroys sound that is here and that the backup would not bring back. */
import { useTranslation } from "react-i18next";
import { toAppError } from "../../api/appFailure.ts";
import { ConfirmDialog } from "../../ui/ConfirmDialog.tsx";
import { useFormat } from "../../ui/useFormat.ts";

/** How much would go; `held` of them under a hold. */
export interface SoundsAtStake {
  readonly count: number;
  readonly held: number;
}

/** What a refused restore says of it; `undefined` if it was refused for something else. */
export function soundsAtStakeIn(error: unknown): SoundsAtStake | undefined {
  const { code, detail } = toAppError(error);
  if (code !== "backup.sound-at-stake") return undefined;
  return { count: Number(detail?.count), held: Number(detail?.held) };
}

export interface AtStakeDialogProps {
  /** Of the backup. */
  readonly madeAt: number;
  /** `null`: nothing is asked. */
  readonly atStake: SoundsAtStake | null;
  /** So many may go. */
  readonly onConfirm: (count: number) => void;
  readonly onClose: () => void;
}

export function AtStakeDialog({ madeAt, atStake, onConfirm, onClose }: AtStakeDialogProps) {
  const { t } = useTranslation();
  const format = useFormat();
  if (atStake === null) return null;
  const { count, held } = atStake;
  return (
    <ConfirmDialog
      opened
      title={t("backup.restore.stakeTitle", { count })}
      confirmLabel={t("backup.restore.stakeGo", { count })}
      tone="danger"
      onConfirm={() => {
        onConfirm(count);
        return undefined;
      }}
      onClose={onClose}
    >
      <p>{t("backup.restore.stakeText", { count, date: format.instant(madeAt) })}</p>
      {held === 0 ? null : <p>{t("backup.restore.stakeHeld", { count: held })}</p>}
    </ConfirmDialog>
  );
}
