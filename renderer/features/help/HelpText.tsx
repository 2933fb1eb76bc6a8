/** The help itself: what is promised and what is not, in plain words; the same inside a vault and before its door. */
import { Anchor } from "@mantine/core";
import { useRef } from "react";
import { useTranslation } from "react-i18next";
import { Kbd } from "../../ui/Kbd.tsx";
import { Panel } from "../../ui/Panel.tsx";
import { useKeyNames } from "../../ui/useKeyNames.ts";
import classes from "./Help.module.css";
import { helpSections } from "./helpSections.ts";

export function HelpText() {
  const { t } = useTranslation();
  const keys = useKeyNames();
  const parts = useRef<HTMLDivElement>(null);
  const words = { keys: `${keys.mod} L`, link: t("vaults.forgotten") };
  const titles = [...helpSections.map(({ title }) => title), "help.keys.title" as const];
  const goTo = (index: number) => {
    const part = parts.current?.children[index];
    if (!(part instanceof HTMLElement)) return;
    part.focus({ preventScroll: true });
    part.scrollIntoView({ block: "start" });
  };
  return (
    <div className={classes.help}>
      <nav aria-label={t("help.contents")}>
        <ul className={classes.contents}>
          {titles.map((title, index) => (
            <li key={title}>
              <Anchor component="button" type="button" size="sm" onClick={() => goTo(index)}>
                {t(title)}
              </Anchor>
            </li>
          ))}
        </ul>
      </nav>
      <div ref={parts} className={classes.parts}>
        {helpSections.map(({ title, paragraphs }) => (
          <div key={title} tabIndex={-1} className={classes.part}>
            <Panel title={t(title)}>
              {paragraphs.map((paragraph) => (
                <p key={paragraph} className={classes.paragraph}>
                  {t(paragraph, words)}
                </p>
              ))}
            </Panel>
          </div>
        ))}
        <div tabIndex={-1} className={classes.part}>
          <Panel title={t("help.keys.title")}>
            <dl className={classes.keys}>
              <dt>
                <Kbd>{`${keys.mod} L`}</Kbd>
              </dt>
              <dd>{t("help.keys.lock")}</dd>
              <dt>
                <Kbd>{`${keys.mod} K`}</Kbd>
              </dt>
              <dd>{t("help.keys.search")}</dd>
              <dt>
                <Kbd>F1</Kbd>
              </dt>
              <dd>{t("help.keys.help")}</dd>
            </dl>
            <p className={classes.paragraph}>{t("help.keys.review")}</p>
          </Panel>
        </div>
      </div>
    </div>
  );
}
