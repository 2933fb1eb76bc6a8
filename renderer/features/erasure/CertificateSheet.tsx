/** A certificate of erasure on paper: all that was signed, in words, and how anyone can check it. */
import { useTranslation } from "react-i18next";
import type { Certificate } from "../../../shared/domain/erasureRecord.ts";
import { useFormat } from "../../ui/useFormat.ts";
import classes from "./CertificateSheet.module.css";
import { type CertificateText, readCertificateText } from "./certificateText.ts";
import { type Fact, FactList } from "./FactList.tsx";
import { useCertificateFacts } from "./useCertificateFacts.ts";

/** Printed from the signed text only; a text of an unknown form is printed as it is. */
export function CertificateSheet({ certificate }: { readonly certificate: Certificate }) {
  const { t } = useTranslation();
  const text = readCertificateText(certificate.text);
  const file = t("certificate.fileName", { number: certificate.number });
  return (
    <section className={classes.sheet}>
      <p className={classes.mark}>{t("app.name")}</p>
      <h1>{t("certificate.title", { number: certificate.number })}</h1>
      {certificate.isValid ? null : (
        <p>
          <strong>{t("certificate.invalid")}</strong>
        </p>
      )}
      {text === null ? <pre className={classes.raw}>{certificate.text}</pre> : <Body text={text} />}
      <h2>{t("certificate.sheet.verify")}</h2>
      <p>{t("certificate.sheet.verifyText", { file })}</p>
      <p>
        <code className={classes.command}>node verify-certificate.mjs {file}</code>
      </p>
      <p>{t("certificate.sheet.compare")}</p>
      <FactList facts={useProofFacts(certificate, text)} />
    </section>
  );
}

function Body({ text }: { readonly text: CertificateText }) {
  const { t } = useTranslation();
  const format = useFormat();
  const facts = useCertificateFacts(text, "paper");
  const { conversation, category, finishedAt, zone } = text;
  return (
    <>
      <p className={classes.lead}>
        {t("certificate.sheet.lead", {
          what: t(`erasure.category.${category}`),
          kind: t(`library.kind.${conversation.kind}`),
          held: format.date(conversation.heldOn, "paper"),
          at: format.paperInstant(Date.parse(finishedAt), zone),
        })}
      </p>
      <FactList facts={facts} />
    </>
  );
}

/** What the signature is bound to: vault, key, log entry; as text for comparing sign by sign. */
function useProofFacts(certificate: Certificate, text: CertificateText | null): Fact[] {
  const { t } = useTranslation();
  return [
    ...(text === null ? [] : [{ name: t("certificate.sheet.vault"), value: text.vault }]),
    { name: t("settings.vault.fingerprint"), value: certificate.fingerprint },
    { name: t("certificate.sheet.publicKey"), value: certificate.publicKey },
    { name: t("certificate.sheet.signature"), value: certificate.signature },
    ...(text === null
      ? []
      : [
          {
            name: t("certificate.sheet.audit"),
            value: t("certificate.audit", { sequence: text.audit.sequence, hash: text.audit.hash }),
          },
          { name: t("certificate.tool"), value: `${text.tool.name} ${text.tool.version}` },
        ]),
  ];
}
