/** The places in which sound may still be, each to be ticked by the person who has looked. */
import { useTranslation } from "react-i18next";
import type { ConversationId } from "../../../shared/domain/ids.ts";
import { type PlaceLine, settlementSchema } from "../../../shared/domain/whereabouts.ts";
import { useChangeOfEach } from "../../api/useChange.ts";
import { ErrorNotice } from "../../ui/ErrorNotice.tsx";
import { Pills } from "../../ui/Pills.tsx";
import { useFormat } from "../../ui/useFormat.ts";
import classes from "./source.module.css";

/**
 * @param props.conversationIds - whose sound it is: a tick counts for all of them
 */
export function PlaceList(props: {
  readonly conversationIds: readonly ConversationId[];
  readonly places: readonly PlaceLine[];
}) {
  const settle = useChangeOfEach("whereabouts.settle");
  return (
    <>
      <ul className={classes.places}>
        {props.places.map((line) => (
          <Place
            key={line.place}
            line={line}
            onSettle={(as) =>
              settle.mutate(
                props.conversationIds.map((conversationId) => ({ conversationId, place: line.place, as })),
              )
            }
          />
        ))}
      </ul>
      <ErrorNotice error={settle.error} />
    </>
  );
}

function Place(props: {
  readonly line: PlaceLine;
  readonly onSettle: (as: "gone" | "not-applicable" | null) => void;
}) {
  const { place, settled } = props.line;
  const { t } = useTranslation();
  const format = useFormat();
  const name = t(`whereabouts.place.${place}.name`);
  return (
    <li className={classes.place} data-settled={settled !== null || undefined}>
      <div>
        <span className={classes.placeName}>{name}</span>
        <span className={classes.hint}>
          {settled === null
            ? t(`whereabouts.place.${place}.hint`)
            : t(`whereabouts.was.${settled.byLyhord ? "byLyhord" : settled.as}`, {
                date: format.date(settled.at, "dayLong"),
              })}
        </span>
      </div>
      {settled?.byLyhord === true ? null : (
        <Pills
          legend={name}
          pills={settlementSchema.options.map((as) => ({
            key: as,
            label: t(`whereabouts.${as}`),
            isPressed: settled?.as === as,
            onPress: () => props.onSettle(settled?.as === as ? null : as),
          }))}
        />
      )}
    </li>
  );
}
