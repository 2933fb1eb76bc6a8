/** Says so when a vault that was erased has left files behind. */
import { useTranslation } from "react-i18next";
import { useRequest } from "../../api/useRequest.ts";
import { Panel } from "../../ui/Panel.tsx";

/** Shows nothing while all that was to be destroyed is. */
export function UndestroyedWarning() {
  const { t } = useTranslation();
  const { data } = useRequest("home.undestroyed", {});
  if (data === undefined || data.vaults === 0) return null;
  return (
    <Panel title={t("vaults.undestroyed", { count: data.vaults })} tone="warm">
      <p>{t("vaults.undestroyedAdvice")}</p>
    </Panel>
  );
}
