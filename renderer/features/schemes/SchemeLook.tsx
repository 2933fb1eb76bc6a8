/** One version of a scheme to look at: what is listened for, how it is rated, and what is worked out. */
import { Button, Group } from "@mantine/core";
import { IconArrowLeft } from "@tabler/icons-react";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { keysOfCodes } from "../../../shared/domain/codingKeys.ts";
import type { Scheme, SchemeCode, SchemeId, SchemeItem } from "../../../shared/domain/scheme.ts";
import { useRequest } from "../../api/useRequest.ts";
import { ErrorNotice } from "../../ui/ErrorNotice.tsx";
import { Kbd } from "../../ui/Kbd.tsx";
import { PageHeader } from "../../ui/PageHeader.tsx";
import { Panel } from "../../ui/Panel.tsx";
import { useFigureText } from "../../ui/useFigureText.ts";
import { SchemeDialogs } from "./SchemeDialogs.tsx";
import { SchemeMenu } from "./SchemeMenu.tsx";
import type { SchemeDialog } from "./schemeDialog.ts";
import classes from "./schemes.module.css";
import { showSchemes } from "./schemesStore.ts";
import { useFormulaText } from "./useFormulaText.ts";
import { useSchemeFacts } from "./useSchemeFacts.ts";
import { useWord } from "./useWord.ts";

export function SchemeLook(props: { readonly schemeId: SchemeId; readonly version: number }) {
  const { t } = useTranslation();
  const word = useWord();
  const facts = useSchemeFacts();
  const scheme = useRequest("scheme.read", props);
  const original = useRequest("scheme.original", { schemeId: props.schemeId });
  const [dialog, setDialog] = useState<SchemeDialog | null>(null);
  const trigger = useRef<HTMLElement | null>(null);
  const { data } = scheme;
  return (
    <>
      <Button
        variant="subtle"
        className={classes.back ?? ""}
        leftSection={<IconArrowLeft size={18} stroke={1.6} aria-hidden="true" />}
        onClick={showSchemes}
        autoFocus
      >
        {t("schemes.back")}
      </Button>
      <ErrorNotice error={scheme.error ?? original.error} />
      {data === undefined ? null : (
        <>
          <PageHeader
            title={word(data.title)}
            subtitle={facts(data)}
            actions={
              original.data === undefined ? null : (
                <Group gap={8}>
                  <SchemeMenu
                    scheme={data}
                    origin={original.data.origin}
                    onAsk={(asked, from) => {
                      trigger.current = from;
                      setDialog(asked);
                    }}
                  />
                </Group>
              )
            }
          />
          <div className={classes.parts}>
            <About scheme={data} />
            <Codes scheme={data} />
            {data.items.length === 0 ? null : (
              <Panel title={t("schemes.part.items")}>
                <ul className={classes.looked}>
                  {data.items.map((item) => (
                    <Item key={item.id} item={item} />
                  ))}
                </ul>
              </Panel>
            )}
            <Figures scheme={data} />
          </div>
        </>
      )}
      <SchemeDialogs
        dialog={dialog}
        onClose={() => {
          setDialog(null);
          trigger.current?.focus();
        }}
      />
    </>
  );
}

function About({ scheme }: { readonly scheme: Scheme }) {
  const { t } = useTranslation();
  const word = useWord();
  return (
    <Panel>
      <div className={classes.about}>
        <p>{word(scheme.about)}</p>
        {scheme.notices === undefined ? null : (
          <div className={classes.notice}>
            {scheme.notices.map((notice) => (
              <p key={word(notice)}>{word(notice)}</p>
            ))}
          </div>
        )}
        {scheme.codes.length === 0 ? null : (
          <p className={classes.quiet}>{t(`schemes.facts.${scheme.unit}`)}</p>
        )}
        {scheme.source === undefined ? null : (
          <p className={classes.quiet}>
            {t("schemes.part.source")}: {scheme.source}
          </p>
        )}
      </div>
    </Panel>
  );
}

