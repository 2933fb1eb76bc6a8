/** Says so when the folder of the vaults lies in a cloud or on another computer. */
import { useTranslation } from "react-i18next";
import { useRequest } from "../../api/useRequest.ts";
import { Panel } from "../../ui/Panel.tsx";

/** Shows nothing while the folder lies where it should. */
export function HomeWarning() {
  const { t } = useTranslation();
  const { data: place } = useRequest("home.place", {});
  if (place === undefined || place === null) return null;
  const [title, means] =
    place.place === "network"
      ? [t("place.network.title"), t("place.network.means")]
      : [
          t("place.synchronised.title", { service: t(`place.service.${place.service}`) }),
          t("place.synchronised.means"),
        ];
  return (
    <Panel title={title} tone="warm">
      <p>{means}</p>
      <p style={{ marginTop: 8 }}>{t("place.advice")}</p>
    </Panel>
  );
}
