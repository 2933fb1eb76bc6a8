/** The first questions: where does the sound lie, and what of it shall come here? */
import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { ErrorNotice } from "../../ui/ErrorNotice.tsx";
import classes from "./bringIn.module.css";
import { type Place, useBringIn } from "./bringInStore.ts";
import { DeviceFileList } from "./DeviceFileList.tsx";
import { LookMeter } from "./LookMeter.tsx";
import { leavePlace, lookThrough } from "./lookThrough.ts";
import { PlaceChoice } from "./PlaceChoice.tsx";

export function ChooseStep() {
  const { t } = useTranslation();
  const { place, listing } = useBringIn();
  if (place === null) {
    return (
      <>
        {listing.phase === "lost" && <p role="status">{t("bringIn.lost")}</p>}
        <PlaceChoice />
      </>
    );
  }
  return (
    <>
      <div className={classes.placeHead}>
        <h2 className={classes.placeName}>
          <PlaceName place={place} />
        </h2>
        {listing.phase !== "looking" && (
          <div className={classes.placeDeeds}>
            {place.kind === "folder" && (
              <Button size="xs" onClick={() => void lookThrough(place)}>
                {t("bringIn.place.again")}
              </Button>
            )}
            <Button size="xs" onClick={leavePlace}>
              {t("bringIn.place.other")}
            </Button>
          </div>
        )}
      </div>
      {listing.phase === "looking" && <LookMeter />}
      {listing.phase === "failed" && (
        <ErrorNotice error={listing.error} onRetry={() => void lookThrough(place)} />
      )}
      {listing.phase === "listed" && <DeviceFileList list={listing.list} />}
    </>
  );
}

function PlaceName({ place }: { readonly place: Place }) {
  const { t } = useTranslation();
  if (place.kind === "files") return t("bringIn.place.dropped", { count: place.sources.length });
  return place.folder.name;
}
