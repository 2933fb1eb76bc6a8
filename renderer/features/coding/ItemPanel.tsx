/** What is rated or counted once for the whole sample: empty until it is set, with the moments that speak for it. */
import { ActionIcon, NumberInput, Popover, Tooltip } from "@mantine/core";
import { IconInfoCircle, IconLink, IconX } from "@tabler/icons-react";
import { useId, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Coding } from "../../../shared/domain/coding.ts";
import { ratingsClosed } from "../../../shared/domain/codingRules.ts";
import { labelIn } from "../../../shared/domain/labelIn.ts";
import type { Scheme, SchemeItem } from "../../../shared/domain/scheme.ts";
import { Kbd } from "../../ui/Kbd.tsx";
import { useFormat } from "../../ui/useFormat.ts";
import { useLanguage } from "../../ui/useLanguage.ts";
import type { Midst } from "./codingLooking.ts";
import { itemsWithEvidence } from "./codingSteps.ts";
import classes from "./ItemPanel.module.css";
import type { CodingDeeds } from "./useCodingDeeds.ts";

interface ItemPanelProps {
  readonly coding: Coding;
  readonly scheme: Scheme;
  readonly midst: Midst;
  readonly deeds: CodingDeeds;
}

type RatedItem = Exclude<SchemeItem, { kind: "count" }>;

export function ItemPanel({ coding, scheme, midst, deeds }: ItemPanelProps) {
  const { t } = useTranslation();
  const format = useFormat();
  if (scheme.items.length === 0) return null;
  const closed = ratingsClosed(scheme, coding);
  const isFinished = coding.finishedAt !== null;
  const linkable = itemsWithEvidence(scheme, coding);
  const rated = scheme.items.filter((item): item is RatedItem => item.kind !== "count");
  const counted = scheme.items.filter((item) => item.kind === "count");
  const starts = rated.find(({ startsFrom }) => startsFrom !== undefined)?.startsFrom;
  const heading =
    closed === "no-sound"
      ? t("coding.items.noSound")
      : closed === "too-short"
        ? t("coding.items.tooShort", { length: format.duration(scheme.sample.countedBelowMs) })
        : closed === "not-heard"
          ? starts === undefined
            ? t("coding.items.notHeard")
            : t("coding.items.notHeardFrom", { value: starts })
          : starts === undefined
            ? t("coding.items.open")
            : t("coding.items.openFrom", { value: starts });
  return (
    <div className={classes.items}>
      {rated.length === 0 ? null : <h2 className={classes.heading}>{heading}</h2>}
      {midst.kind === "evidence" ? (
        <p className={classes.asks} role="status">
          {t("coding.items.evidence", { time: format.position(midst.atMs) })} {t("coding.items.chooseDigit")}
        </p>
      ) : null}
      {rated.map((item) => {
        const hasNoTarget = item.needsTarget === true && coding.target === null;
        return (
          <RatedRow
            key={item.id}
            item={item}
            coding={coding}
            digit={midst.kind === "evidence" ? linkable.indexOf(item) + 1 : 0}
            isClosed={
              isFinished || hasNoTarget || (closed !== null && coding.ratings[item.id]?.value === undefined)
            }
            hasNoTarget={hasNoTarget}
            deeds={deeds}
          />
        );
      })}
      {counted.map((item) => (
        <CountRow key={item.id} item={item} coding={coding} isClosed={isFinished} deeds={deeds} />
      ))}
    </div>
  );
}

