/** The last step: the vault is ready. */
import { useTranslation } from "react-i18next";
import { StepForm } from "./StepForm.tsx";

export function CreationDone({ onStart }: { readonly onStart: () => void }) {
  const { t } = useTranslation();
  return (
    <StepForm
      title={t("vaults.done.title")}
      text={t("vaults.done.text")}
      nextLabel={t("vaults.done.start")}
      onNext={onStart}
    />
  );
}
