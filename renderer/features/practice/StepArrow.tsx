/** A learning arrow: skill → situation → expected effect, in words. */
import { IconArrowNarrowRight } from "@tabler/icons-react";
import { Fragment } from "react";
import { useTranslation } from "react-i18next";
import type { StepWords } from "../../../shared/domain/practice.ts";
import classes from "./practice.module.css";
import { stepParts } from "./stepParts.ts";

export function StepArrow({ words }: { readonly words: StepWords }) {
  const { t } = useTranslation();
  return (
    <dl className={classes.arrow}>
      {stepParts.map((part, index) => (
        <Fragment key={part}>
          {index > 0 && (
            <IconArrowNarrowRight className={classes.arrowSign} size={26} stroke={1.5} aria-hidden="true" />
          )}
          <div className={classes.arrowPart}>
            <dt>{t(`practice.step.${part}.label`)}</dt>
            <dd>{words[part]}</dd>
          </div>
        </Fragment>
      ))}
    </dl>
  );
}
