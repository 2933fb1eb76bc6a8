/** Ratings of the whole sample beside each other, lowest first, and what the coders agree on. */
import { useTranslation } from "react-i18next";
import { ratingsClosed } from "../../../shared/domain/codingRules.ts";
import type { Comparison } from "../../../shared/domain/compareCodings.ts";
import { labelIn } from "../../../shared/domain/labelIn.ts";
import type { Scheme, SchemeItem } from "../../../shared/domain/scheme.ts";
import { Pills } from "../../ui/Pills.tsx";
import { useLanguage } from "../../ui/useLanguage.ts";
import classes from "./compare.module.css";
import type { Consensus } from "./useConsensus.ts";

type RatedItem = Extract<SchemeItem, { kind: "global" | "ordinal" }>;

export function ComparedItems(props: {
  readonly scheme: Scheme;
  readonly comparison: Comparison;
  readonly consensus: Consensus;
}) {
  const { scheme, comparison, consensus } = props;
  const { t } = useTranslation();
  const language = useLanguage();
  const rated = scheme.items.flatMap((item) => {
    const compared = comparison.items.find(({ id }) => id === item.id);
    const values = compared?.values.filter((value) => value !== undefined) ?? [];
    return item.kind === "count" || values.length === 0
      ? []
      : [{ item, values, within: compared?.isWithinOne }];
  });
  if (rated.length === 0) return null;
  return (
    <section className={classes.card}>
      <h2>{t("compare.items.title")}</h2>
      <dl className={classes.items}>
        {rated.map(({ item, values, within }) => (
          <div key={item.id}>
            <dt>{labelIn(item.labels, language)}</dt>
            <dd>
              <span>{values.toSorted((a, b) => a - b).join(" · ")}</span>
              {within === undefined || new Set(values).size === 1 ? null : (
                <span className={classes.remark}>
                  {t(within ? "compare.items.within" : "compare.items.apart")}
                </span>
              )}
              <Decision scheme={scheme} item={item} consensus={consensus} />
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function Decision(props: {
  readonly scheme: Scheme;
  readonly item: RatedItem;
  readonly consensus: Consensus;
}) {
  const { scheme, item, consensus } = props;
  const { t } = useTranslation();
  const language = useLanguage();
  const { coding } = consensus;
  if (coding === null || (item.needsTarget === true && coding.target === null)) return null;
  const before = coding.ratings[item.id] ?? null;
  // What nobody has heard, or is too short, is not rated anew.
  if (coding.finishedAt !== null || ratingsClosed(scheme, coding) !== null) {
    return before?.value === undefined ? null : <span className={classes.agreed}>→ {before.value}</span>;
  }
  return (
    <Pills
      legend={t("compare.items.decide", { item: labelIn(item.labels, language) })}
      pills={item.anchors.map(({ value }) => ({
        key: String(value),
        label: String(value),
        isPressed: before?.value === value,
        onPress: () =>
          consensus.decide({
            kind: "rating",
            itemId: item.id,
            before,
            after: before?.value === value ? null : { value, evidenceMs: before?.evidenceMs ?? [] },
          }),
      }))}
    />
  );
}