function RatedRow(props: {
  readonly item: RatedItem;
  readonly coding: Coding;
  /** The digit that links a moment to it; 0 for none. */
  readonly digit: number;
  readonly isClosed: boolean;
  readonly hasNoTarget: boolean;
  readonly deeds: CodingDeeds;
}) {
  const { item, coding, digit, isClosed, hasNoTarget, deeds } = props;
  const { t } = useTranslation();
  const format = useFormat();
  const language = useLanguage();
  const group = useId();
  const [looked, setLooked] = useState<number | null>(null);
  const label = (labels: Scheme["title"]) => labelIn(labels, language);
  const name = label(item.labels);
  const rating = coding.ratings[item.id];
  const anchor = item.anchors.find(({ value }) => value === looked);
  return (
    <fieldset className={classes.item} onMouseLeave={() => setLooked(null)} onBlur={() => setLooked(null)}>
      <legend className="visually-hidden">{name}</legend>
      <div className={classes.line}>
        <span className={classes.name} aria-hidden="true">
          {digit > 0 ? <Kbd>{digit}</Kbd> : null}
          <span>{name}</span>
        </span>
        <span className={classes.dots}>
          {item.anchors.map(({ value, labels }) => (
            <label
              key={value}
              className={classes.dot}
              data-start={(value === item.startsFrom && rating?.value === undefined) || undefined}
              data-set={rating?.value === value || undefined}
              data-closed={isClosed || undefined}
              onMouseEnter={() => setLooked(value)}
            >
              <input
                type="radio"
                className="visually-hidden"
                name={group}
                aria-label={`${value}: ${label(labels)}`}
                checked={rating?.value === value}
                disabled={isClosed}
                onFocus={({ currentTarget }) => {
                  // After a press of the mouse the keys are still those of the coding.
                  if (currentTarget.matches(":focus-visible")) setLooked(value);
                  else currentTarget.blur();
                }}
                onChange={() => deeds.rate(item.id, value)}
                onKeyDown={(event) => {
                  const typed = item.anchors.find((one) => String(one.value) === event.key);
                  if (typed !== undefined) {
                    deeds.rate(item.id, typed.value);
                    dotOf(event.currentTarget, item.anchors.indexOf(typed))?.focus();
                  } else if (event.key === "Delete" || event.key === "Backspace") deeds.rate(item.id, null);
                  else return;
                  event.preventDefault();
                }}
              />
              <span aria-hidden="true">{value}</span>
            </label>
          ))}
        </span>
        {coding.finishedAt === null && !hasNoTarget ? (
          <Tooltip label={t("coding.items.link")}>
            <ActionIcon
              size={26}
              aria-label={t("coding.items.linkTo", { name })}
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => deeds.link(item.id)}
            >
              <IconLink size={17} />
            </ActionIcon>
          </Tooltip>
        ) : coding.finishedAt === null ? (
          <span className={classes.noLink} />
        ) : null}
        <Popover width={300} position="left" withArrow>
          <Popover.Target>
            <ActionIcon size={26} aria-label={t("coding.items.about", { name })}>
              <IconInfoCircle size={17} />
            </ActionIcon>
          </Popover.Target>
          <Popover.Dropdown>
            {item.help === undefined ? null : <p className={classes.help}>{label(item.help)}</p>}
            <dl className={classes.anchors}>
              {item.anchors.map(({ value, labels }) => (
                <div key={value}>
                  <dt>{value}</dt>
                  <dd>{label(labels)}</dd>
                </div>
              ))}
            </dl>
          </Popover.Dropdown>
        </Popover>
      </div>
      {hasNoTarget ? <p className={classes.words}>{t("coding.items.noTarget")}</p> : null}
      {anchor === undefined || hasNoTarget ? null : <p className={classes.words}>{label(anchor.labels)}</p>}
      {rating === undefined || rating.evidenceMs.length === 0 ? null : (
        <ul className={classes.evidence} aria-label={t("coding.items.heardAt", { name })}>
          {rating.evidenceMs.map((atMs) => {
            const time = format.position(atMs);
            return (
              <li key={atMs}>
                <button
                  type="button"
                  className={classes.moment}
                  aria-label={t("coding.items.playAt", { time })}
                  onClick={() => deeds.playFrom(atMs)}
                >
                  {time}
                </button>
                {coding.finishedAt === null ? (
                  <Tooltip label={t("coding.items.unlink")}>
                    <button
                      type="button"
                      className={classes.unlink}
                      aria-label={t("coding.items.unlinkAt", { time })}
                      onClick={() => deeds.unlink(item.id, atMs)}
                    >
                      <IconX size={13} />
                    </button>
                  </Tooltip>
                ) : null}
              </li>
            );
          })}
        </ul>
      )}
    </fieldset>
  );
}

/** One of the dots that stand together, by its place. */
function dotOf(dot: HTMLInputElement, index: number): HTMLInputElement | undefined {
  return dot.closest("fieldset")?.querySelectorAll<HTMLInputElement>("input[type=radio]")[index];
}

function CountRow(props: {
  readonly item: SchemeItem;
  readonly coding: Coding;
  readonly isClosed: boolean;
  readonly deeds: CodingDeeds;
}) {
  const { item, coding, isClosed, deeds } = props;
  const language = useLanguage();
  return (
    <NumberInput
      label={labelIn(item.labels, language)}
      value={coding.ratings[item.id]?.value ?? ""}
      min={0}
      max={10_000}
      // The first step counts the first that is heard.
      startValue={1}
      allowDecimal={false}
      disabled={isClosed}
      onChange={(value) => deeds.rate(item.id, typeof value === "number" ? value : null)}
    />
  );
}
