/** Where to look: drives that are plugged in, as cards, and any other folder. */
import { IconDeviceUsb, IconFolderOpen, IconNetwork } from "@tabler/icons-react";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import type { DevicePlace, OfferedFolder } from "../../../shared/domain/device.ts";
import { useChange } from "../../api/useChange.ts";
import { useRequest } from "../../api/useRequest.ts";
import { Card, Cards } from "../../ui/Cards.tsx";
import { ErrorNotice } from "../../ui/ErrorNotice.tsx";
import classes from "./bringIn.module.css";
import { lookThrough } from "./lookThrough.ts";

const icons = { removable: IconDeviceUsb, network: IconNetwork } as const satisfies Record<
  DevicePlace["kind"],
  unknown
>;

/** Choosing one looks through it at once. */
export function PlaceChoice() {
  const { t } = useTranslation();
  const places = useRequest("device.places", {}, { anew: true });
  const chooseFolder = useChange("shell.chooseFolder");
  const { refetch } = places;
  // Whoever plugs something in comes back to the window from there.
  useEffect(() => {
    const again = () => void refetch();
    window.addEventListener("focus", again);
    return () => window.removeEventListener("focus", again);
  }, [refetch]);
  const look = (folder: OfferedFolder) => void lookThrough({ kind: "folder", folder });
  const choose = () =>
    chooseFolder.mutate({ purpose: "audio" }, { onSuccess: (folder) => folder !== null && look(folder) });
  return (
    <section className={classes.narrow} aria-label={t("bringIn.place.title")}>
      <p className={classes.lead}>{t("bringIn.place.text")}</p>
      <div className={classes.places}>
        <Cards>
          {(places.data ?? []).map(({ folderId, name, kind }) => (
            <Card
              key={folderId}
              Icon={icons[kind]}
              title={name}
              text={t(`bringIn.place.kind.${kind}`)}
              onChoose={() => look({ folderId, name })}
            />
          ))}
          <Card
            Icon={IconFolderOpen}
            title={t("bringIn.place.choose")}
            text={t(places.data?.length ? "bringIn.place.chooseText" : "bringIn.place.noneThere")}
            onChoose={choose}
          />
        </Cards>
      </div>
      <ErrorNotice error={places.error ?? chooseFolder.error} />
      <p className={classes.quiet}>{t("bringIn.place.drop")}</p>
    </section>
  );
}
