/** The facts of a certificate in words: the main ones on the screen, all of them on paper. */
import type { TFunction } from "i18next";
import { useTranslation } from "react-i18next";
import { contentCategories } from "../../../shared/domain/conversation.ts";
import { type Format, useFormat } from "../../ui/useFormat.ts";
import {
  type CertificateText,
  fatesOf,
  recordLeft,
  treatedPlaces,
  verifiedChecks,
} from "./certificateText.ts";
import type { Fact } from "./FactList.tsx";

/** The facts of a certificate in the page's language. */
export function useCertificateFacts(certificate: CertificateText, on: "screen" | "paper"): Fact[] {
  const { t } = useTranslation();
  return certificateFacts({ t, format: useFormat() }, certificate, on);
}

/** What facts are written with. */
interface Writer {
  readonly t: TFunction;
  readonly format: Pick<Format, "date" | "instant" | "paperInstant">;
}

/** Gives the facts in the order of SECURITY.md §4; dates have the year, and on paper times second and zone. */
export function certificateFacts(
  { t, format }: Writer,
  certificate: CertificateText,
  on: "screen" | "paper",
): Fact[] {
  const { conversation, decision, category, verification, remains, zone } = certificate;
  const { consent } = conversation;
  const isPaper = on === "paper";
  const at = (iso: string) =>
    isPaper ? format.paperInstant(Date.parse(iso), zone) : format.instant(Date.parse(iso));
  const date = (iso: string) => format.date(iso, "paper");
  const onPaper = (...facts: Fact[]) => (isPaper ? facts : []);
  const kept = contentCategories.filter((other) => remains[other]);

  function when(): string {
    const [start, end] = [at(certificate.startedAt), at(certificate.finishedAt)];
    if (certificate.executedWhileLocked)
      return t("certificate.whenLocked", {
        at: at(certificate.keyHalfFoundAbsentNotLaterThan ?? certificate.startedAt),
      });
    return start === end ? end : t("certificate.whenBetween", { start, end });
  }

  function how(): string {
    const { keyHalf, sound } = fatesOf(certificate);
    if (category === "transcript") return t("certificate.methodText.rows");
    if (category === "notes") return t("certificate.methodText.notes");
    return [
      keyHalf === undefined ? "" : t(`certificate.methodText.keyHalf.${keyHalf}`),
      sound === undefined ? "" : t(`certificate.methodText.sound.${sound}`),
    ]
      .filter(Boolean)
      .join(" ");
  }

  function left(): string {
    const content = kept
      .map((other, index) => t(index === 0 ? `erasure.category.${other}` : `erasure.categoryInText.${other}`))
      .join(", ");
    return [
      content === "" ? t("certificate.noContentRemains") : `${content}.`,
      t(`certificate.recordRemains.${recordLeft(certificate)}`),
      remains.figures ? t("certificate.figuresRemain") : "",
    ]
      .filter(Boolean)
      .join(" ");
  }

  function copies(): string {
    const { exported, shared, numberedCopies, made } = certificate.copiesOutsideControl;
    const { returned, missing } = numberedCopies;
    if (made.length > 0) return [made.map(copyLine).join("; "), atSource()].filter(Boolean).join(". ");
    if (exported + shared + returned + missing === 0) return atSource() || t("certificate.noCopies");
    const counted = t("certificate.copiesValue", { exported, shared, returned, missing });
    return [counted, atSource()].filter(Boolean).join(". ");
  }

  function atSource(): string {
    const { origin, places } = certificate.copiesOutsideControl.mayRemainAtSource;
    if (places.length === 0) return "";
    return t("certificate.mayRemain", {
      places: places.map((place) => t(`whereabouts.onPaper.${place}`)).join(", "),
      origin: t(`whereabouts.originOnPaper.${origin ?? "unknown"}`),
    });
  }

  function copyLine({ kind, form, madeAt }: (typeof certificate.copiesOutsideControl.made)[number]): string {
    return t("copies.line", {
      date: format.date(Date.parse(madeAt), "paper"),
      kind: t(`copies.kind.${kind}`),
      form: t(`copies.form.${form}`),
    });
  }

  return [
    {
      name: t("certificate.what"),
      value: t("certificate.whatValue", {
        what: t(`erasure.category.${category}`),
        kind: t(`library.kind.${conversation.kind}`),
        date: date(conversation.heldOn),
      }),
    },
    ...(consent === null
      ? []
      : [
          {
            name: t("certificate.consent"),
            value: t("certificate.consentValue", {
              number: consent.number,
              given: date(consent.givenOn),
              last: date(consent.lastOn),
              keptWhere: consent.keptWhere,
            }),
          },
          ...(consent.withdrawnAt === null
            ? []
            : [{ name: t("certificate.withdrawn"), value: at(consent.withdrawnAt) }]),
        ]),
    { name: t("certificate.rule"), value: t(`certificate.ruleText.${certificate.rule}`) },
    ...(certificate.dueAt === null
      ? []
      : onPaper({ name: t("certificate.due"), value: at(certificate.dueAt) })),
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
          ...onPaper({ name: t("certificate.decidedBy"), value: decision.decidedBy }),
        ]),
    { name: t("certificate.when"), value: when() },
    { name: t("certificate.by"), value: t(`certificate.executedBy.${certificate.executedBy}`) },
    { name: t("certificate.method"), value: how() },
    ...onPaper({
      name: t("certificate.places"),
      value: [
        t("certificate.medium"),
        ...treatedPlaces(certificate).map((treated) =>
          treated.place === "file" ? treated.name : t(`certificate.place.${treated.place}`),
        ),
      ].join(" · "),
    }),
    {
      name: t("certificate.verified"),
      value: verifiedChecks(certificate)
        .map((check) => t(`certificate.check.${check}`, { count: verification.canariesLookedFor }))
        .join(" "),
    },
    { name: t("certificate.remains"), value: left() },
    { name: t("certificate.copies"), value: copies() },
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
    ...(isPaper
      ? []
      : [
          {
            name: t("certificate.tool"),
            value: `${certificate.tool.name} ${certificate.tool.version} · ${t("certificate.audit", {
              sequence: certificate.audit.sequence,
              hash: certificate.audit.hash.slice(0, 16),
            })}`,
          },
        ]),
  ];
}
