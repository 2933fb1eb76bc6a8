/** Figures for coders who train to hear alike: never by themselves, never a ranking, names only if all of them agree. */
import { Checkbox, Modal, SegmentedControl } from "@mantine/core";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { kappaBand } from "../../../shared/domain/agreementBands.ts";
import type { Coding } from "../../../shared/domain/coding.ts";
import type { Comparison } from "../../../shared/domain/compareCodings.ts";
import type { Scheme } from "../../../shared/domain/scheme.ts";
import { useFormat } from "../../ui/useFormat.ts";
import { AgreementMatrix } from "./AgreementMatrix.tsx";
import { CodeSign } from "./CodeSign.tsx";
import classes from "./compare.module.css";
import { OverConversations } from "./OverConversations.tsx";
import { SideBySide } from "./SideBySide.tsx";

export function TrainingDialog(props: {
  readonly scheme: Scheme;
  readonly codings: readonly Coding[];
  readonly comparison: Comparison;
  readonly onClose: () => void;
}) {
  const { scheme, codings, comparison, onClose } = props;
  const { t } = useTranslation();
  const format = useFormat();
  // Asked anew each time the dialog opens.
  const [areNamed, setNamed] = useState(false);
  const [pairAt, setPairAt] = useState(0);
  const { totals, kappa, pairs, codes } = comparison;
  const pair = pairs[pairAt];
  const n = totals.same + totals.different;
  const names = areNamed ? codings.map(({ coder }) => nameOf(coder)) : null;

  function nameOf(coder: Coding["coder"]): string {
    return coder.kind === "colleague" ? coder.name : t("compare.coder.owner");
  }

  return (
    <Modal opened onClose={onClose} title={t("compare.training.title")} size={860}>
      <div className={classes.training}>
        <p className={classes.quiet}>{t("compare.training.about")}</p>
        <Checkbox
          label={t("compare.training.names")}
          description={t("compare.training.namesAbout")}
          checked={areNamed}
          onChange={(event) => setNamed(event.currentTarget.checked)}
        />
        <Part title={t("compare.training.agreement")}>
          <dl className={classes.figures}>
            <div>
              <dt>{t(codings.length === 2 ? "compare.training.cohen" : "compare.training.fleiss")}</dt>
              <dd>
                {kappa === undefined
                  ? t("compare.training.noKappa")
                  : t("compare.training.kappa", {
                      value: format.number(kappa),
                      band: t(`compare.kappaBand.${kappaBand(kappa)}`),
                      count: n,
                    })}
              </dd>
            </div>
            <div>
              <dt>{t("compare.training.alike")}</dt>
              <dd>
                {n === 0
                  ? "–"
                  : t("compare.training.percent", {
                      percent: format.percent(totals.same / n),
                      same: totals.same,
                      count: n,
                    })}
              </dd>
            </div>
          </dl>
          {totals.open === 0 ? null : (
            <p className={classes.quiet}>{t("compare.training.leftOut", { count: totals.open })}</p>
          )}
        </Part>
        {pair === undefined || pair.n === 0 ? null : (
          <Part title={t("compare.training.matrix")}>
            {pairs.length < 2 ? null : (
              <SegmentedControl
                aria-label={t("compare.training.pairs")}
                value={String(pairAt)}
                onChange={(value) => setPairAt(Number(value))}
                data={pairs.map(({ first, second }, index) => ({
                  value: String(index),
                  label:
                    names === null
                      ? t("compare.training.pair", { number: index + 1 })
                      : `${names[first] ?? ""} – ${names[second] ?? ""}`,
                }))}
              />
            )}
            <AgreementMatrix scheme={scheme} pair={pair} names={names} />
          </Part>
        )}
        {codes.length === 0 ? null : (
          <Part title={t("compare.training.codes")}>
            <ul className={classes.byCode}>
              {codes.map(({ code, heard, heardByAll }) => (
                <li key={code}>
                  <CodeSign scheme={scheme} codes={[code]} />
                  <span>{t("compare.training.heardByAll", { count: heard, all: heardByAll })}</span>
                </li>
              ))}
            </ul>
          </Part>
        )}
        <Part title={t("compare.training.sideBySide")}>
          <SideBySide scheme={scheme} comparison={comparison} names={names} />
        </Part>
        <Part title={t("compare.training.over")}>
          <OverConversations scheme={scheme} codingIds={codings.map(({ id }) => id)} />
        </Part>
      </div>
    </Modal>
  );
}

function Part({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section className={classes.part}>
      <h3>{title}</h3>
      {children}
    </section>
  );
}
