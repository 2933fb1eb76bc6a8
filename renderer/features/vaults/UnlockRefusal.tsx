/** Why a secret did not open; a typing error in the code is shown with the group it is in, where that is known. */
import { useTranslation } from "react-i18next";
import { toAppError } from "../../api/appFailure.ts";
import { ErrorNotice } from "../../ui/ErrorNotice.tsx";
import { DamagedVault } from "./DamagedVault.tsx";

export function UnlockRefusal({ error }: { readonly error: unknown }) {
  const { t } = useTranslation();
  const { code, detail } = toAppError(error);
  const group = code === "vault.recovery-code-typo" ? Number(detail?.group ?? 0) : 0;
  return (
    <>
      <ErrorNotice error={error} />
      {group === 0 ? null : <p>{t("vaults.typoInGroup", { group })}</p>}
      <DamagedVault code={code} />
    </>
  );
}
