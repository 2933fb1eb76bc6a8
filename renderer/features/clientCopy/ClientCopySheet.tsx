/** The client's copy on paper: what was agreed, what is promised, number and code – no pseudonym, and no name but the vault’s. */
import { Fragment } from "react";
import { useTranslation } from "react-i18next";
import type { Consent } from "../../../shared/domain/consent.ts";
import type { Mandate } from "../../../shared/domain/mandate.ts";
import type { ShownWording } from "../../../shared/domain/spokenPermission.ts";
import { pageNow } from "../../api/pageClock.ts";
import { PrintSheet } from "../../ui/PrintSheet.tsx";
import { useFormat } from "../../ui/useFormat.ts";
import { useSoundErasedAt } from "../../ui/useSoundErasedAt.ts";
import { useSpokenFacts } from "../spoken/useSpokenFacts.ts";
import classes from "./clientCopy.module.css";

/** @param props.code - groups with dashes between */
export function ClientCopySheet(props: {
  readonly consent: Consent;
  readonly mandate: Mandate;
  /** Which one to choose, where the computer has several. */
  readonly vaultName: string;
  readonly code: string;
}) {
  const { consent, mandate, vaultName, code } = props;
  const { t } = useTranslation();
  const format = useFormat();
  const erasedAt = useSoundErasedAt();
  const spokenFacts = useSpokenFacts(consent.spoken);
  const title = t("clientCopy.sheet.title");
  const facts = [
    [t("mandate.organisation.label"), mandate.organisation],
    [t("consent.purpose.label"), consent.purpose],
    [t("consent.audience.label"), consent.audience],
    [t("consent.form.label"), t(`consent.form.${consent.form}`)],
    ...(consent.spoken === null
      ? [[t("consent.wordingVersion.label"), consent.wordingVersion]]
      : spokenFacts.map(({ name, value }) => [name, value])),
    [t("consent.givenOn.label"), format.date(consent.givenOn, "paper")],
    [t("consent.lastOn.label"), format.date(consent.lastOn, "paper")],
  ];
  return (
    <PrintSheet label={title}>
      <p>
        {t("app.name")} · {format.date(pageNow(), "paper")}
      </p>
      <h1>{title}</h1>
      <p>{t("clientCopy.sheet.yours")}</p>
      <dl>
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <h2>{t("clientCopy.sheet.promise")}</h2>
      <ul>
        <li>
          {t(`clientCopy.sheet.erased.${erasedAt}`, { date: format.date(consent.lastOn, "paper") })}{" "}
          {t("clientCopy.sheet.writtenErased")}
        </li>
        <li>{t("clientCopy.sheet.takeBack")}</li>
        <li>{t("clientCopy.sheet.rights")}</li>
        <li>{t("clientCopy.sheet.contact", { contact: mandate.dataProtectionContact })}</li>
      </ul>
      <h2>{t("clientCopy.sheet.how")}</h2>
      <ul>
        <li>{t("clientCopy.sheet.tell")}</li>
        <li>
          {t("clientCopy.sheet.handIn")} {t("withdrawal.vault", { name: vaultName })}
        </li>
      </ul>
      <div className={classes.paperCode}>
        <div>
          <span>{t("withdrawal.number")}</span>
          <strong>{consent.number}</strong>
        </div>
        <div>
          <span>{t("clientCopy.code")}</span>
          <strong>{code}</strong>
        </div>
      </div>
      <p>
        <small>{t("clientCopy.sheet.careful")}</small>
      </p>
      {consent.spoken !== null && <AskedInWords wording={consent.spoken.wording} />}
    </PrintSheet>
  );
}

/** Last, so that number and code stay on the first page. */
function AskedInWords({ wording }: { readonly wording: ShownWording }) {
  const { t } = useTranslation();
  const parts = [
    { title: t("clientFile.explained"), text: wording.explained },
    { title: t("clientFile.readAloud"), text: wording.readAloud },
  ];
  return parts.map(({ title, text }) => (
    <Fragment key={title}>
      <h2>{title}</h2>
      {text.split("\n").map((paragraph) => (
        <p key={paragraph}>{paragraph}</p>
      ))}
    </Fragment>
  ));
}