function Codes({ scheme }: { readonly scheme: Scheme }) {
  const { t } = useTranslation();
  const word = useWord();
  const keys = keysOfCodes(scheme);
  const signOf = (id: string) => scheme.codes.find((code) => code.id === id)?.sign ?? id;
  return scheme.groups.map((group) => (
    <Panel key={group.id} title={word(group.labels)}>
      <ul className={classes.looked}>
        {scheme.codes
          .filter(({ groupId }) => groupId === group.id)
          .map((code) => (
            <Code key={code.id} code={code} keyOf={keys.get(code.id)} signOf={signOf} />
          ))}
      </ul>
      {(group.slots ?? []).map((slot) => (
        <p key={slot.join(" ")} className={classes.quiet}>
          {t("schemes.look.slots", { signs: slot.map(signOf).join(", ") })}
        </p>
      ))}
    </Panel>
  ));
}

function Code(props: {
  readonly code: SchemeCode;
  readonly keyOf: string | undefined;
  readonly signOf: (id: string) => string;
}) {
  const { code, keyOf, signOf } = props;
  const { t } = useTranslation();
  const word = useWord();
  return (
    <li className={classes.code}>
      <span className={classes.sign}>{code.sign}</span>
      <div className={classes.words}>
        <h3 className={classes.name}>
          {word(code.labels)}
          {keyOf === undefined ? null : (
            <span className={classes.key} role="img" aria-label={t("schemes.look.key", { key: keyOf })}>
              <Kbd>{keyOf}</Kbd>
            </span>
          )}
        </h3>
        {code.help === undefined ? null : <p>{word(code.help)}</p>}
        {code.hint === undefined ? null : <p className={classes.quiet}>{word(code.hint)}</p>}
        {code.needs === undefined ? null : (
          <p className={classes.quiet}>
            {t("schemes.look.needs", { parts: code.needs.map(signOf).join(", ") })}
          </p>
        )}
        {code.needsSound === true ? <p className={classes.quiet}>{t("schemes.look.needsSound")}</p> : null}
      </div>
    </li>
  );
}

function Item({ item }: { readonly item: SchemeItem }) {
  const { t } = useTranslation();
  const word = useWord();
  return (
    <li>
      <h3 className={classes.name}>{word(item.labels)}</h3>
      {item.help === undefined ? null : <p>{word(item.help)}</p>}
      {item.kind === "count" ? <p className={classes.quiet}>{t("schemes.look.count")}</p> : null}
      {item.kind === "count" ? null : (
        <>
          <dl className={classes.anchors}>
            {item.anchors.map(({ value, labels }) => (
              <div key={value} className={classes.anchor}>
                <dt>{value}</dt>
                <dd>{word(labels)}</dd>
              </div>
            ))}
          </dl>
          <p className={classes.quiet}>
            {[
              item.startsFrom === undefined ? null : t("schemes.look.startsFrom", { value: item.startsFrom }),
              item.needsTarget === true ? t("schemes.look.needsTarget") : null,
            ]
              .filter((fact) => fact !== null)
              .join(" · ")}
          </p>
        </>
      )}
    </li>
  );
}

function Figures({ scheme }: { readonly scheme: Scheme }) {
  const { t } = useTranslation();
  const word = useWord();
  const figureText = useFigureText();
  const formula = useFormulaText(scheme);
  if (scheme.figures.length === 0) return null;
  return (
    <Panel title={t("schemes.part.figures")}>
      <ul className={classes.looked}>
        {scheme.figures.map((figure) => (
          <li key={figure.id}>
            <h3 className={classes.name}>{word(figure.labels)}</h3>
            <p>{formula(figure.formula)}</p>
            {figure.thresholds === undefined ? null : (
              <p className={classes.quiet}>
                {t("schemes.look.thresholds", {
                  fair: figureText(figure.formula, figure.thresholds.fair),
                  good: figureText(figure.formula, figure.thresholds.good),
                })}
              </p>
            )}
          </li>
        ))}
      </ul>
    </Panel>
  );
}
