/** The content of a certificate in plain words. */
import { useTranslation } from "react-i18next";
import { contentCategories } from "../../../shared/domain/conversation.ts";
import { useFormat } from "../../ui/useFormat.ts";
import { type CertificateText, readCertificateText, verifiedChecks } from "./certificateText.ts";
import classes from "./erasure.module.css";
import { type Fact, FactList } from "./FactList.tsx";

/** @param props.text - as it was signed; shown as it is if it cannot be read */
export function CertificateFacts({ text }: { readonly text: string }) {
  const certificate = readCertificateText(text);
  return certificate === null ? (
    <pre className={classes.rawText}>{text}</pre>
  ) : (
    <Facts certificate={certificate} />
  );
}

function Facts({ certificate }: { readonly certificate: CertificateText }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { conversation, decision, category, verification, remains } = certificate;
  const { consent } = conversation;
  const copies = certificate.copiesOutsideControl.made;
  const kept = contentCategories.filter((other) => remains[other]);
  const at = (iso: string) => format.instant(Date.parse(iso));
  const [start, end] = [at(certificate.startedAt), at(certificate.finishedAt)];
  const when = certificate.executedWhileLocked
    ? t("certificate.whenLocked", {
        at: at(certificate.keyHalfFoundAbsentNotLaterThan ?? certificate.startedAt),
      })
    : start === end
      ? end
      : t("certificate.whenBetween", { start, end });
  const facts: Fact[] = [
    {
      name: t("certificate.what"),
      value: t("certificate.whatValue", {
        what: t(`erasure.category.${category}`),
        kind: t(`library.kind.${conversation.kind}`),
        date: format.date(conversation.heldOn, "dayLong"),
      }),
    },
    ...(consent === null
      ? []
      : [
          {
            name: t("certificate.consent"),
            value: t("certificate.consentValue", {
              number: consent.number,
              given: format.date(consent.givenOn, "dayLong"),
              last: format.date(consent.lastOn, "dayLong"),
              keptWhere: consent.keptWhere,
            }),
          },
        ]),
    { name: t("certificate.rule"), value: t(`certificate.ruleText.${certificate.rule}`) },
    ...(decision === null
      ? []
      : [
          {
            name: t("certificate.decision"),
            value:
              decision.erasure.basis === "decision"
                ? t("certificate.decisionReference", {
                    organisation: decision.organisation,
                    reference: decision.erasure.reference,
                  })
                : t("certificate.decisionNotNeeded", {
                    organisation: decision.organisation,
                    saidBy: decision.erasure.saidBy,
                  }),
          },
        ]),
    { name: t("certificate.when"), value: when },
    { name: t("certificate.by"), value: t(`certificate.executedBy.${certificate.executedBy}`) },
    {
      name: t("certificate.method"),
      value: t(
        category !== "sound"
          ? "certificate.methodText.rows"
          : certificate.executedWhileLocked
            ? "certificate.methodText.soundLocked"
            : "certificate.methodText.sound",
      ),
    },
    {
      name: t("certificate.verified"),
      value: verifiedChecks(certificate)
        .map((check) => t(`certificate.check.${check}`, { count: verification.canariesLookedFor }))
        .join(" "),
    },
    {
      name: t("certificate.remains"),
      value:
        kept.length === 0
          ? t("certificate.nothingRemains")
          : kept.map((other) => t(`erasure.category.${other}`)).join(", "),
    },
    {
      name: t("certificate.copies"),
      value:
        copies.length === 0
          ? t("certificate.noCopies")
          : copies
              .map(({ kind, form, madeAt }) =>
                t("copies.line", {
                  date: format.date(Date.parse(madeAt), "dayLong"),
                  kind: t(`copies.kind.${kind}`),
                  form: t(`copies.form.${form}`),
                }),
              )
              .join("; "),
    },
    ...(conversation.kind === "client"
      ? [
          {
            name: t("certificate.record"),
            value: t(
              conversation.recordWritten ? "certificate.recordWritten" : "certificate.recordUnwritten",
            ),
          },
        ]
      : []),
    {
      name: t("certificate.limitsName"),
      value: [certificate.whatIsClaimed, certificate.limits].filter(Boolean).join(" "),
    },
    {
      name: t("certificate.tool"),
      value: `${certificate.tool.name} ${certificate.tool.version} · ${t("certificate.audit", {
        sequence: certificate.audit.sequence,
        hash: certificate.audit.hash.slice(0, 16),
      })}`,
    },
  ];
  return <FactList facts={facts} />;
}
