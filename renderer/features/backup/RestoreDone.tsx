/** What came of restoring: what is here, and what stayed away. */
import { useTranslation } from "react-i18next";
import type { RestoreOutcome } from "../../../shared/domain/backup.ts";
import { StepForm } from "../vaults/StepForm.tsx";

export interface RestoreDoneProps {
  readonly outcome: RestoreOutcome;
  readonly onNext: () => void;
}

export function RestoreDone({ outcome, onNext }: RestoreDoneProps) {
  const { t } = useTranslation();
  const { name, soundsRestored, soundsLeftOut, soundsDestroyed, erasedSince } = outcome;
  return (
    <StepForm
      title={t("backup.restore.doneTitle", { name })}
      text={t("backup.restore.doneText")}
      nextLabel={t("backup.restore.toDoor")}
      onNext={onNext}
    >
      {soundsRestored + soundsLeftOut + soundsDestroyed + erasedSince === 0 ? null : (
        <div>
          {soundsRestored > 0 ? <p>{t("backup.restore.doneSounds", { count: soundsRestored })}</p> : null}
          {soundsLeftOut > 0 ? <p>{t("backup.restore.doneLeftOut", { count: soundsLeftOut })}</p> : null}
          {soundsDestroyed > 0 ? (
            <p>{t("backup.restore.doneDestroyed", { count: soundsDestroyed })}</p>
          ) : null}
          {erasedSince > 0 ? <p>{t("backup.restore.doneErased", { count: erasedSince })}</p> : null}
        </div>
      )}
    </StepForm>
  );
}
